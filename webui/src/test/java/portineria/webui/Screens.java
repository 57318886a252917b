package portineria.webui;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import portineria.peer.Chromium;
import portineria.webui.Overview.Action;
import portineria.webui.Overview.Concern;
import portineria.webui.Overview.Urgency;

/** Every page there is, of a box with something of everything, as nobody, admin and user see it. */
final class Screens {
  /**
   * One page.
   *
   * @param form the path of the page with the form that it answers; empty where it answers none
   * @param fields what is typed there: name, value, name, value
   */
  record Screen(String name, String path, String form, List<String> fields) {
    Screen(String name, String path) {
      this(name, path, "", List.of());
    }

    /** Opens it in the box at {@code base}. */
    void show(Chromium chromium, String base) throws IOException {
      if (form.isEmpty()) {
        chromium.open(base + path);
        return;
      }
      chromium.open(base + form);
      StringBuilder send = new StringBuilder("window.beforeSending = true;");
      send.append("const sent = document.querySelector('form[action=\"" + path + "\"]');");
      for (int i = 0; i < fields.size(); i += 2) {
        send.append("sent.elements['" + fields.get(i) + "'].value = '");
        send.append(fields.get(i + 1) + "';");
      }
      chromium.ask(send + "sent.submit(); return '';");
      while (!chromium
          .ask("return window.beforeSending ? '' : document.readyState;")
          .equals("complete")) {
        Thread.onSpinWait();
      }
    }
  }

  static final List<Screen> OPEN =
      List.of(
          new Screen("setup", "/"),
          new Screen("login", "/login"),
          new Screen("login-admin", "/login/admin"),
          new Screen("first", "/first"));

  static final List<Screen> ADMIN =
      List.of(
          new Screen("today", "/today"),
          new Screen("sources", "/sources"),
          new Screen("source", "/sources/maria-hoster"),
          new Screen("add-source", "/add-source"),
          new Screen("accounts", "/accounts"),
          new Screen("account", "/accounts/maria"),
          new Screen("sheet", "/accounts/maria/sheet?device=telefono"),
          new Screen("sheet-outlook", "/accounts/maria/sheet?device=PC%20nuovo&program=OUTLOOK"),
          new Screen(
              "sheet-new-outlook", "/accounts/maria/sheet?device=telefono&program=NEW_OUTLOOK"),
          new Screen("vault", "/vault"),
          new Screen("vault-search", "/vault/search?account=maria&words="),
          new Screen("vault-mail", "/vault/mail/maria/" + FakeMail.id('a')),
          new Screen("vault-mail-text", "/vault/mail/maria/" + FakeMail.id('a') + "?view=text"),
          new Screen("vault-copy", "/vault/copy"),
          new Screen("vault-keep", "/vault/keep"),
          new Screen("vault-rights", "/vault/rights"),
          new Screen("vault-rights-found", "/vault/rights/found"),
          new Screen("vault-rights-report", "/vault/rights/report/erasure-1.txt"),
          new Screen("vault-chain", "/vault/chain"),
          new Screen("backup", "/backup"),
          new Screen("words", "/backup/words"),
          new Screen("backup-messages", "/backup/messages"),
          new Screen("box", "/box"),
          new Screen("box-codes", "/box/codes"),
          new Screen("box-certificate", "/box/certificate"),
          new Screen("box-events", "/box/events"),
          new Screen("box-update", "/box/update"),
          new Screen("message", "/accounts/nobody"));

  /** What forms answer without leading to another page. */
  static final List<Screen> ANSWERS =
      List.of(
          new Screen(
              "box-token", "/box/monitors", "/box", List.of("label", "programma del tecnico")),
          new Screen(
              "words-shown",
              "/backup/words",
              "/backup/words",
              List.of("password", FakeAppliance.ADMIN_PASSWORD)));

  static final List<Screen> SNAPSHOTS =
      List.of(
          new Screen("backup-messages-target", "/backup/messages"),
          new Screen("backup-messages-choice", "/backup/messages?step=2"),
          new Screen("backup-messages-going", "/backup/messages?step=3"));

  static final List<Screen> START =
      List.of(
          new Screen("sending", "/sources/maria-hoster/sending"),
          new Screen("add-source-filled", "/add-source?address=info@hoster.example&account=maria"),
          new Screen("sheet-iphone", "/accounts/maria/sheet?device=PC%20nuovo&program=IPHONE"),
          new Screen(
              "sheet-thunderbird", "/accounts/maria/sheet?device=PC%20nuovo&program=THUNDERBIRD"),
          new Screen("start-names", "/start/names"),
          new Screen("start-accounts", "/start/accounts"),
          new Screen("start-sources", "/start/sources?address=info@hoster.example"),
          new Screen("start-import", "/start/import"),
          new Screen("start-recovery", "/start/recovery"),
          new Screen("start-backup", "/start/backup"),
          new Screen("start-programs", "/start/programs"),
          new Screen("start-tidy", "/start/tidy"));

