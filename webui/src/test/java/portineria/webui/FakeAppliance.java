package portineria.webui;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import portineria.webui.AccountBook.Account;
import portineria.webui.AccountBook.Decision;
import portineria.webui.AccountBook.Device;
import portineria.webui.AccountBook.Line;
import portineria.webui.AccountBook.Mailbox;
import portineria.webui.Overview.Action;
import portineria.webui.Overview.Concern;
import portineria.webui.Overview.Disk;
import portineria.webui.Overview.Facts;
import portineria.webui.Overview.Lamp;
import portineria.webui.Overview.Light;
import portineria.webui.Overview.Pattern;
import portineria.webui.Overview.Urgency;
import portineria.webui.Refused.Why;
import portineria.webui.SourceBook.Settings;

/**
 * A box in memory, with the four usual doors, two accounts and a source. What is done to it is
 * written down in {@link #acts}: who, what, to whom.
 */
final class FakeAppliance implements Appliance {
  static final Instant NOW = Instant.parse("2026-11-27T09:30:00Z");
  static final String ADMIN_PASSWORD = "gatto lampada ponte";
  static final String USER_PASSWORD = "mela verde treno";
  static final String DEVICE_PASSWORD = "7k2m-x0dq-94nt-zr3h-e8wv";
  static final List<String> WORDS =
      List.of(
          "bada", "cefo", "dila", "fomi", "garo", "heso", "kita", "lovi", "mada", "nefo", "pila",
          "romi", "saro", "teso", "vita", "zovi", "bafo", "cela", "dimi", "foro", "gaso", "heta",
          "kivi", "loda");

  private final List<String> hosts;
  private final List<Door> doors;

  /** As in an audit chain: {@code admin source-added info}. */
  final List<String> acts = new CopyOnWriteArrayList<>();

  /** How often somebody was wrong. */
  final List<String> failures = new CopyOnWriteArrayList<>();

  volatile Optional<String> adminPassword = Optional.of(ADMIN_PASSWORD);
  static final String CODE = "287082";
  volatile boolean codes;
  volatile OptionalLong octetsMax = OptionalLong.of(10_000_000_000L);
  volatile OptionalLong messagesMax = OptionalLong.empty();
  volatile boolean windowOpen;
  volatile List<Concern> concerns = List.of();
  volatile boolean blank;
  volatile Optional<CertificateBook.Given> given = Optional.empty();
  volatile Optional<Comeback.State> comingBack = Optional.empty();

  /** How often two recovery words were drawn to be typed back. */
  final AtomicInteger drawn = new AtomicInteger();

  volatile Optional<Comeback.Back> back = Optional.empty();
  volatile Optional<StartBook.Step> step = Optional.empty();
  volatile StartBook.Names names = new StartBook.Names("", "");
  volatile Optional<SourceBook.Going> fetching = Optional.empty();
  volatile Optional<SourceBook.Came> fetched = Optional.empty();
  volatile boolean underWay;
  volatile List<SourceBook.Rest> left =
      List.of(
          new SourceBook.Rest(SourceBook.Left.YOUNG, 800),
          new SourceBook.Rest(SourceBook.Left.NOT_IN_BACKUP, 11),
          new SourceBook.Rest(SourceBook.Left.FAILED, 1));
  volatile Optional<BackupBook.Going> backupGoing = Optional.empty();
  final Map<String, String> passwords = new LinkedHashMap<>(Map.of("maria", USER_PASSWORD));
  final Map<String, Settings> sources = new LinkedHashMap<>();
  final Map<String, SendingBook.Way> ways = new LinkedHashMap<>();
  final Map<String, List<Device>> devices = new LinkedHashMap<>();
  final Map<String, Decision> decisions = new LinkedHashMap<>();
  final Map<String, AccountBook.State> states = new LinkedHashMap<>();
  final List<Monitors.Monitor> monitors = new ArrayList<>();
  final List<String> caretakers = new CopyOnWriteArrayList<>();
  volatile Optional<NoticeBook.Heartbeat> heartbeat = Optional.empty();
  volatile BoardState board = BoardState.SILENT;
  final List<BackupBook.Target> targets = new ArrayList<>();
  final FakeVault vault = new FakeVault(acts);
  final FakeMail mail = new FakeMail(acts);
  final List<ShareBook.Share> shares = new CopyOnWriteArrayList<>();
  final FakeKeep keep = new FakeKeep(acts);
  final FakeRights rights = new FakeRights(acts);
  final FakeSnapshots snapshots = new FakeSnapshots(acts);
  volatile Optional<FakeUpdates> updates = Optional.of(new FakeUpdates(acts));

