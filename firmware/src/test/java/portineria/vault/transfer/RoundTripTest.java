package portineria.vault.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.mail.Corpus;
import portineria.mail.MailGenerator;
import portineria.store.Account;
import portineria.store.Flag;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.SpecialUse;

/**
 * What goes out comes in again: the same mailboxes, and in each of them the same messages in the
 * same order, octet by octet, with flags and dates. There are no exceptions, because the lists say
 * what a format can't.
 */
class RoundTripTest {
  private static final List<String> MAILBOXES =
      List.of(
          "INBOX",
          "Sent",
          "Clienti",
          "Clienti/Rossi S.p.A.",
          "clienti/rossi s.p.a.",
          "Clienti/Rossi S_p_A_",
          "~nonna & nonno/../CON.eml",
          "INBOX/0000000001.eml",
          "Città/" + "lunghissimo ".repeat(30) + "/fine",
          "messages.csv",
          "export.part",
          "日本/\uD83D\uDCEC posta",
          "50% \"sconto\", <subito>; ");

  private static final List<Flag> FLAGS =
      List.of(
          Flag.ANSWERED,
          Flag.FLAGGED,
          Flag.DELETED,
          Flag.SEEN,
          Flag.DRAFT,
          new Flag("$Forwarded"),
          new Flag("Work,urgent\""));

  @TempDir Path temp;

  private static void roundTrip(Accounts accounts, Account from, ExportFormat format, Path folder)
      throws Refusal, IOException {
    Accounts.Exporting exported = Accounts.export(from, folder, format);
    assertEquals(List.of(), exported.unreadable);
    Account to = accounts.make("copy-" + format.ordinal());
    Importing importing = Importing.to(to);
    Import.Result result = importing.from(folder);
    assertEquals(List.of(), importing.troubles);
    assertEquals(exported.result.messages(), result.total().imported());
    assertEquals(Accounts.contents(from), Accounts.contents(to), format.name());
    assertEquals(from.subscriptions(), to.subscriptions());
    Tally again = Importing.to(to).from(folder).total();
    assertEquals(new Tally(0, 0, exported.result.messages(), 0, 0, 0), again, "nothing twice");
  }

  @Test
  void generatedAndRealMailComesBackAsItWas() throws Exception {
    Accounts accounts = new Accounts();
    Account account = accounts.make("maria");
    Random random = new Random(20260302);
    List<byte[]> messages = new ArrayList<>();
    MailGenerator mail = new MailGenerator(20260302).withOddShare(0.1).withAttachmentsUpTo(200_000);
    mail.messages(400).forEach(messages::add);
    Corpus.all().forEach(one -> messages.add(one.octets()));
    for (int i = 0; i < messages.size(); i++) {
      deliver(account, MAILBOXES.get(i % MAILBOXES.size()), messages.get(i), random);
      if (i % 50 == 0) {
        deliver(account, "INBOX", messages.get(i), random); // once more
        deliver(account, "INBOX", messages.get(i), random);
      }
    }
    account.create(new MailboxName("Gesendet"), Optional.of(SpecialUse.FLAGGED));
    account.subscribe(new MailboxName("Gesendet"), true);
    System.out.println("RoundTripTest: " + messages.size() + " messages");
    for (ExportFormat format : ExportFormat.values()) {
      roundTrip(accounts, account, format, temp.resolve(format.name()));
    }
  }

  private static void deliver(Account account, String mailbox, byte[] octets, Random random)
      throws Refusal, IOException {
    Flag[] flags =
        FLAGS.stream().filter(flag -> random.nextInt(4) == 0).distinct().toArray(Flag[]::new);
    boolean known = account.mailbox(new MailboxName(mailbox)).isPresent();
    Accounts.append(
        account, mailbox, octets, Accounts.NOW.minusSeconds(random.nextInt(900_000_000)), flags);
    if (!known) {
      for (Optional<MailboxName> name = Optional.of(new MailboxName(mailbox));
          name.isPresent();
          name = name.get().parent()) {
        account.subscribe(name.get(), true);
      }
    }
  }

  /** Octets that are likely to be taken for something else. */
  @Property(tries = 10, shrinking = ShrinkingMode.BOUNDED)
  void anyOctetsComeBackAsTheyWere(@ForAll long seed) throws Exception {
    Path folder = Files.createTempDirectory("port-round-trip-");
    try {
      Accounts accounts = new Accounts();
      Account account = accounts.make("maria");
      Random random = new Random(seed);
      for (int i = random.nextInt(80); i >= 0; i--) {
        deliver(account, random.nextBoolean() ? "INBOX" : "Clienti", odd(random), random);
      }
      for (ExportFormat format : ExportFormat.values()) {
        roundTrip(accounts, account, format, folder.resolve(format.name()));
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private static byte[] odd(Random random) {
    String[] pieces = {
      "From ",
      ">",
      ">From ",
      "\n",
      "\r\n",
      "\r",
      "F",
      "Fro",
      "x",
      "Subject: y\r\n",
      "\n\n",
      "From MAILER-DAEMON Mon Mar  2 08:00:00 2026\n",
      "\0",
      "\u00e8",
      "\r\r\n",
      "X-Mozilla-Status: 0001\r\n"
    };
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
