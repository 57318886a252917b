package portineria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.account.AdminPassword;
import portineria.account.DevicePassword;
import portineria.admin.ControlServer;
import portineria.admin.RecordingConsole;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.Directory.Pop3Deletion;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.MessageId;

class CliTest {
  @TempDir Path data;
  private FakePremises premises;
  private final Deque<String> typed = new ArrayDeque<>();
  private RecordingConsole console = new RecordingConsole();
  private Path passwordFile;

  @BeforeEach
  void open() throws IOException {
    premises = new FakePremises(data);
    passwordFile = data.resolve("password");
    Files.writeString(passwordFile, "s3cret\nsecond line\n");
  }

  @AfterEach
  void close() {
    premises.close();
  }

  /** Splits at blanks; says in {@link #console}. */
  private int run(String commandLine) {
    console = new RecordingConsole();
    Keyboard keyboard = prompt -> Optional.ofNullable(typed.poll());
    Cli cli = new Cli(premises, keyboard, console, Duration.ZERO);
    return cli.run(List.of((commandLine + " --data " + data).strip().split(" +")));
  }

  private void runs(String commandLine, String answer) {
    assertEquals(0, run(commandLine), () -> commandLine + ": " + console.text());
    assertEquals(answer, console.text());
  }

  private void fails(int exitCode, String commandLine, String words) {
    assertEquals(exitCode, run(commandLine), () -> commandLine + ": " + console.text());
    assertEquals(1, console.lines().size(), "one line: " + console.text());
    assertTrue(console.lines().getFirst().startsWith("err: portineria: "), console.text());
    assertTrue(console.text().contains(words), console.text());
  }

  @Test
  void anUnknownCommandIsWrongUsageInOneLine() {
    fails(2, "frobnicate", "there is no 'frobnicate'; there is: run, demo, user");
    fails(2, "user frobnicate", "there is no 'user frobnicate'; there is: add, list");
    fails(2, "help frobnicate", "there is no command 'frobnicate'");
  }

  @Test
  void wrongOptionsAreWrongUsage() {
    fails(2, "user", "say which: add, list, passwd");
    fails(2, "user add", "NAME");
    fails(2, "user set maria", "--pop3-delete");
    fails(2, "user set maria --pop3-delete maybe", "maybe");
    fails(2, "run --imap 70000", "'70000' is no port");
    fails(2, "run --imap x", "'x' is no port");
    fails(2, "run --board blinking", "blinking");
    fails(2, "run --nonsense", "--nonsense");
    fails(2, "device add maria", "LABEL");
  }

  @Test
  void helpExplainsEachCommand() {
    for (String command : List.of("", "--help", "user --help", "user add --help", "help run")) {
      assertEquals(0, run(command), command);
      assertTrue(console.text().contains("Usage: portineria"), console.text());
    }
    run("help user add");
    assertTrue(console.text().contains("--password-file"), console.text());
  }

  @Test
  void runPassesOnWhatItWasTold() {
    runs("run --imap 0 --imaps auto --pop3 1110 --listen 127.0.0.1 --board simulated", "");
    RunSettings settings = premises.run.orElseThrow();
    assertEquals(data, settings.data());
    assertEquals(OptionalInt.empty(), settings.imap());
    assertEquals(OptionalInt.of(0), settings.imaps());
    assertEquals(OptionalInt.of(1110), settings.pop3());
    assertTrue(settings.pop3s().getAsInt() == 995 || settings.pop3s().getAsInt() == 1995);
    assertEquals("127.0.0.1", settings.listen().orElseThrow().getHostAddress());
    assertEquals(RunSettings.Lights.SIMULATED, settings.board());
    assertEquals(Optional.empty(), settings.updates());
    runs("run --updates /var/lib/portineria-image/update", "");
    Path note = Path.of("/var/lib/portineria-image/update");
    assertEquals(Optional.of(note), premises.run.orElseThrow().updates());
  }

  @Test
  void theBoardIsDescribedAndItsButtonPressed() {
    runs(
        "board",
        """
        The lights are simulated: portineria board press presses the button.
        status     dark
        mail       dark
        attention  dark
        button     not pressed\
        """);
    List<Boolean> contacts = new ArrayList<>();
    premises.board.onContact(() -> contacts.add(premises.board.isPressed()));
    runs("board press", "pressed");
    runs("board press 0.1", "pressed");
    assertEquals(List.of(true, false, true, false), contacts);
    for (String seconds : List.of("0", "0.09", "61", "-1", "x", "1.2345")) {
      fails(2, "board press " + seconds, "0.1 to 60 seconds");
    }
    assertEquals(4, contacts.size());
    fails(2, "board shine", "there is no 'board shine'; there is: press");
  }

