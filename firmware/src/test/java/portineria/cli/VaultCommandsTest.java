package portineria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.admin.RecordingConsole;
import portineria.store.Account;
import portineria.store.Act;
import portineria.store.Actor;
import portineria.store.Erasure;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.Removal;
import portineria.store.UidSet;
import portineria.store.View;

/** What was removed, on the command line: who, when, and back again. */
class VaultCommandsTest {
  private static final Actor RECEPTION = new Actor("reception PC", "imap");
  private static final int MANY = Removal.MANY + 20;

  @TempDir Path data;
  private FakePremises premises;
  private RecordingConsole console = new RecordingConsole();

  @BeforeEach
  void open() throws Exception {
    premises = new FakePremises(data);
    premises.store.createAccount("maria", RECEPTION);
  }

  @AfterEach
  void close() {
    premises.close();
  }

  private int run(String... words) {
    console = new RecordingConsole();
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--data", data.toString()));
    return new Cli(premises, prompt -> Optional.empty(), console, Duration.ZERO).run(line);
  }

  private void says(String regex) {
    assertTrue(
        Pattern.compile(regex, Pattern.DOTALL).matcher(console.text()).find(), console.text());
  }

  /** In the hands of the device. */
  private Account maria() {
    return premises.store.account("maria", RECEPTION).orElseThrow();
  }

  private Mailbox mailbox(String name) {
    return maria().mailbox(new MailboxName(name)).orElseThrow();
  }

  private void fill(String name, int messages) throws Exception {
    Optional<Mailbox> known = maria().mailbox(new MailboxName(name));
    Mailbox into =
        known.isPresent() ? known.get() : maria().create(new MailboxName(name), Optional.empty());
    for (int i = 0; i < messages; i++) {
      try (Incoming incoming = maria().incoming(0)) {
        byte[] octets = (name + i).getBytes(StandardCharsets.UTF_8);
        incoming.write(octets, 0, octets.length);
        into.append(List.of(new Mailbox.Delivery(incoming.finish(), Set.of(), Instant.EPOCH)));
      }
    }
  }