  static final List<Screen> FRESH =
      List.of(new Screen("first-new", "/first"), new Screen("first-restore", "/first/restore"));

  static final List<Screen> COMING_BACK = List.of(new Screen("first-restoring", "/first/restore"));

  static final List<Screen> BACK = List.of(new Screen("first-restored", "/first/restore"));

  static final List<Screen> USER =
      List.of(
          new Screen("own", "/me"),
          new Screen("own-sheet", "/me-sheet?device=telefono"),
          new Screen("own-deleted", "/me/deleted"),
          new Screen("own-search", "/me/search?words=tetto"),
          new Screen("own-mail", "/me/mail/" + FakeMail.id('a')),
          new Screen("own-looks", "/me/looks"));

  final FakeAppliance box = new FakeAppliance();

  /** What is done with the pages that a visitor sees, while he sees them. */
  @FunctionalInterface
  interface Walk {
    void over(Browser visitor, List<Screen> screens) throws Exception;
  }

  /** All of them. */
  static Stream<Screen> all() {
    return Stream.of(OPEN, FRESH, ADMIN, SNAPSHOTS, START, USER).flatMap(List::stream);
  }

  /** From nobody at a box that is new to its user. */
  void walk(WebServer server, Walk walk) throws Exception {
    fill();
    try (Browser clear = new Browser("http://localhost:" + server.httpPort().getAsInt())) {
      walk.over(clear, List.of(new Screen("setup-clear", "/")));
    }
    try (Browser nobody = Browser.of(server)) {
      box.adminPassword = Optional.empty();
      walk.over(nobody, OPEN.subList(3, 4));
      box.blank = true;
      walk.over(nobody, FRESH);
      box.comingBack = Optional.of(new Comeback.State.Going("volume 7 of 40"));
      walk.over(nobody, COMING_BACK);
      box.comingBack = Optional.empty();
      box.blank = false;
      box.adminPassword = Optional.of(FakeAppliance.ADMIN_PASSWORD);
      box.back = Optional.of(new Comeback.Back(48_120, 3));
      walk.over(nobody, BACK);
      box.back = Optional.empty();
      walk.over(nobody, OPEN.subList(0, 3));
    }
    try (Browser admin = Browser.of(server).asAdmin()) {
      admin.post("/accounts/maria/devices", "label", "PC nuovo");
      admin.post("/vault/rights", "addresses", "mario@rossi.example", "reason", "richiesta");
      admin.post("/vault/look", "account", "maria", "reason", "Maria ha chiesto per telefono");
      walk.over(admin, ADMIN);
      walk.over(admin, ANSWERS);
      walkSnapshots(admin, walk);
      box.step = Optional.of(StartBook.Step.TIDY);
      box.names = new StartBook.Names("Studio Rossi", "archivio");
      walk.over(admin, START);
    }
    try (Browser maria = Browser.of(server).asUser()) {
      walk.over(maria, USER);
    }
  }

  /** The way to the messages of a backup, step by step. */
  private void walkSnapshots(Browser admin, Walk walk) throws Exception {
    box.snapshots.state = SnapshotBook.State.NOTHING;
    walk.over(admin, SNAPSHOTS.subList(0, 1));
    box.snapshots.by(Visitor.admin("")).list("usb");
    walk.over(admin, SNAPSHOTS.subList(1, 2));
    box.snapshots.going(new SnapshotBook.Going(SnapshotBook.Doing.READING, 1200, 4800));
    walk.over(admin, SNAPSHOTS.subList(2, 3));
    box.snapshots.filled();
  }

