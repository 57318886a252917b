package portineria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.admin.RecordingConsole;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.AuditText;
import portineria.store.Directory.Login;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.Policy;
import portineria.store.UidSet;

/** How long mail is kept is decided with a reason, and the decision recorded. */
class RetentionCommandsTest {
  @TempDir Path data;
  private Instant now = Instant.parse("2026-11-21T10:15:30Z");
  private FakePremises premises;
  private RecordingConsole console = new RecordingConsole();
  private String password;

  @BeforeEach
  void open() throws IOException {
    premises = new FakePremises(data, () -> now);
    password =
        " --password-file " + Files.writeString(data.resolve("password"), "s3cret\nsecond line");
  }

  @AfterEach
  void close() {
    premises.close();
  }

  /** Commas stand for blanks within an argument. */
  private int run(String commandLine) {
    console = new RecordingConsole();
    Cli cli = new Cli(premises, prompt -> Optional.of("typed"), console, Duration.ZERO);
    return cli.run(
        List.of((commandLine + " --data " + data).split(" +")).stream()
            .map(word -> word.replace(',', ' '))
            .toList());
  }

  private void runs(String commandLine, String answer) {
    assertEquals(0, run(commandLine), () -> commandLine + ": " + console.text());
    assertEquals(answer, console.text());
  }

  private void fails(int exitCode, String commandLine, String words) {
    assertEquals(exitCode, run(commandLine), () -> commandLine + ": " + console.text());
    assertEquals(1, console.lines().size(), "one line: " + console.text());
    assertTrue(console.text().contains(words), console.text());
  }

  private Policy policy(String account) {
    return premises.store.decisions().policy(account).orElseThrow();
  }

  private List<String> acts() {
    return premises.store.audit().entries(0, 1000).stream()
        .map(entry -> AuditText.parse(entry.text()).orElseThrow())
        .map(text -> text.act() + text.figures())
        .toList();
  }

  @Test
  void aCompanyAddressIsKeptForTenYears() {
    runs("user add info --kind company" + password, "made info");
    assertEquals(Policy.Kind.COMPANY, policy("info").kind());
    assertEquals(Optional.of(Period.ofYears(10)), policy("info").retention());
    runs("vault list", "info  company  10y  correspondence of the firm  ");
    assertEquals("retention-decided{days=0, months=120}", acts().getLast());
    fails(1, "user set info --retention 2y", "--reason");
    runs("user set info --retention 12y --reason the,chamber,wants,it", "info is changed");
    assertEquals(Optional.of(Period.ofYears(12)), policy("info").retention());
  }

  @Test
  void aPersonalAccountHasNoDefault() {
    fails(1, "user add maria --kind personal" + password, "--retention");
    assertEquals(List.of(), premises.store.accountNames(), "nothing was done by halves");
    fails(1, "user add maria --kind personal --retention 90d" + password, "--reason");
    fails(1, "user add maria --retention 90d --reason told" + password, "--kind");
    fails(2, "user add maria --kind personal --retention soon" + password, "90d, 18m, 10y");
    fails(2, "user add maria --kind other" + password, "--kind");
    fails(1, "user add maria --kind personal --retention 200y --reason told" + password, "100 y");
    runs(
        "user add maria --kind personal --retention 90d --reason she,was,told" + password,
        "made maria");
    assertEquals("she was told", policy("maria").reason());
    runs("vault list", "maria  personal  90d  she was told  ");
    runs("user set maria --retention forever --reason she,wants,it", "maria is changed");
    assertEquals(Optional.empty(), policy("maria").retention());
    fails(1, "user set nobody --retention 90d --reason told", "there is no user nobody");
  }

  @Test
  void nobodyIsAskedAndTheStatusSaysSo() {
    runs("user add maria" + password, "made maria");
    runs("vault list", "maria  undecided  forever    ");
    run("status");
    assertTrue(
        console.text().contains("Nobody has decided how long mail of maria is kept"),
        console.text());
  }