  FakeAppliance() {
    this(
        List.of("portineria.local", "192.168.1.20"),
        List.of(
            new Door(Protocol.IMAP, 993, Security.TLS),
            new Door(Protocol.IMAP, 143, Security.STARTTLS),
            new Door(Protocol.POP3, 995, Security.TLS),
            new Door(Protocol.POP3, 110, Security.STARTTLS)));
  }

  FakeAppliance(List<String> hosts, List<Door> doors) {
    this.hosts = hosts;
    this.doors = doors;
    states.put("maria", AccountBook.State.OPEN);
    ways.put(
        "maria-hoster",
        new SendingBook.Way(
            "maria@office.example",
            new ProviderBook.Server("smtp.provider.example", 465, SourceBook.Tls.IMPLICIT),
            "maria@office.example",
            true));
    devices.put(
        "maria",
        new ArrayList<>(
            List.of(
                new Device("reception PC", NOW.minus(Duration.ofDays(40)), Optional.of(NOW)),
                new Device("telefono", NOW.minus(Duration.ofDays(2)), Optional.empty()))));
    sources.put(
        "maria-hoster",
        new Settings(
            "maria-hoster",
            "maria",
            "pop.provider.example",
            995,
            SourceBook.Tls.IMPLICIT,
            "maria@office.example",
            SourceBook.Keep.BACKUP,
            30,
            60,
            "INBOX",
            Optional.of(LocalDate.of(2027, 3, 31)),
            Optional.empty(),
            14,
            1000,
            false));
  }

  @Override
  public List<String> hosts() {
    return hosts;
  }

  @Override
  public List<Door> doors() {
    return doors;
  }

  @Override
  public String caCertificatePem() {
    return "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
  }

  @Override
  public String caFingerprint() {
    return "12:AB:34:CD:56:EF:78:90:12:AB:34:CD:56:EF:78:90:12:AB:34:CD:56:EF:78:90:12:AB:34:CD:56:EF:78:90";
  }

  @Override
  public Gate gate() {
    return new FakeGate();
  }

  private final class FakeGate implements Gate {
    @Override
    public boolean hasAdminPassword() {
      return adminPassword.isPresent();
    }

    @Override
    public boolean mayBeSetAnew() {
      return windowOpen;
    }

    @Override
    public Visitor setFirst(String password) throws Refused {
      if (adminPassword.isPresent()) {
        throw new Refused(Why.NOT_NOW);
      }
      return set(password);
    }

    private Visitor set(String password) {
      adminPassword = Optional.of(password);
      acts.add("admin password-set");
      return Visitor.admin(password);
    }

    @Override
    public Visitor setAnew(String words, String password, InetAddress from) throws Refused {
      if (!windowOpen) {
        throw new Refused(Why.NOT_NOW);
      }
      if (!words.equals(String.join(" ", WORDS))) {
        throw new Refused(Why.WORDS_WRONG);
      }
      windowOpen = false;
      return set(password);
    }

    @Override
    public Visitor change(String old, String password, InetAddress from) throws Refused {
      if (!adminPassword.equals(Optional.of(old))) {
        throw new Refused(Why.PASSWORD_WRONG);
      }
      return set(password);
    }

    @Override
    public boolean wantsCode() {
      return codes;
    }

