package portineria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.admin.RecordingConsole;
import portineria.store.Actor;
import portineria.store.MailboxName;
import portineria.store.Rights;
import portineria.store.Sharing.Grant;

/** Mailboxes are shared, listed and taken back by commands. */
class ShareCommandsTest {
  @TempDir Path data;
  private FakePremises premises;
  private RecordingConsole console = new RecordingConsole();

  @BeforeEach
  void threeAccounts() throws IOException {
    premises = new FakePremises(data);
    Path password = Files.writeString(data.resolve("password"), "s3cret");
    assertEquals(0, run("user add info maria bruno --password-file " + password));
  }

  @AfterEach
  void close() {
    premises.close();
  }

  private int run(String commandLine) {
    console = new RecordingConsole();
    Cli cli = new Cli(premises, prompt -> Optional.of("typed"), console, Duration.ZERO);
    return cli.run(
        List.of((commandLine + " --data " + data).split(" +")).stream()
            .map(word -> word.equals("-") ? "" : word)
            .toList());
  }

  private String said() {
    return console.text();
  }

  private static Grant grant(String mailbox, String grantee, Rights rights) {
    return new Grant(
        "info",
        mailbox.isEmpty() ? Optional.empty() : Optional.of(new MailboxName(mailbox)),
        grantee,
        rights);
  }

  private List<Grant> grants() {
    return premises.store.sharing().grants();
  }

  private boolean isSubscribed(String account, String mailbox) {
    return premises
        .store
        .account(account, new Actor("", "cli"))
        .orElseThrow()
        .subscriptions()
        .contains(new MailboxName(mailbox));
  }

  @Test
  void anAccountIsSharedListedAndTakenBack() {
    assertEquals(0, run("share give Info maria bruno --rights write"));
    assertTrue(said().contains("maria has write (lrswipte) in Shared/info"), said());
    assertEquals(
        List.of(grant("", "bruno", Rights.WRITE), grant("", "maria", Rights.WRITE)), grants());
    assertTrue(isSubscribed("maria", "Shared/info"));
    assertTrue(isSubscribed("maria", "Shared/info/Sent"));
    assertEquals(0, run("share give info maria"));
    assertEquals(0, run("share give info bruno --rights lrs --mailbox Sent"));
    assertEquals(0, run("share give info bruno --rights - --mailbox Drafts"));
    assertFalse(isSubscribed("bruno", "Shared/info/Drafts"));
    assertEquals(0, run("share list"));
    List<String> lines = said().lines().map(line -> line.replaceAll(" +", " ").strip()).toList();
    assertEquals(
        List.of(
            "info all mailboxes bruno write (lrswipte)",
            "info all mailboxes maria full (lrswipkxte)",
            "info Drafts bruno nothing",
            "info Sent bruno lrs"),
        lines);
    assertEquals(0, run("share list maria"));
    assertEquals(1, said().lines().count());
    assertEquals(0, run("share take info bruno --mailbox Sent"));
    assertTrue(grants().contains(grant("Sent", "bruno", Rights.NONE)));
    assertEquals(0, run("share take info bruno"));
    assertEquals(List.of(grant("", "maria", Rights.FULL)), grants());
    assertFalse(isSubscribed("bruno", "Shared/info"));
  }

  @Test
  void eachActIsInTheChain() {
    run("share give info maria --rights read");
    run("share take info maria");
    List<String> acts =
        premises.store.audit().entries(0, 100).stream()
            .map(entry -> entry.text())
            .filter(text -> text.contains("shared"))
            .map(text -> text.lines().filter(line -> line.startsWith("act ")).findFirst().get())
            .toList();
    assertEquals(List.of("act mail-shared", "act mail-unshared"), acts);
  }

  @Test
  void whatCanNotBeSharedIsRefused() {
    assertEquals(2, run("share give info"));
    assertEquals(2, run("share give info maria --rights lrz"));
    assertEquals(2, run("share give info maria --rights -"));
    assertEquals(1, run("share give info nobody"));
    assertTrue(said().contains("there is no user nobody"), said());
    assertEquals(1, run("share give nobody maria"));
    assertEquals(1, run("share give info info"));
    assertEquals(1, run("share give info maria --mailbox Nowhere"));
    assertEquals(1, run("share give info maria --mailbox /"));
    assertEquals(1, run("share take info maria"));
    assertTrue(said().contains("info is not shared with maria"), said());
    assertEquals(List.of(), grants());
  }
}