  @Test
  void whoLeavesIsClosedAndHandedToAColleagueOnTheRecord() {
    run("user add maria carlo" + password);
    run("device add maria phone");
    run("source add hoster --account maria --host pop.example --user m");
    assertEquals(0, run("user leave Maria --hand-to Carlo --erase-on 2027-03-31 --reason retired"));
    List<String> said = console.text().lines().toList();
    assertTrue(said.get(0).startsWith("maria can't log in any more"), said.get(0));
    assertTrue(said.get(0).contains("2027-03-31"), said.get(0));
    assertTrue(said.get(1).startsWith("carlo logs in as maria with: "), said.get(1));
    assertTrue(said.get(2).startsWith("source hoster still fetches for maria"), said.get(2));
    Login login = premises.store.directory().login("maria").orElseThrow();
    assertEquals(Optional.empty(), login.passwordHash());
    assertEquals(List.of("carlo"), login.devices().stream().map(device -> device.label()).toList());
    String key = said.get(1).substring(said.get(1).lastIndexOf(' ') + 1);
    assertTrue(
        premises.passwords.verify(key.toCharArray(), login.devices().getFirst().passwordHash()));
    assertEquals("account-left{}", acts().getLast());
    run("audit list --last 1");
    assertTrue(console.text().contains("colleague=carlo"), console.text());
    assertTrue(console.text().contains("reason=retired"), console.text());
    run("status");
    assertTrue(
        console.text().contains("! maria has left, and a mailbox is still fetched"),
        console.text());
    run("vault list");
    assertTrue(
        console.text().endsWith("left, handed to carlo, erased on 2027-03-31: retired"),
        console.text());
    run("source set hoster --paused true");
    run("status");
    assertFalse(console.text().contains("maria has left"), console.text());
    now = Instant.parse("2027-03-20T10:00:00Z");
    run("status");
    assertTrue(
        console.text().contains("All mail of maria is erased on 2027-03-31."), console.text());
  }

  @Test
  void whatIsWrongWithLeavingIsSaid() {
    run("user add maria" + password);
    fails(2, "user leave maria --reason retired", "--erase-on");
    fails(2, "user leave maria --erase-on 2027-03-31", "--reason");
    fails(1, "user leave maria --erase-on 2026-11-21 --reason x", "not ahead of us");
    fails(1, "user leave maria --hand-to maria --erase-on 2027-03-31 --reason x", "colleague");
    fails(1, "user leave maria --hand-to nobody --erase-on 2027-03-31 --reason x", "nobody");
    fails(1, "user leave nobody --erase-on 2027-03-31 --reason x", "there is no user nobody");
    fails(1, "user stay maria", "maria has not left");
    assertEquals(0, run("user leave maria --erase-on 2027-03-31 --reason retired"));
    assertTrue(premises.store.directory().login("maria").orElseThrow().disabled());
    runs(
        "user stay maria",
        "maria stays and nothing is erased; portineria user passwd maria opens the login");
    assertEquals(List.of(), premises.store.decisions().leavers());
    assertFalse(premises.store.directory().login("maria").orElseThrow().disabled());
    assertEquals("account-stayed{}", acts().getLast());
  }

  @Test
  void holdsBeginAndEndOnTheRecord() {
    run("user add maria" + password);
    assertEquals(
        0,
        run(
            "vault hold add rossi --account Maria --correspondent Rossi@Example.org --text"
                + " la,perizia --from 2026-01-01 --to 2026-12-31 --reason lawsuit,12"));
    runs(
        "vault hold list",
        "rossi  since 2026-11-21  account=maria correspondent=rossi@example.org"
            + " text=\"la perizia\" from=2026-01-01 to=2026-12-31  lawsuit 12");
    assertEquals(
        Optional.of(LocalDate.of(2026, 12, 31)),
        premises.store.decisions().holds().getFirst().to());
    fails(1, "vault hold add rossi --account maria --reason x", "there is a hold rossi");
    fails(2, "vault hold add all --reason x", "names an account, a correspondent, text or days");
    fails(1, "vault hold add b --account nobody --reason x", "there is no user nobody");
    fails(2, "vault hold add b --correspondent rossi --reason x", "an address, or @");
    fails(2, "vault hold add b --from 2026-02-01 --to 2026-01-01 --reason x", "before the first");
    fails(2, "vault hold add b --account maria", "--reason");
    fails(2, "vault hold add b --from yesterday --reason x", "yesterday");
    runs("vault hold end rossi", "rossi has ended");
    fails(1, "vault hold end rossi", "there is no hold rossi");
    assertEquals(List.of("hold-begun{}", "hold-ended{}"), acts().subList(2, 4));
  }