    @Override
    public String newCodeSecret() {
      return "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    }

    @Override
    public void beginCodes(String secret, String code, String password, InetAddress from)
        throws Refused {
      endCodes(password, from);
      if (!secret.equals(newCodeSecret()) || !code.equals(CODE)) {
        throw new Refused(Why.CODE_WRONG);
      }
      codes = true;
    }

    @Override
    public void endCodes(String password, InetAddress from) throws Refused {
      if (!adminPassword.equals(Optional.of(password))) {
        throw new Refused(Why.PASSWORD_WRONG);
      }
      codes = false;
    }

    @Override
    public Entry admin(String password, String code, InetAddress from) {
      if (!adminPassword.equals(Optional.of(password)) || (codes && !code.equals(CODE))) {
        failures.add("admin");
        return new Entry.Denied();
      }
      acts.add("admin admin-entered");
      return new Entry.Welcome(Visitor.admin(password));
    }

    @Override
    public Entry user(String name, String password, InetAddress from) {
      if (password.equals(DEVICE_PASSWORD)) {
        return new Entry.OfADevice();
      }
      if (!password.equals(passwords.get(name))) {
        failures.add(name);
        return new Entry.Denied();
      }
      return states.get(name) == AccountBook.State.OPEN
          ? new Entry.Welcome(Visitor.user(name, password))
          : new Entry.Closed();
    }

    @Override
    public Visitor changeOwn(String account, String old, String password, InetAddress from)
        throws Refused {
      if (!old.equals(passwords.get(account))) {
        throw new Refused(Why.PASSWORD_WRONG);
      }
      passwords.put(account, password);
      acts.add(account + " password " + account);
      return Visitor.user(account, password);
    }

    @Override
    public boolean knows(Visitor visitor) {
      return visitor.isAdmin()
          ? adminPassword.equals(Optional.of(visitor.stamp()))
          : visitor.stamp().equals(passwords.get(visitor.account().orElseThrow()))
              && states.get(visitor.account().orElseThrow()) == AccountBook.State.OPEN;
    }
  }

  @Override
  public Upkeep upkeep(Visitor visitor) {
    return new Upkeep() {
      @Override
      public List<String> events(Gravity least, Optional<String> text) {
        return List.of(
                "2026-11-27T09:29:58.120Z WARN  Visit source=maria-hoster failed <script>",
                "2026-11-27T09:29:41.007Z INFO  Backups backup-green target=usb seconds=41")
            .stream()
            .filter(line -> least == Gravity.ALL || line.contains("WARN"))
            .filter(line -> line.contains(text.orElse("")))
            .toList();
      }

      @Override
      public String report() {
        return "a report\n";
      }

      @Override
      public boolean hasVirtualButton() {
        return true;
      }

      @Override
      public void pressButton() {
        acts.add(visitor + " press");
      }

      @Override
      public void shutDown() {
        acts.add(visitor + " shut-down");
      }

      @Override
      public void restart() {
        acts.add(visitor + " restart");
      }
    };
  }

  @Override
  public Optional<UpdateBook> updates(Visitor visitor) {
    return updates.map(fake -> fake.by(visitor));
  }

  @Override
  public CertificateBook certificates(Visitor visitor) {
    return new CertificateBook() {
      @Override
      public Optional<Given> given() {
        return given;
      }

      @Override
      public void give(String text, String name) throws Refused {
        if (!text.contains("BEGIN")) {
          throw new Refused(Why.CERTIFICATE_NONE);
        }
        acts.add(visitor + " certificate-given " + name);
        given =
            Optional.of(
                new Given(
                    name.isEmpty() ? "posta.office.example" : name,
                    List.of("posta.office.example", "www.office.example"),
                    "CN=Example R11,O=Example Trust,C=IT",
                    NOW.plus(Duration.ofDays(80)),
                    true));
      }

      @Override
      public void takeBack() {
        acts.add(visitor + " certificate-taken-back");
        given = Optional.empty();
      }
    };
  }

  @Override
  public Optional<CertificateBook.Given> givenCertificate() {
    return given;
  }

  @Override
  public BoardState board() {
    return board;
  }