  @Test
  void usersAreMadeListedChangedAndClosed() {
    runs("user add Maria info --password-file " + passwordFile, "made maria\nmade info");
    runs("user set maria --pop3-delete remove", "maria is changed");
    assertEquals(
        Pop3Deletion.REMOVE,
        premises.store.directory().login("maria").orElseThrow().pop3Deletion());
    assertEquals(0, run("user disable info"));
    runs(
        "user list",
        """
        info   disabled  pop3-delete=hide    0 devices
        maria  open      pop3-delete=remove  0 devices\
        """);
    runs("user set info --enable", "info is changed");
    assertEquals(0, run("user remove info"));
    runs("user list", "maria  open  pop3-delete=remove  0 devices");
    fails(1, "user disable nobody", "there is no user nobody");
    fails(1, "user add maria --password-file " + passwordFile, "");
  }

  @Test
  void aLoginThatWasClosedIsSaidAndOpenedAgain() {
    run("user add maria --password-file " + passwordFile);
    run("device add maria pc");
    runs("user remove maria", "maria is closed; its mail is kept");
    String closed =
        "the login of maria was closed, and its mail is kept: portineria user add maria opens it";
    fails(1, "user passwd Maria --password-file " + passwordFile, closed);
    fails(1, "user remove maria", closed);
    runs(
        "user add Maria --password-file " + passwordFile,
        "maria is open again, with the mail that was kept");
    assertTrue(opens("maria", "s3cret"));
    runs("user list", "maria  open  pop3-delete=hide  0 devices");
    fails(1, "user add maria", "there is an account maria already");
  }

  @Test
  void whoLeavesIsNotOpenedAgainBeforeTheyStay() {
    run("user add maria --password-file " + passwordFile);
    run("user remove maria");
    assertEquals(0, run("user leave maria --erase-on 2999-01-01 --reason pension"));
    fails(1, "user add maria --password-file " + passwordFile, "portineria user stay maria");
    assertEquals(0, run("user stay maria"));
    assertEquals(0, run("user add maria --password-file " + passwordFile));
  }

  @Test
  void allMailIsShownOnRequest() throws Exception {
    run("user add maria --password-file " + passwordFile);
    runs("user set maria --all-mail yes", "maria is changed");
    runs("user list", "maria  open  pop3-delete=hide  0 devices, all mail is shown");
    runs("user set maria --all-mail no", "maria is changed");
    runs("user list", "maria  open  pop3-delete=hide  0 devices");
    fails(2, "user set maria --all-mail perhaps", "perhaps");
  }

  @Test
  void howMuchAnAccountMayHoldIsSetAndListed() throws Exception {
    run("user add maria --password-file " + passwordFile);
    runs("user set maria --quota 1.5GB --quota-messages 2000", "maria is changed");
    runs(
        "user list",
        "maria  open  pop3-delete=hide  0 devices, 0 B of 1.5 GB, 0 of 2,000 messages");
    runs("user set maria --quota none", "maria is changed");
    runs("user list", "maria  open  pop3-delete=hide  0 devices, 0 B, 0 of 2,000 messages");
    run("status");
    String status = console.text();
    assertTrue(status.contains("The mail of maria takes 0 % of its room"), status);
    runs("user set maria --quota-messages NONE", "maria is changed");
    runs("user list", "maria  open  pop3-delete=hide  0 devices");
    for (String size : List.of("5", "0GB", "-1GB", "5XB", "GB", "0.0001KB", "1e9MB")) {
      fails(2, "user set maria --quota " + size, "none of 500MB");
    }
    for (String number : List.of("0", "-1", "1.5", "many")) {
      fails(2, "user set maria --quota-messages " + number, "no number of messages");
    }
    fails(1, "user set nobody --quota 5GB", "there is no user nobody");
  }

