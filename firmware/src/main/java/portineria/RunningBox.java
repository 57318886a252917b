package portineria;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import portineria.account.AdminPassword;
import portineria.account.Authenticator;
import portineria.account.DirectoryAuthenticator;
import portineria.account.LoginThrottle;
import portineria.account.Passwords;
import portineria.account.VerifiedCredentials;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.ControlServer;
import portineria.admin.EventLog;
import portineria.admin.Failed;
import portineria.admin.Guests;
import portineria.admin.OpenDoors;
import portineria.admin.Visits;
import portineria.admin.web.WebAppliance;
import portineria.backup.BackupLoop;
import portineria.backup.Backups;
import portineria.backup.Healer;
import portineria.cli.Busy;
import portineria.cli.Cli;
import portineria.cli.RunSettings;
import portineria.fetch.FetchLimits;
import portineria.fetch.Fetcher;
import portineria.fetch.SealedPasswords;
import portineria.fetch.SystemClock;
import portineria.front.Front;
import portineria.imap.SummaryWarmer;
import portineria.net.Limits;
import portineria.net.mina.MinaDoors;
import portineria.net.tls.ServerNames;
import portineria.net.tls.ServerTls;
import portineria.notice.Courier;
import portineria.notice.Notices;
import portineria.search.SearchIndex;
import portineria.service.Knock;
import portineria.service.Notifier;
import portineria.service.Watchdog;
import portineria.store.Actor;
import portineria.store.Store;
import portineria.store.sqlite.DataInUse;
import portineria.store.sqlite.IndexLost;
import portineria.store.sqlite.SqliteStore;
import portineria.store.sqlite.StoreSettings;
import portineria.vault.transfer.Imports;
import portineria.webui.Appliance;
import portineria.webui.DoorRefused;
import portineria.webui.WebServer;
import portineria.webui.WebSettings;

/** The box as it runs: everything that is open, from the store up to the doors. */
final class RunningBox implements AutoCloseable {
  /** How long a login that was checked needs no new Argon2. */
  private static final Duration VERIFIED = Duration.ofMinutes(5);

  /** For commands that run when the box closes. */
  private static final Duration COMMANDS_GRACE = Duration.ofSeconds(3);

  private final RunSettings settings;
  private final Closing closing;
  private final SqliteStore store;
  private final MailDoors doors;
  private final OpenDoors openDoors;
  private final Guests guests;
  private final EventLog eventLog;
  private final Box box;
  private final Chores chores;

  /** Open as long as nobody has held the button to shut down. */
  private final CountDownLatch shuttingDown = new CountDownLatch(1);

  /** Why it begins anew, for who started it to say; set before the latch opens. */
  private volatile Optional<String> anew = Optional.empty();

  private final BackupLoop backupLoop;
  private final Notices notices;
  private final List<Knock> knocks = new ArrayList<>();
  private OptionalInt httpPort = OptionalInt.empty();
  private Optional<Appliance> appliance = Optional.empty();

  private RunningBox(
      RunSettings settings, Console console, Closing closing, Opened opened, ServerTls tls) {
    this.settings = settings;
    this.closing = closing;
    this.store = opened.store();
    SystemClock clock = new SystemClock();
    Passwords passwords = closing.add(new Passwords());
    SealedPasswords sealed = new SealedPasswords(settings.data().resolve("keys"));
    SecureRandom random = new SecureRandom();
    Backups backups =
        closing.add(new Backups(settings.data(), store::still, store::places, clock, random));
    Fetcher fetcher =
        closing.add(
            new Fetcher(
                store,
                sealed,
                backups::readBack,
                clock,
                FetchLimits.standard(),
                random.nextLong()));
    VerifiedCredentials verified = new VerifiedCredentials(VERIFIED, clock);
    SearchIndex search = closing.add(SearchIndex.of(settings.data(), store));
    box =
        new Box(
            settings.data(),
            store,
            search,
            passwords,
            verified,
            sealed,
            fetcher,
            new Imports(),
            opened.front(),
            backups,
            clock,
            random,
            true,
            new Actor("", "box"));
    backupLoop =
        closing.add(
            new BackupLoop(
                backups, new Healer(store, backups)::visit, clock, ZoneId.systemDefault()));
    chores = closing.add(new Chores(store, clock, tls));
    notices = closing.add(notices(clock, sealed));
    closing.add(new SummaryWarmer(store));
    openDoors = new OpenDoors(tls, settings.listen());
    MinaDoors mina = closing.add(new MinaDoors(Limits.standard(), tls));
    guests = new Guests(clock);
    closing.add(store.directory().tellOfRenamed(guests::end));
    eventLog = opened.log();
    doors = new MailDoors(mina, openDoors, settings, console, guests);
  }

  private Notices notices(SystemClock clock, SealedPasswords sealed) {
    ZoneId zone = ZoneId.systemDefault();
    return new Notices(
        store, settings.data(), box::findings, new Courier(store, sealed), clock, zone);
  }

  /** What is there before the rest: the lights go out last. */
  private record Opened(EventLog log, Front front, SqliteStore store) {}