  @Override
  public NoticeBook notices(Visitor visitor) {
    return new NoticeBook() {
      @Override
      public List<String> caretakers() {
        return List.copyOf(caretakers);
      }

      @Override
      public void addCaretaker(String account) throws Refused {
        if (!states.containsKey(account)) {
          throw new Refused(Why.ACCOUNT_UNKNOWN, account);
        }
        caretakers.add(account);
        acts.add(visitor + " caretaker-added " + account);
      }

      @Override
      public void removeCaretaker(String account) {
        caretakers.remove(account);
        acts.add(visitor + " caretaker-removed " + account);
      }

      @Override
      public Optional<Heartbeat> heartbeat() {
        return heartbeat;
      }

      @Override
      public void setHeartbeat(String address) throws Refused {
        if (!address.startsWith("https://")) {
          throw new Refused(Why.HEARTBEAT_ADDRESS);
        }
        heartbeat =
            Optional.of(
                new Heartbeat(
                    java.net.URI.create(address).getHost(), Optional.empty(), Optional.empty()));
        acts.add(visitor + " heartbeat-set");
      }

      @Override
      public void removeHeartbeat() {
        heartbeat = Optional.empty();
        acts.add(visitor + " heartbeat-removed");
      }
    };
  }

  @Override
  public Monitors monitors(Visitor visitor) {
    return new Monitors() {
      @Override
      public List<Monitor> all() {
        return List.copyOf(monitors);
      }

      @Override
      public String add(String label) throws Refused {
        if (label.isEmpty()) {
          throw new Refused(Why.MONITOR_NAME);
        }
        acts.add(visitor + " monitor-added " + label);
        monitors.add(new Monitor(label, NOW));
        return "token-of-" + label;
      }

      @Override
      public void remove(String label) {
        acts.add(visitor + " monitor-removed " + label);
        monitors.removeIf(one -> one.label().equals(label));
      }

      @Override
      public boolean knows(String token) {
        return monitors.stream().anyMatch(one -> token.equals("token-of-" + one.label()));
      }
    };
  }

  @Override
  public Overview overview() {
    return new Overview() {
      @Override
      public List<Concern> concerns() {
        return concerns;
      }

      @Override
      public List<Hour> arrived() {
        List<Hour> hours = new ArrayList<>();
        for (int ago = 29 * 24; ago >= 0; ago--) {
          Instant begin = NOW.truncatedTo(ChronoUnit.HOURS).minus(ago, ChronoUnit.HOURS);
          int hour = begin.atOffset(ZoneOffset.UTC).getHour();
          if (hour >= 7 && hour <= 18) {
            hours.add(new Hour(begin, 1 + (ago * 7L) % 23, 90_000L * (1 + ago % 5)));
          }
        }
        return hours;
      }

      @Override
      public List<Program> programs() {
        return List.of(
            new Program("maria", Optional.of("reception PC"), "IMAP", "192.168.1.31", 4),
            new Program("maria", Optional.empty(), "POP3", "192.168.1.32", 1));
      }

      @Override
      public List<Lamp> lamps() {
        return List.of(
            new Lamp(
                Light.STATUS,
                Optional.of(Sentence.of("alive and serving", "acceso e in servizio"))),
            new Lamp(Light.MAIL, Optional.empty()),
            new Lamp(
                Light.ATTENTION,
                Optional.of(
                    Sentence.of(
                        "look today: something needs a person",
                        "guardare entro oggi: serve una persona"))));
      }

      @Override
      public Optional<Sentence> aboutLamps() {
        return Optional.empty();
      }

      @Override
      public List<Pattern> patterns() {
        return List.of(
            new Pattern(
                List.of(Light.STATUS),
                Sentence.of("2 short flashes, a pause", "2 lampi brevi, poi pausa"),
                Sentence.of("alive and serving", "acceso e in servizio")),
            new Pattern(
                List.of(Light.STATUS, Light.MAIL, Light.ATTENTION),
                Sentence.of("steady", "fissa"),
                Sentence.of(
                    "safe to unplug: all mail is on the disk",
                    "si può staccare la corrente: tutta la posta è sul disco")));
      }

      @Override
      public Disk disk() {
        return new Disk(41_000_000_000L, 64_000_000_000L, 8_300_000_000L, 48_120, 2);
      }

      @Override
      public Facts facts() {
        return new Facts(
            "0.1.0", "25.0.1", NOW, true, Duration.ofDays(12), hosts, "/var/lib/portineria");
      }
    };
  }

