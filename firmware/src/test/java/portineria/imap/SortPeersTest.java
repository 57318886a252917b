package portineria.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portineria.mail.MailGenerator;
import portineria.net.Door;
import portineria.net.DoorSettings;
import portineria.net.Limits;
import portineria.net.mina.MinaDoors;
import portineria.net.tls.TestTls;
import portineria.peer.Dovecot;
import portineria.peer.ImapClient;

/** The same mail in Dovecot and here: both put it in the same order and in the same threads. */
class SortPeersTest {
  private static final long SEED = 5256;
  private static final int GENERATED = 250;
  private static final int MADE = 250;

  private static final List<String> SUBJECTS =
      List.of(
          "",
          "Fattura",
          "fattura",
          "Re: Fattura",
          "Fwd: [Studio] Fattura (fwd)",
          "[Studio] Fattura",
          "Re[2]: Caffe",
          "=?utf-8?q?Re=3A_Caff=C3=A8?=",
          "CAFF\u00C8",
          "R: Fattura",
          "[fwd: Offerta]",
          "Offerta   di\r\n marzo");

  private static final List<String> PEOPLE =
      List.of(
          "anna@example.org",
          "Anna Bianchi <zoe@example.org>",
          "\"Rossi, Bruno\" <Bruno@example.org>",
          "=?iso-8859-1?q?=C9mile?= <e@example.org>",
          "carla@example.org (Carla)",
          "<anna@example.com>");

  @TempDir static Path folder;
  private static Dovecot dovecot;
  private static MinaDoors doors;
  private static ImapClient theirs;
  private static ImapClient ours;

  @BeforeAll
  static void fillBoth() throws Exception {
    dovecot = Dovecot.start(folder.resolve("dovecot"));
    doors = new MinaDoors(Limits.standard(), TestTls.in(folder.resolve("keys")));
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Door door =
        doors.open(
            new DoorSettings("imap", free, false, ImapServer.REFUSAL), new ImapStage().server());
    theirs = new ImapClient(dovecot.imapPort()).login("user", Dovecot.PASSWORD);
    ours = new ImapClient(door.port()).login("anna", "secret");
    List<byte[]> mail = new ArrayList<>();
    new MailGenerator(SEED)
        .withOddShare(0)
        .withAttachmentsUpTo(1000)
        .messages(GENERATED)
        .forEach(mail::add);
    Random random = new Random(SEED);
    for (int i = 0; i < MADE; i++) {
      mail.add(made(random, i).getBytes(StandardCharsets.UTF_8));
    }
    for (ImapClient each : List.of(theirs, ours)) {
      Random arrival = new Random(SEED);
      for (byte[] octets : mail) {
        int day = 1 + arrival.nextInt(28);
        each.append("INBOX", "\"%2d-Mar-2026 10:00:00 +0000\" ".formatted(day), octets);
      }
      each.expectOk("SELECT INBOX");
    }
  }

  /** A message with some of what sorting and threading look at, and some of it missing. */
  private static String made(Random random, int number) {
    StringBuilder text = new StringBuilder();
    if (random.nextInt(10) > 0) {
      text.append("Message-ID: <m%d@example.org>\r\n".formatted(number));
    }
    if (random.nextInt(8) > 0) {
      text.append(
          "Date: %d Feb 2026 %02d:00:00 %s\r\n"
              .formatted(
                  1 + random.nextInt(20),
                  random.nextInt(24),
                  List.of("+0000", "-0800", "+0100", "GMT").get(random.nextInt(4))));
    }
    text.append("Subject: ").append(any(random, SUBJECTS)).append("\r\n");
    for (String field : List.of("From", "To", "Cc")) {
      if (random.nextInt(4) > 0) {
        text.append(field).append(": ").append(any(random, PEOPLE));
        text.append(random.nextBoolean() ? ", " + any(random, PEOPLE) : "").append("\r\n");
      }
    }
    if (random.nextInt(3) > 0) {
      text.append("References:");
      for (int i = random.nextInt(4); i >= 0; i--) {
        text.append(" <m%d@example.org>\r\n".formatted(random.nextInt(2 * MADE)));
      }
    } else if (random.nextBoolean()) {
      text.append("In-Reply-To: <m%d@example.org>\r\n".formatted(random.nextInt(MADE)));
    }
    return text + "\r\nText\r\n";
  }

  private static String any(Random random, List<String> some) {
    return some.get(random.nextInt(some.size()));
  }

  @AfterAll
  static void close() throws IOException {
    theirs.close();
    ours.close();
    doors.close();
    dovecot.close();
  }

  private static String answer(ImapClient client, String command) throws IOException {
    ImapClient.Answer answer = client.command(command);
    String untagged = String.join("\n", answer.untagged());
    assertTrue(answer.isOk() && untagged.length() > 20, () -> answer.tagged() + untagged);
    return untagged;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ARRIVAL",
        "CC",
        "DATE",
        "FROM",
        "SIZE",
        "SUBJECT",
        "TO",
        "DISPLAYFROM",
        "DISPLAYTO",
        "REVERSE DATE",
        "REVERSE SUBJECT DATE",
        "FROM REVERSE SIZE",
        "SUBJECT REVERSE ARRIVAL TO"
      })
  void bothSortAlike(String keys) throws IOException {
    String command = "SORT (" + keys + ") UTF-8 ALL";
    assertEquals(answer(theirs, command), answer(ours, command));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "REFERENCES UTF-8 ALL",
        "REFERENCES UTF-8 SUBJECT a",
        "REFERENCES UTF-8 OR FROM anna 400:*",
        "ORDEREDSUBJECT UTF-8 ALL"
      })
  void bothThreadAlike(String arguments) throws IOException {
    String command = "THREAD " + arguments;
    assertEquals(answer(theirs, command), answer(ours, command));
  }

  @Test
  void bothReturnTheSame() throws IOException {
    String command = "UID SORT RETURN (MIN MAX COUNT) (REVERSE DATE) UTF-8 FROM anna";
    String tag = "\\(TAG .*?\\)";
    assertEquals(
        answer(theirs, command).replaceFirst(tag, ""), answer(ours, command).replaceFirst(tag, ""));
  }
}