  @Test
  void anImportSaysHowManyWereErased() throws Exception {
    fill("Customers", 3);
    Path mail = Files.createDirectory(data.resolve("mail"));
    for (int i = 0; i < 4; i++) {
      Files.writeString(mail.resolve(i + ".eml"), "Customers" + i);
    }
    View view = mailbox("Customers").view();
    List<Erasure.Target> targets = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      targets.add(new Erasure.Target("maria", maria().digest(view.message(i))));
      premises.store.erase(
          new Erasure(targets, Erasure.Extent.MESSAGES, Act.of(Act.Kind.MAIL_ERASED, RECEPTION)),
          (done, all) -> {});
      targets.clear();
      assertEquals(0, run("import", "maria", mail.toString(), "--dry-run", "--into", "New"));
      String sentence =
          i == 0
              ? "1 message was left out because it was erased here"
              : "2 messages were left out because they were erased here";
      says(sentence + "$");
    }
    assertEquals(0, run("import", "maria", mail.toString(), "--into", "New"));
    says("maria: 2 messages imported");
    says("\n2 messages were left out because they were erased here$");
  }

  @Test
  void anImportSaysWhatItHasMended() throws Exception {
    fill("Customers", 2);
    Path mail = Files.createDirectories(data.resolve("mail/Customers")).getParent();
    View view = mailbox("Customers").view();
    for (int i = 0; i < 2; i++) {
      Files.writeString(mail.resolve("Customers/" + i + ".eml"), "Customers" + i);
      premises.store.damage("maria", maria().digest(view.message(i)));
    }
    assertEquals(0, run("import", "maria", mail.toString(), "--dry-run"));
    says("\n2 messages that were damaged on the disk would be mended$");
    assertEquals(0, run("import", "maria", mail.toString()));
    says("maria: 0 messages imported, 0 B; 2 were there already");
    says("\n2 messages that were damaged on the disk came back whole$");
  }

  @Test
  void removalsAreListedByActs() throws Exception {
    assertEquals(0, run("vault", "removals", "maria"));
    says("nothing was removed since ");
    fill("Customers", 3);
    fill("Customers/Rossi", 1);
    mailbox("Customers").remove(UidSet.range(1, 1));
    assertEquals(0, run("vault", "removals", "Maria"));
    says(
        "\\d\\d:\\d\\d  the device 'reception PC' over IMAP removed 1 message from Customers:"
            + " all can be had back\n"
            + "to undo the last: portineria restore-mailbox maria Customers --as-of \\S+Z$");
    maria().delete(new MailboxName("Customers/Rossi"));
    mailbox("Recoverable/Customers").copy(UidSet.ALL, mailbox("INBOX"));
    assertEquals(0, run("vault", "removals", "maria"));
    says("removed 2 messages from Customers and Customers/Rossi: 1 can be had back");
    says("Customers/Rossi  1 message, with the mailbox");
    assertEquals(0, run("vault", "removals", "maria", "--until", "2020-01-01"));
    says("nothing was removed");
    assertEquals(1, run("vault", "removals", "nobody"));
    says("there is no account nobody");
    assertEquals(2, run("vault", "removals", "maria", "--since", "yesterday"));
    says("'yesterday' is no time");
  }

  @Test
  void aMassRemovalNeedsAPersonUntilItIsBroughtBack() throws Exception {
    fill("Customers & Co", MANY);
    assertEquals(0, run("status"));
    mailbox("Customers & Co").remove(UidSet.range(1, Removal.MANY - 1));
    assertEquals(0, run("status"), console.text());
    mailbox("Customers & Co").remove(UidSet.ALL);
    assertEquals(1, run("status"));
    says("! Account maria: the device 'reception PC' removed 120 messages from Customers & Co on ");
    Matcher command =
        Pattern.compile("portineria restore-mailbox maria 'Customers & Co' --as-of (\\S+Z);")
            .matcher(console.text());
    assertTrue(command.find(), console.text());
    assertEquals(0, run("restore-mailbox", "maria", "Customers & Co", "--as-of", command.group(1)));
    says("Customers & Co  120 came back\n120 messages came back");
    assertEquals(MANY, mailbox("Customers & Co").view().count());
    assertEquals(0, run("status"), console.text());
    assertFalse(console.text().contains("removed 120"), console.text());
    assertEquals(0, run("restore-mailbox", "maria", "Customers & Co", "--as-of", command.group(1)));
    says("0 came back, 120 were there\nno message was missing");
  }

  @Test
  void aMassRemovalThatWasMeantIsAccepted() throws Exception {
    fill("Old", MANY);
    maria().delete(new MailboxName("Old"));
    assertEquals(1, run("status"));
    assertEquals(0, run("vault", "removals", "maria", "--accept"));
    says("accepted");
    assertEquals(0, run("status"), console.text());
  }

  @Test
  void manySmallMailboxesAreAMassRemovalToo() throws Exception {
    for (int i = 0; i < 3; i++) {
      fill("A" + i, Removal.MANY / 3 + 1);
    }
    for (int i = 0; i < 3; i++) {
      maria().delete(new MailboxName("A" + i));
    }
    assertEquals(1, run("status"));
    says(
        "removed 102 messages from A0 and 2 other mailboxes (?s:.*) portineria restore-mailbox maria"
            + " --as-of");
  }

  @Test
  void emptyingTheTrashOrFilingByCopyingIsNoMassRemoval() throws Exception {
    fill("Trash", MANY);
    mailbox("Trash").remove(UidSet.ALL);
    fill("INBOX", MANY);
    mailbox("INBOX").copy(UidSet.ALL, mailbox("Archive"));
    mailbox("INBOX").remove(UidSet.ALL);
    assertEquals(0, run("status"), console.text());
    fill("Trash/Customers", MANY);
    maria().delete(new MailboxName("Trash/Customers"));
    assertEquals(1, run("status"), "a mailbox that was thrown away");
  }

  @Test
  void aDeletedTreeComesBackInOneStep() throws Exception {
    fill("Customers", 2);
    fill("Customers/Rossi", 1);
    maria().delete(new MailboxName("Customers/Rossi"));
    maria().delete(new MailboxName("Customers"));
    assertEquals(0, run("restore-mailbox", "maria", "Customers"));
    says("maria as it was at \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d:\n");
    says(
        "  Customers        made, 2 came back\n"
            + "  Customers/Rossi  made, 1 came back\n"
            + "3 messages came back");
    assertEquals(1, run("restore-mailbox", "maria", "Customers"));
    says("say as of when");
    assertEquals(1, run("restore-mailbox", "maria"));
    assertEquals(1, run("restore-mailbox", "maria", "Nowhere", "--as-of", "2020-01-01"));
    assertEquals(2, run("restore-mailbox", "maria", "a//b"));
    String now = Instant.now().toString();
    assertEquals(0, run("restore-mailbox", "maria", "Customers", "--as-of", now, "--into", "Copy"));
    says("Customers  +made, as Copy, 2 came back");
    assertEquals(1, mailbox("Copy/Rossi").view().count());
  }

  @Test
  void asOfATimeAheadIsWrongUsage() throws Exception {
    fill("Customers", 2);
    mailbox("Customers").remove(UidSet.ALL);
    String ahead = Instant.now().plus(Duration.ofHours(1)).toString();
    assertEquals(2, run("restore-mailbox", "maria", "Customers", "--as-of", ahead));
    says("--as-of is a time ahead: say one that is past");
    String laterOn = LocalDate.now(ZoneId.systemDefault()).plusDays(2).toString();
    assertEquals(2, run("restore-mailbox", "maria", "--as-of", laterOn));
    says("--as-of is a time ahead");
    String today = LocalDate.now(ZoneId.systemDefault()).toString();
    assertEquals(2, run("restore-mailbox", "maria", "--as-of", today));
    says("today is not over: say a time, as in --as-of '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d'");
    assertEquals(0, mailbox("Customers").view().count());
  }
}