  /** With something of everything. */
  private void fill() {
    box.concerns =
        List.of(
            new Concern(
                Urgency.NOW,
                Sentence.of(
                    "Source maria-hoster: another program deletes messages from this mailbox, last"
                        + " seen 2026-11-27 09:12: find out which and stop it, or mail will be"
                        + " missing here",
                    "Casella maria-hoster: un altro programma cancella messaggi da questa casella,"
                        + " visto l'ultima volta il 2026-11-27 09:12: scoprire quale e fermarlo, o"
                        + " qui mancherà della posta"),
                Optional.of(new Action.Source("maria-hoster"))),
            FakeAppliance.need(
                "The backup to usb failed on 2026-11-26 21:00: the target usb (disk BACKUP) is"
                    + " full: delete something from it, or add a larger one",
                new Action.Backup()),
            new Concern(
                Urgency.NONE, Sentence.english("41.0 GB free on the disk."), Optional.empty()));
    box.caretakers.add("maria");
    box.heartbeat =
        Optional.of(
            new NoticeBook.Heartbeat(
                "service.example",
                Optional.of(FakeAppliance.NOW.minus(Duration.ofHours(30))),
                Optional.of(Sentence.of("it answers 404", "risponde 404"))));
    box.board = new BoardState(java.util.OptionalInt.of(83), true, Optional.of(true));
    box.fetching = Optional.of(new SourceBook.Going(120, 800, 3_100_000));
    box.backupGoing =
        Optional.of(
            new BackupBook.Going(
                "usb", Sentence.of("reading back: volume 7", "rilettura: volume 7"), true));
    box.targets.add(
        new BackupBook.Target(
            "usb",
            BackupBook.Kind.DISK,
            "BACKUP",
            true,
            List.of(
                new BackupBook.Run(
                    FakeAppliance.NOW.minus(Duration.ofHours(12)),
                    Duration.ofSeconds(31),
                    BackupBook.End.FAILED,
                    0,
                    0,
                    Sentence.of(
                        "usb (BACKUP) is full: make room on it",
                        "usb (BACKUP) è pieno: fare spazio")),
                new BackupBook.Run(
                    FakeAppliance.NOW.minus(Duration.ofDays(1)),
                    Duration.ofMinutes(4),
                    BackupBook.End.GREEN,
                    21_000_000,
                    8_300_000_000L,
                    Sentence.of(
                        "48120 messages; the index and 3 volumes read back and compared",
                        "48120 messaggi; riletti e confrontati l'indice e 3 volumi")))));
    box.targets.add(
        new BackupBook.Target("nas", BackupBook.Kind.FOLDER, "/mnt/nas/backup", false, List.of()));
    box.decisions.put(
        "maria",
        new AccountBook.Decision(
            AccountBook.Kind.PERSONAL, 18, AccountBook.Unit.MONTHS, "told on 3 May"));
    box.states.put("info", AccountBook.State.DISABLED);
    box.shares.addAll(
        List.of(
            new ShareBook.Share(
                "info", Optional.empty(), "maria", ShareBook.Level.WRITE, "Shared/info"),
            new ShareBook.Share(
                "maria", Optional.empty(), "info", ShareBook.Level.READ, "Shared/maria"),
            new ShareBook.Share(
                "maria",
                Optional.of("Clienti/Rossi & Figli <srl>"),
                "info",
                ShareBook.Level.NONE,
                "Shared/maria/Clienti/Rossi & Figli <srl>")));
    fillVault();
  }

  private void fillVault() {
    box.snapshots.filled();
    box.vault.filled();
    box.vault.removals.add(
        FakeVault.removal(
            "4.d",
            "maria",
            "PC di Maria",
            80,
            false,
            FakeVault.part("Clienti", 4),
            FakeVault.part("Clienti/Bianchi S.p.A. - corrispondenza e offerte 2024-2026", 12),
            FakeVault.part("Fornitori", 3)));
    box.mail.filled();
    box.mail.looks.add(
        new MailBook.Look(
            FakeAppliance.NOW,
            "admin",
            VaultBook.Way.PAGES,
            MailBook.Looking.OPENED,
            Optional.of(FakeMail.id('a')),
            "Maria ha chiesto per telefono di ritrovare l'offerta"));
    box.mail.looks.add(
        new MailBook.Look(
            FakeAppliance.NOW.minus(Duration.ofDays(2)),
            "root",
            VaultBook.Way.COMMAND,
            MailBook.Looking.EXPORTED,
            Optional.empty(),
            ""));
    box.keep.holds.add(
        new KeepBook.Hold(
            "rossi-2026",
            Optional.of("maria"),
            Optional.of("@rossi.example"),
            Optional.empty(),
            Optional.of(LocalDate.of(2025, 1, 1)),
            Optional.empty(),
            "causa 12/2026",
            FakeAppliance.NOW));
    box.keep.leavers.add(
        new KeepBook.Leaver("info", LocalDate.of(2027, 3, 31), Optional.of("maria"), "pensione"));
    box.keep.entries.add(FakeKeep.entry(1, "account-added", "admin", Map.of()));
    box.keep.entries.add(
        FakeKeep.entry(
            2,
            "mail-read",
            "admin",
            Map.of("account", "maria", "detail", "message " + FakeMail.id('a'))));
    box.keep.entries.add(FakeKeep.entry(3, "mail-swept", "", Map.of("messages", "12")));
  }
}