  static Concern need(String sentence, Action action) {
    return new Concern(Urgency.TODAY, Sentence.english(sentence), Optional.of(action));
  }

  @Override
  public SourceBook sources(Visitor visitor) {
    return new FakeSources(visitor);
  }

  private final class FakeSources implements SourceBook {
    private final Visitor by;

    FakeSources(Visitor by) {
      this.by = by;
    }

    @Override
    public List<SourceBook.State> all() {
      return sources.values().stream().map(this::state).toList();
    }

    private SourceBook.State state(Settings settings) {
      return new SourceBook.State(
          settings,
          Optional.of(NOW),
          Optional.of(NOW.minus(Duration.ofMinutes(1))),
          812,
          93_400_000,
          concerns.stream()
              .filter(one -> one.action().equals(Optional.of(new Action.Source(settings.name()))))
              .toList(),
          List.of(new Failure("UID4711", Optional.of("-ERR <b>disk</b> quota"))),
          fetching,
          fetched,
          underWay,
          settings.paused() ? Optional.empty() : Optional.of(NOW.plus(Duration.ofMinutes(4))));
    }

    @Override
    public List<SourceBook.Rest> left(String name) {
      return left;
    }

    @Override
    public Optional<SourceBook.State> state(String name) {
      return Optional.ofNullable(sources.get(name)).map(this::state);
    }

    @Override
    public List<String> accounts() {
      return List.copyOf(states.keySet());
    }

    private void did(String what) {
      acts.add(by + " " + what);
    }

    @Override
    public void add(Settings settings, String password) throws Refused {
      if (sources.containsKey(settings.name())) {
        throw new Refused(Why.SOURCE_THERE, settings.name());
      }
      sources.put(settings.name(), settings);
      did("source-added " + settings.name());
    }

    @Override
    public void change(Settings settings, Optional<String> password) {
      sources.put(settings.name(), settings);
      did("source-changed " + settings.name() + (password.isPresent() ? " with password" : ""));
    }

    @Override
    public void pause(String name, boolean paused) {
      did((paused ? "source-paused " : "source-resumed ") + name);
    }

    @Override
    public void remove(String name) throws Refused {
      if (sources.remove(name) == null) {
        throw new Refused(Why.SOURCE_UNKNOWN, name);
      }
      did("source-removed " + name);
    }

    @Override
    public Check check(String name) {
      did("source-checked " + name);
      return new Check(
          Optional.empty(),
          Optional.of(
              new Certificate(
                  List.of("*.provider.example"), "Example CA", NOW.plus(Duration.ofDays(70)))),
          812,
          93_400_000);
    }

    @Override
    public void fetch(Optional<String> name) {
      did("fetched " + name.orElse("all"));
    }
  }

  @Override
  public StartBook start(Visitor visitor) {
    return new FakeStart(visitor);
  }

  private final class FakeStart implements StartBook {
    private final Visitor by;

    FakeStart(Visitor by) {
      this.by = by;
    }

    @Override
    public Optional<Step> step() {
      return step;
    }

    @Override
    public void goOn(Optional<Step> next) {
      step = next;
    }

    @Override
    public Names names() {
      return names;
    }

    @Override
    public void name(Names given, boolean italian) {
      names = given;
      acts.add(by + " named " + given.office() + (italian ? " it" : " en"));
    }

    @Override
    public void rename(Names given) {
      names = given;
      acts.add(by + " renamed " + given.office());
    }

    @Override
    public Tried tryOut(Settings settings, String password) {
      acts.add(by + " tried " + settings.user());
      return password.equals("wrong")
          ? new Tried(
              new SourceBook.Check(
                  Optional.of("The server refuses: -ERR <no>"), Optional.empty(), 0, 0),
              Optional.of(Reason.PASSWORD))
          : new Tried(
              new SourceBook.Check(Optional.empty(), Optional.empty(), 812, 93_400_000),
              Optional.empty());
    }

    @Override
    public List<Integer> drawWords() {
      int more = drawn.getAndIncrement();
      return List.of(5 + more, 17 + more);
    }

    @Override
    public boolean areWords(List<Integer> places, List<String> typed) {
      return typed.equals(places.stream().map(place -> WORDS.get(place - 1)).toList());
    }
  }