  private Account account(String name) {
    return premises.store.account(name, new Actor("", "test")).orElseThrow();
  }

  /** So many messages are in a mailbox, and all but the first are removed. */
  private void fill(String name, String mailbox, int messages) throws Exception {
    Mailbox into = account(name).mailbox(new MailboxName(mailbox)).orElseThrow();
    for (int i = 0; i < messages; i++) {
      byte[] octets =
          ("From: rossi@example.org\r\n\r\n" + mailbox + i).getBytes(StandardCharsets.UTF_8);
      try (Incoming incoming = account(name).incoming(0)) {
        incoming.write(octets, 0, octets.length);
        into.append(List.of(new Mailbox.Delivery(incoming.finish(), Set.of(), now)));
      }
    }
    into.remove(UidSet.range(2, messages));
  }

  private long kept(String name) {
    return premises.store.contents().of(name, Optional.empty(), 1000).size();
  }

  @Test
  void theSweepTakesWhatADryRunHasSaid() throws Exception {
    run("user add maria --kind personal --retention 90d --reason told" + password);
    run("user add carlo" + password);
    run("user add zoe --kind company" + password);
    fill("maria", "INBOX", 3);
    fill("maria", "Junk", 2);
    fill("carlo", "INBOX", 4);
    fill("zoe", "INBOX", 4);
    now = now.plus(Duration.ofDays(100));
    premises.clockSet = false;
    fails(1, "vault sweep", "no message was judged: the clock was not set by a time server");
    fails(1, "vault sweep --dry-run", "time server");
    premises.clockSet = true;
    assertEquals(0, run("vault sweep --dry-run"));
    List<String> said = console.text().lines().map(String::stripTrailing).toList();
    assertEquals(3, said.size(), console.text());
    assertTrue(said.get(0).startsWith("carlo  0 messages, 0 B "), said.get(0));
    assertTrue(said.get(0).endsWith("3 undecided: see user set --retention"), said.get(0));
    assertTrue(said.get(1).startsWith("maria  3 messages, "), said.get(1));
    assertTrue(said.get(2).startsWith("would go: 3 messages, "), said.get(2));
    assertEquals(5, kept("maria"));
    run("status");
    assertTrue(console.text().contains("removed every night; it was not yet"), console.text());
    run("vault hold add one --account maria --text INBOX1 --reason suit");
    assertEquals(0, run("vault sweep"));
    said = console.text().lines().map(String::stripTrailing).toList();
    assertTrue(said.get(1).startsWith("maria  2 messages, "), said.get(1));
    assertTrue(said.get(1).contains("1 held"), said.get(1));
    assertTrue(said.get(2).startsWith("gone: 2 messages, "), said.get(2));
    assertEquals(3, kept("maria"));
    assertEquals(4, kept("carlo"));
    assertEquals(4, kept("zoe"));
    assertEquals("mail-swept{messages=2}", acts().getLast());
    run("audit list --last 1");
    assertTrue(
        console.text().endsWith("carla  mail swept  account=maria messages=2"), console.text());
    run("status");
    assertTrue(console.text().contains("last removed 2027-03-01"), console.text());
    assertEquals(0, run("vault sweep"));
    assertTrue(console.text().endsWith("gone: 0 messages, 0 B"), console.text());
  }

  @Test
  void whatIsALeaversGoesOnTheDayAndNotBefore() throws Exception {
    run("user add maria --kind company" + password);
    fill("maria", "INBOX", 3);
    run("user leave maria --erase-on 2027-03-31 --reason retired");
    now = Instant.parse("2027-03-31T10:00:00Z");
    runs("vault sweep", "gone: 0 messages, 0 B");
    now = Instant.parse("2027-04-01T13:00:00Z");
    assertEquals(0, run("vault sweep --dry-run"));
    assertEquals(3, kept("maria"));
    assertEquals(0, run("vault sweep"));
    assertTrue(console.text().contains("gone: 3 messages"), console.text());
    assertEquals(0, kept("maria"));
    assertEquals(List.of(), premises.store.decisions().leavers());
    assertEquals(
        List.of("mail-erased{messages=3}", "account-emptied{}"),
        acts().subList(acts().size() - 2, acts().size()));
    runs("vault sweep", "gone: 0 messages, 0 B");
  }
}