  @Test
  void aPartOfImapIsSwitchedOffForOneAccountAndOnAgain() throws Exception {
    run("user add maria --password-file " + passwordFile);
    runs("user set maria --without qresync,IDLE --without Utf8=accept", "maria is changed");
    runs(
        "user list",
        "maria  open  pop3-delete=hide  0 devices, without IDLE, QRESYNC, UTF8=ACCEPT");
    assertEquals(0, run("user set maria --pop3-delete remove"));
    runs("user set maria --with idle --with utf8=ACCEPT --with MOVE", "maria is changed");
    runs("user list", "maria  open  pop3-delete=remove  0 devices, without QRESYNC");
    assertEquals(0, run("audit list"));
    assertTrue(console.text().contains("detail=without=QRESYNC"), console.text());
    for (String fixed : List.of("IMAP4rev1", "LITERAL+", "STARTTLS", "SMTP", "QUOTA=RES-STORAGE")) {
      fails(2, "user set maria --without " + fixed, "'" + fixed + "' can't be switched off; what");
      fails(2, "user set maria --with " + fixed, "ACL, APPENDLIMIT, BINARY");
    }
    fails(1, "user set nobody --without IDLE", "there is no user nobody");
  }

  @Test
  void theLanguageOfTheBoxIsASetting() {
    String pages = "\npages     no administrator's password yet";
    runs("settings", "language  en" + pages);
    runs("settings --language it", "language  it" + pages);
    runs("settings", "language  it" + pages);
    fails(2, "settings --language latin", "en or it");
  }

  @Test
  void theAdministratorsPasswordForThePagesComesFromAFile() {
    runs(
        "settings --admin-password-file " + passwordFile,
        "language  en\npages     the administrator's password is set");
    String hash = premises.store.setting(AdminPassword.SETTING).orElseThrow();
    assertTrue(premises.passwords.verify("s3cret".toCharArray(), hash));
  }

  @Test
  void theFirstLineOfThePasswordFileCounts() {
    run("user add maria --password-file " + passwordFile);
    assertTrue(opens("maria", "s3cret"));
    assertFalse(opens("maria", "s3cret\nsecond line\n"));
  }

  private boolean opens(String account, String password) {
    String hash =
        premises.store.directory().login(account).orElseThrow().passwordHash().orElseThrow();
    return premises.passwords.verify(password.toCharArray(), hash);
  }

  @Test
  void aNewPasswordIsTypedTwice() {
    typed.addAll(List.of("one", "other"));
    fails(1, "user add maria", "the two passwords are different");
    typed.addAll(List.of("one", "one"));
    runs("user add maria", "made maria");
    typed.addAll(List.of("two", "two"));
    runs("user passwd maria", "maria has a new password; the passwords of its devices stay");
    assertTrue(opens("maria", "two"));
  }

  @Test
  void nobodyIsAskedForWhatComesToNothing() throws Exception {
    typed.add("secret");
    fails(1, "user passwd nobody", "there is no user nobody");
    fails(1, "source add info --account nobody --host h --user u", "there is no user nobody");
    fails(2, "source add info --account maria --host h", "a source needs --account, --host and");
    fails(
        2,
        "source add info --account maria --user a@libero.it",
        "Libero has --host popmail.libero.it --port 995 --tls implicit");
    runs("user add maria --password-file " + passwordFile, "made maria");
    fails(1, "user add luca Maria", "there is an account maria already");
    fails(1, "source add %$ --account maria --host h --user u", "a source's name has");
    runs(
        "source add info --account maria --host h --user u --password-file " + passwordFile,
        "added info; portineria source check info tries it");
    fails(1, "source add info --account maria --host h --user u", "there is a source info already");
    assertEquals(1, typed.size(), "nobody was asked");
  }

  @Test
  void whatCanNotBeLookedAtIsAskedForAllTheSame() {
    typed.addAll(List.of("one", "one"));
    premises.unreadable = true;
    runs("user add maria", "made maria");
  }

  @Test
  void withoutATerminalAPasswordNeedsAFile() {
    fails(1, "user add maria", "--password-file");
    fails(1, "user add maria --password-file " + data.resolve("none"), "none can't be read");
    typed.addAll(List.of("", ""));
    fails(1, "user add maria", "empty password");
  }

  @Test
  void aDevicePasswordIsPrintedOnceAndBeginsWithItsSelector() {
    run("user add maria --password-file " + passwordFile);
    assertEquals(0, run("device add maria reception-pc"));
    DevicePassword password = DevicePassword.typed(console.text()).orElseThrow();
    assertEquals(console.text(), password.text());
    var device = premises.store.directory().login("maria").orElseThrow().devices().getFirst();
    assertEquals(password.selector(), device.selector());
    assertEquals(0, run("device list maria"));
    assertTrue(console.text().startsWith("reception-pc  made "), console.text());
    assertTrue(console.text().endsWith("never seen"), console.text());
    fails(1, "device add maria reception-pc", "");
    fails(1, "device add nobody pc", "there is no user nobody");
    runs("device revoke maria reception-pc", "reception-pc can't log in any more");
    runs("device list maria", "");
  }