  @Override
  public Comeback comeback() {
    return new Comeback() {
      @Override
      public boolean isPossible() {
        return blank;
      }

      @Override
      public Optional<State> state() {
        return comingBack;
      }

      @Override
      public List<String> disks() {
        return List.of("BACKUP");
      }

      @Override
      public Optional<Back> back() {
        return back;
      }

      @Override
      public void begin(BackupBook.Kind kind, String where, String credentials, String words)
          throws Refused {
        if (!words.equals(String.join(" ", WORDS))) {
          throw new Refused(Why.WORDS_WRONG);
        }
        comingBack = Optional.of(new State.Going("1 MB of 8 MB restored"));
        acts.add("comeback from " + where);
      }
    };
  }

  @Override
  public ProviderBook providers() {
    return new FakeProviders();
  }

  @Override
  public SendingBook sending(Visitor visitor) {
    return new SendingBook() {
      @Override
      public Optional<Way> of(String source) {
        return Optional.ofNullable(ways.get(source));
      }

      @Override
      public void set(String source, Way way) {
        ways.put(source, way);
        acts.add(visitor + " sending " + source);
      }

      @Override
      public List<Way> forAccount(String account) {
        return sources.values().stream()
            .filter(one -> one.account().equals(account))
            .flatMap(one -> of(one.name()).stream())
            .toList();
      }
    };
  }

  @Override
  public Optional<SendingBook.Way> sendingAt(String domain) {
    return ways.values().stream().filter(way -> way.domain().equals(domain)).findFirst();
  }

  @Override
  public AccountBook accounts(Visitor visitor) {
    return new FakeAccounts(visitor);
  }

  private final class FakeAccounts implements AccountBook {
    private final Visitor by;

    FakeAccounts(Visitor by) {
      this.by = by;
    }

    private void did(String what) {
      acts.add(by + " " + what);
    }

    @Override
    public List<Line> all() {
      return states.keySet().stream().map(this::line).toList();
    }

    private Line line(String name) {
      return new Line(
          name,
          states.get(name),
          devices.getOrDefault(name, List.of()).size(),
          48_120,
          8_300_000_000L,
          Optional.ofNullable(decisions.get(name)));
    }

    @Override
    public Optional<Account> account(String name) {
      return states.containsKey(name)
          ? Optional.of(
              new Account(
                  line(name),
                  false,
                  devices.getOrDefault(name, List.of()),
                  List.of(
                      new Mailbox("INBOX", 1200, 210_000_000),
                      new Mailbox("Clienti/Rossi & Figli <srl>", 46_920, 8_090_000_000L)),
                  List.of("maria-hoster"),
                  Optional.empty()))
          : Optional.empty();
    }

    @Override
    public void add(String name, String password, Optional<Decision> decision) throws Refused {
      if (states.containsKey(name)) {
        throw new Refused(Why.ACCOUNT_THERE, name);
      }
      states.put(name, AccountBook.State.OPEN);
      passwords.put(name, password);
      decision.ifPresent(one -> decisions.put(name, one));
      did("account-added " + name);
    }

    @Override
    public void setPassword(String name, String password) {
      passwords.put(name, password);
      did("password " + name);
    }

    @Override
    public void disable(String name, boolean disabled) {
      states.put(name, disabled ? AccountBook.State.DISABLED : AccountBook.State.OPEN);
      did((disabled ? "disabled " : "enabled ") + name);
    }

    @Override
    public void pop3Removes(String name, boolean removes) {
      did("pop3 " + name + " " + removes);
    }

    @Override
    public void rename(String name, String fresh) throws Refused {
      if (states.containsKey(fresh)) {
        throw new Refused(Why.ACCOUNT_THERE, fresh);
      }
      if (fresh.equals("was")) {
        throw new Refused(Why.ACCOUNT_WAS, fresh);
      }
      states.put(fresh, Objects.requireNonNull(states.remove(name)));
      did("renamed " + name + " " + fresh);
    }

    @Override
    public void close(String name) {
      states.put(name, AccountBook.State.CLOSED);
      did("closed " + name);
    }

