package portineria.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.mail.Corpus;
import portineria.mail.MailGenerator;
import portineria.peer.Appliance;
import portineria.peer.Dovecot;
import portineria.peer.ImapClient;
import portineria.peer.Puller;
import portineria.peer.RawPop3;

/**
 * Mail flows: Dovecot upstream, the appliance in the middle, Debian's mail programs behind it;
 * every octet arrives.
 */
class MailFlowsTest {
  private static final int GENERATED = Integer.getInteger("portineria.messages", 2_000);
  private static final long SEED = 20260302;

  /** A first line that is a header field. */
  private static final Pattern HEADER = Pattern.compile("[!-9;-~]+:");

  private static final Pattern MARK = Pattern.compile("(?m)^X-TUID: .{12}\n");

  @TempDir Path temp;

  @Test
  void everyMessagePassesThroughUnchanged() throws Exception {
    Path data = temp.resolve("data");
    int sent;
    Map<String, Integer> truth;
    try (Dovecot upstream = Dovecot.startWithTls(temp.resolve("upstream"))) {
      sent = fill(upstream);
      truth = digests(retrieveAll(upstream));
      setUp(data, upstream);
      Appliance.say("fetch", "--data", data.toString()).expectDone();
      Appliance.Said again = Appliance.say("fetch", "--data", data.toString()).expectDone();
      assertTrue(again.text().contains("0 "), "a second fetch brings nothing: " + again.text());
    }
    try (Appliance box = Appliance.run(data)) {
      List<byte[]> byPop3 = viaPop3(box);
      assertEquals(truth, digests(byPop3), "by POP3, octet for octet");
      List<byte[]> byImap = viaImap(box, sent);
      List<byte[]> allByImap = byPop3.stream().map(MailFlowsTest::withoutNul).toList();
      assertEquals(digests(allByImap), digests(byImap), "by IMAP, octet for octet");
      Puller mbsync = Puller.mbsync(login(box, "imap"), temp.resolve("mbsync"));
      mbsync.run();
      expectAll(byImap, mbsync);
      Puller mpop = Puller.mpop(login(box, "pop3"), temp.resolve("mpop"));
      mpop.run();
      expectAll(byPop3, mpop);
    }
    Appliance.say("verify", "--data", data.toString()).expectDone();
  }

  private int fill(Dovecot upstream) throws IOException {
    MailGenerator mail = new MailGenerator(SEED);
    for (int i = 0; i < GENERATED; i++) {
      upstream.deliver("user", mail.message(i));
    }
    List<byte[]> real = Corpus.all().stream().map(one -> one.octets()).toList();
    for (byte[] message : real) {
      upstream.deliver("user", message);
    }
    return GENERATED + real.size();
  }

  private static List<byte[]> retrieveAll(Dovecot upstream) throws IOException {
    try (RawPop3 client = RawPop3.overTls(upstream.pop3Port(), upstream.caFile())) {
      return client.login("user", Dovecot.PASSWORD).all();
    }
  }

  private void setUp(Path data, Dovecot upstream) throws Exception {
    String password = Files.writeString(temp.resolve("password"), "secret\n").toString();
    Appliance.say("user", "add", "maria", "--password-file", password, "--data", data.toString())
        .expectDone();
    Appliance.say(
            "source",
            "add",
            "hoster",
            "--account",
            "maria",
            "--host",
            "localhost",
            "--port",
            Integer.toString(upstream.pop3Port()),
            "--tls",
            "implicit",
            "--trust-file",
            upstream.caFile().toString(),
            "--user",
            "user",
            "--password-file",
            password,
            "--data",
            data.toString())
        .expectDone();
  }

  private static Puller.Login login(Appliance box, String door) {
    return new Puller.Login(box.port(door), "maria", "secret");
  }

  private static List<byte[]> viaPop3(Appliance box) throws IOException {
    try (RawPop3 client = new RawPop3(box.port("pop3"))) {
      return client.login("maria", "secret").all();
    }
  }

  private static List<byte[]> viaImap(Appliance box, int messages) throws IOException {
    List<byte[]> bodies = new ArrayList<>();
    try (ImapClient client = new ImapClient(box.port("imap"))) {
      client.login("maria", "secret").expectOk("EXAMINE INBOX");
      for (int uid = 1; uid <= messages; uid++) {
        bodies.add(client.body(uid));
      }
    }
    return bodies;
  }

  /** IMAP has no NUL outside of BINARY. */
  private static byte[] withoutNul(byte[] octets) {
    byte[] without = octets.clone();
    for (int i = 0; i < without.length; i++) {
      without[i] = without[i] == 0 ? (byte) 0x80 : without[i];
    }
    return without;
  }

  private static Map<String, Integer> digests(List<byte[]> messages) {
    Map<String, Integer> digests = new TreeMap<>();
    for (byte[] message : messages) {
      digests.merge(digest(message), 1, Integer::sum);
    }
    return digests;
  }

  /**
   * What programs written in C keep as it is: they stop at a NUL, split lines at a bare CR, and
   * leave out a message without an empty line. Of those others every octet was compared before.
   */
  private static boolean isPlain(byte[] octets) {
    String lf = new String(octets, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    return lf.indexOf('\0') < 0
        && lf.indexOf('\r') < 0
        && lf.contains("\n\n")
        && lf.endsWith("\n")
        && HEADER.matcher(lf).lookingAt();
  }

  /** mbsync writes a field of its own into what it brings, by which it finds it again. */
  private static byte[] withoutMark(byte[] octets) {
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    return MARK.matcher(text).replaceFirst("").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void expectAll(List<byte[]> all, Puller puller) throws IOException {
    List<byte[]> plain = all.stream().filter(MailFlowsTest::isPlain).toList();
    List<byte[]> messages = puller.messages().stream().map(MailFlowsTest::withoutMark).toList();
    Map<String, Integer> got = digests(messages);
    int missing = 0;
    for (byte[] message : plain) {
      missing += got.merge(digest(Puller.withLf(message)), -1, Integer::sum) < 0 ? 1 : 0;
    }
    System.out.println(
        "MailFlowsTest: %s got %d messages, %d plain ones expected"
            .formatted(puller.name(), messages.size(), plain.size()));
    assertEquals(0, missing, "messages that " + puller.name() + " did not get as they are");
  }

  private static String digest(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