  /** Opens store and doors, and says each door; nothing is fetched before {@link #begin}. */
  static RunningBox open(RunSettings settings, Console console) throws Failed, IOException, Busy {
    Closing closing = new Closing();
    try {
      Path data = settings.data();
      DataFolder.make(data);
      settle(data);
      EventLog log = closing.add(EventLog.open(data));
      Front front = FrontOfBox.open(settings, closing);
      SqliteStore store = closing.add(store(data));
      Meanwhile<ServerTls> tls =
          new Meanwhile<>(
              "tls",
              () ->
                  ServerTls.open(
                      data.resolve("keys"), ServerNames.ofThisMachine(), new SystemClock()));
      RunningBox box =
          new RunningBox(settings, console, closing, new Opened(log, front, store), tls.result());
      box.openAll(tls.result());
      return box;
    } catch (Failed | IOException | Busy | RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  /** What has come from a backup, before anybody opens the store. */
  private static void settle(Path data) throws IOException, Busy {
    try {
      ComingHome.settle(data);
    } catch (DataInUse e) {
      throw new Busy(e);
    }
  }

  private static SqliteStore store(Path data) throws Failed, IOException, Busy {
    try {
      return SqliteStore.open(StoreSettings.of(data));
    } catch (DataInUse e) {
      throw new Busy(e);
    } catch (IndexLost e) {
      throw new Failed(e);
    }
  }

  private void openAll(ServerTls tls) throws Failed, IOException {
    chores.prepare();
    Visits visits = new Visits();
    LoginThrottle throttle = new LoginThrottle(box.clock());
    Authenticator authenticator = authenticator(box.store(), throttle);
    AdminPassword admin = new AdminPassword(box.store(), box.passwords(), throttle, Thread::sleep);
    ComingHome home =
        new ComingHome(
            settings.data(),
            box.store(),
            new Actor("admin", "web"),
            () -> beginAnew("everything is back from the backup; beginning anew"));
    WebAppliance seen =
        new WebAppliance(
            box,
            openDoors,
            new WebAppliance.Tools(
                guests,
                eventLog,
                home,
                this::shutDown,
                () -> beginAnew("beginning anew"),
                settings.updates()),
            authenticator,
            admin);
    appliance = Optional.of(seen);
    Meanwhile<WebServer> web = new Meanwhile<>("web", () -> WebServer.start(seen, web(tls)));
    closing.add(() -> Meanwhile.close(web));
    Authenticator noting = guests.noting(authenticator);
    doors.imap(box.store(), noting, box.search());
    doors.pop3(box.store(), noting);
    closing.add(
        ControlServer.open(
            settings.data().resolve(Cli.SOCKET),
            (request, user, far, questions) ->
                Cli.serve(request, visits.enter(box, user, far), far, questions),
            COMMANDS_GRACE));
    WebServer pages = pages(web);
    httpPort = pages.httpPort();
    doors.say("http", httpPort);
    doors.say("https", pages.httpsPort());
    knocks.addAll(doors.knocks());
    knockAtPages(pages);
  }

  private void knockAtPages(WebServer pages) {
    pages
        .httpPort()
        .ifPresent(port -> knocks.add(Knock.web("http", doors.address(port), Knock.Line.PLAIN)));
    pages
        .httpsPort()
        .ifPresent(port -> knocks.add(Knock.web("https", doors.address(port), Knock.Line.TLS)));
  }

  private WebServer pages(Meanwhile<WebServer> web) throws Failed, IOException {
    try {
      return web.result();
    } catch (DoorRefused e) {
      OptionalInt port = e.door().equals("http") ? settings.http() : settings.https();
      throw new ClosedDoor(e.door(), settings.listen(), port.orElse(0)).because(e);
    }
  }

  private WebSettings web(ServerTls tls) {
    return new WebSettings(
        settings.listen(),
        settings.http(),
        settings.https(),
        tls.context(),
        tls.parameters(),
        box.clock());
  }

  /** From now on sources are fetched, mail is indexed, the chores are done, and lights shine. */
  void begin() {
    box.search().begin();
    chores.begin();
    backupLoop.begin();
    notices.begin();
    box.fetcher().start();
    FrontOfBox.begin(box, store, this::shutDown, closing);
  }

  /** From now on the service manager hears that the box is ready and lives, if it wants to. */
  void tell(Notifier notifier) {
    notifier.ready();
    closing.add(watchdog(notifier)).begin();
  }

  Watchdog watchdog(Notifier notifier) {
    return ServiceOfBox.watchdog(store, knocks, notifier);
  }

  /** Somebody holds the button to shut down. */
  void shutDown() {
    shuttingDown.countDown();
  }

  /**
   * The box ends, and whoever runs it begins it anew, in the same process: so it works under
   * systemd as in a terminal, and the way is the one by which a box takes over from a backup.
   *
   * @param why it does
   */
  private void beginAnew(String why) {
    anew = Optional.of(why);
    shuttingDown.countDown();
  }

  /** Why it is to begin anew; empty where it is to stay shut down. */
  Optional<String> beginsAnew() {
    return anew;
  }

  /** Waits until somebody holds the button to shut down, or it is to begin anew. */
  void awaitShutDown() throws InterruptedException {
    shuttingDown.await();
  }

  /** How the program ends now: after the button, the power is to be switched off. */
  int exitCode() {
    return shuttingDown.getCount() == 0 && anew.isEmpty() ? Ending.POWER_OFF : 0;
  }

  /** The process ends by an error of its own: the store counts those. */
  void failed() {
    store.failed();
  }

  /** What tells people, for tests whose time passes faster. */
  Notices notices() {
    return notices;
  }

  Box box() {
    return box;
  }

  /** What the pages see, and the demo tells. */
  Appliance appliance() {
    return appliance.orElseThrow();
  }

  /** Where the set-up page is, if it is. */
  OptionalInt httpPort() {
    return httpPort;
  }

  MailDoors doors() {
    return doors;
  }

  /** Who may come in to the mail of {@code store}. */
  Authenticator authenticator(Store store) {
    return authenticator(store, new LoginThrottle(box.clock()));
  }

  private Authenticator authenticator(Store store, LoginThrottle throttle) {
    return new DirectoryAuthenticator(
        store.directory(), box.passwords(), box.verified(), throttle, box.clock(), Thread::sleep);
  }

  @Override
  public void close() {
    closing.close();
  }
}