    @Override
    public void decide(String name, Decision decision) {
      decisions.put(name, decision);
      did("decided " + name);
    }

    @Override
    public String addDevice(String name, String label) throws Refused {
      if (label.isEmpty()) {
        throw new Refused(Why.DEVICE_NAME);
      }
      devices
          .computeIfAbsent(name, any -> new ArrayList<>())
          .add(new Device(label, NOW, Optional.empty()));
      did("device-added " + name + " " + label);
      return DEVICE_PASSWORD;
    }

    @Override
    public void revoke(String name, String label) {
      devices.getOrDefault(name, List.of()).removeIf(device -> device.label().equals(label));
      did("device-revoked " + name + " " + label);
    }
  }

  @Override
  public QuotaBook quotas(Visitor visitor) {
    return new QuotaBook() {
      @Override
      public Room room(String account) {
        return new Room(8_300_000_000L, 48_120, octetsMax, messagesMax);
      }

      @Override
      public void limit(String account, OptionalLong octets, OptionalLong messages) {
        octetsMax = octets;
        messagesMax = messages;
        acts.add(visitor + " quota " + account + " " + octets + " " + messages);
      }
    };
  }

  @Override
  public ShareBook shares(Visitor visitor) {
    return new FakeShares(acts, visitor, shares, () -> List.copyOf(states.keySet()));
  }

  @Override
  public VaultBook vault(Visitor visitor) {
    return vault.by(visitor);
  }

  @Override
  public MailBook mail(Visitor visitor) {
    return mail.by(visitor);
  }

  @Override
  public KeepBook keep(Visitor visitor) {
    return keep.keep(visitor);
  }

  @Override
  public ChainBook chain(Visitor visitor) {
    return keep.chain(visitor);
  }

  @Override
  public RightsBook rights(Visitor visitor) {
    return rights.by(visitor);
  }

  @Override
  public SnapshotBook snapshots(Visitor visitor) {
    return snapshots.by(visitor);
  }

  @Override
  public CopyBook copies(Visitor visitor) {
    return new CopyBook() {
      @Override
      public List<String> accounts() {
        return List.of("carlo", "maria");
      }

      @Override
      public Copy take(String account, Form form, String reason, Progress progress) throws Refused {
        if (!accounts().contains(account)) {
          throw new Refused(Why.ACCOUNT_UNKNOWN, account);
        }
        acts.add(visitor + " took " + account + " as " + form + " because " + reason);
        return new Copy(
            new MailBook.Download("a.zip", OptionalLong.of(2), out -> out.write(new byte[2])),
            3,
            1,
            form == Form.CONSERVATION ? Optional.of("12ab") : Optional.empty());
      }
    };
  }

  @Override
  public BackupBook backups(Visitor visitor) {
    return new FakeBackups(visitor);
  }

  private final class FakeBackups implements BackupBook {
    private final Visitor by;

    FakeBackups(Visitor by) {
      this.by = by;
    }

    private void did(String what) {
      acts.add(by + " " + what);
    }

    @Override
    public List<String> disks() {
      return List.of("BACKUP", "Disco blu");
    }

    @Override
    public List<Target> targets() {
      return List.copyOf(targets);
    }

    @Override
    public Optional<Going> going() {
      return backupGoing;
    }

    @Override
    public void add(String name, Kind kind, String where, String credentials) {
      targets.add(new Target(name, kind, where, true, List.of()));
      did("target-added " + name);
    }

    @Override
    public void remove(String name) {
      targets.removeIf(target -> target.name().equals(name));
      did("target-removed " + name);
    }

    @Override
    public void run(Optional<String> name) throws Refused {
      if (targets.isEmpty()) {
        throw new Refused(Why.BACKUP_NOWHERE);
      }
      did("backup " + name.orElse("all"));
    }

    @Override
    public void cancel() {
      did("backup-cancelled");
    }

    @Override
    public List<String> words(String password, InetAddress from) throws Refused {
      if (!adminPassword.equals(Optional.of(password))) {
        throw new Refused(Why.PASSWORD_WRONG);
      }
      did("words-shown");
      return WORDS;
    }
  }
}