  @Test
  void commandsGoToTheBoxThatRuns() throws IOException {
    premises.busy = true;
    fails(1, "user disable maria", "another command works on");
    ControlServer server =
        ControlServer.open(
            data.resolve(Cli.SOCKET),
            (request, user, far, questions) -> Cli.serve(request, premises.box, far, questions),
            Duration.ofSeconds(5));
    try (server) {
      runs("user add maria --password-file " + passwordFile, "made maria");
      assertTrue(opens("maria", "s3cret"), "the file was read here and its content travelled");
      runs("user list", "maria  open  pop3-delete=hide  0 devices");
      fails(1, "user disable nobody", "there is no user nobody");
      fails(2, "user frobnicate", "there is no 'user frobnicate'");
    }
  }

  @Test
  void theSearchIndexIsMadeAnew() throws Exception {
    assertEquals(0, run("user add maria --password-file " + passwordFile));
    Account maria = premises.store.account("maria", new Actor("", "test")).orElseThrow();
    try (Incoming incoming = maria.incoming(0)) {
      maria
          .mailbox(MailboxName.INBOX)
          .orElseThrow()
          .append(List.of(new Mailbox.Delivery(incoming.finish(), Set.of(), Instant.EPOCH)));
    }
    runs("reindex", "the search index is made anew");
    Path file = data.resolve("search.db");
    assertTrue(Files.exists(file));
    runs("reindex", "the search index is made anew");
    assertTrue(Files.exists(file));
    fails(2, "reindex everything", "everything");
  }

  @Test
  void dataThatIsNotThereIsSaid() {
    console = new RecordingConsole();
    Cli cli = new Cli(premises, prompt -> Optional.empty(), console, Duration.ZERO);
    Path none = data.resolve("none");
    assertEquals(1, cli.run(List.of("user", "list", "--data", none.toString())));
    assertTrue(console.text().contains("there is no data in " + none), console.text());
  }

  @Test
  void verifyHasTheOwnerOfTheDataLookAtWhatItDoubts() {
    runs("verify", "");
    assertEquals(List.of(), premises.store.rechecked(), "nobody is bothered when all is well");
    premises.doubtful =
        LongStream.rangeClosed(1, VerifyCommand.MESSAGES_AT_ONCE + 1)
            .mapToObj(MessageId::new)
            .toList();
    assertEquals(1, run("verify"), "what was found");
    assertEquals(
        premises.doubtful, premises.store.rechecked().stream().flatMap(List::stream).toList());
    assertEquals(2, premises.store.rechecked().size(), "a request has a limit");
  }

  @Test
  void verifySaysWhenNobodyTookNote() {
    premises.doubtful = List.of(new MessageId(7));
    premises.busy = true;
    fails(1, "verify", "could not be noted, so that the status does not name it: another command");
  }

  @Test
  void anEmptyPathIsWrongUsageAndNotTheCurrentFolder() {
    for (List<String> line :
        List.of(
            List.of("import", "maria", "", "--data", data.toString()),
            List.of("export", "maria", "", "--format", "eml", "--data", data.toString()),
            List.of("user", "list", "--data", ""),
            List.of("user", "list", "--data="),
            List.of("user", "passwd", "maria", "--password-file", ""))) {
      console = new RecordingConsole();
      Cli cli = new Cli(premises, prompt -> Optional.empty(), console, Duration.ZERO);
      assertEquals(2, cli.run(line), () -> line + ": " + console.text());
      assertEquals(1, console.lines().size(), console.text());
      assertTrue(console.text().contains("it is empty: name a file or a folder"), console.text());
    }
  }

  @Test
  void aDateThatIsWrittenOtherwiseIsWrongUsage() {
    String how = "'31.3.2027' is no date: a date is written as in 2027-03-31";
    fails(2, "user leave maria --reason r --erase-on 31.3.2027", how);
    fails(2, "vault hold add h --reason r --from 31.3.2027", how);
    fails(2, "source set info --password-expires 31.3.2027", how);
  }

  @Test
  void aFileThatIsInTheWayIsASentence() {
    run("user add maria --password-file " + passwordFile);
    fails(1, "export maria " + passwordFile.resolve("x") + " --format eml", "is no folder");
  }
}
