package portineria.webui;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import portineria.webui.ProviderBook.Proposal;
import portineria.webui.Refused.Why;
import portineria.webui.Route.Method;
import portineria.webui.SourceBook.Check;
import portineria.webui.SourceBook.Keep;
import portineria.webui.SourceBook.Settings;
import portineria.webui.SourceBook.State;
import portineria.webui.StartBook.Names;
import portineria.webui.StartBook.Step;
import portineria.webui.StartBook.Tried;

/**
 * The first start, step by step. Each step is a page with one thing to do and a button to go on;
 * whoever leaves comes back to where they were, and every step can be looked at again.
 */
final class StartPages {
  private static final String HERE = "/start";

  /** Accounts that one form adds; whoever has more sends it twice. */
  static final int ROWS = 6;

  private static final int NAME_MAX = 60;

  // RFC 8314 §3.3, RFC 6409 §3.1.
  private static final int SMTP_TLS = 465;
  private static final int SMTP_STARTTLS = 587;

  /** What is advised: a month, and only what was read back from a backup. */
  private static final int KEEP_DAYS = 30;

  private final Appliance appliance;
  private final Templates templates;

  StartPages(Appliance appliance, Templates templates) {
    this.appliance = appliance;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, "/start", Audience.ADMIN, this::here),
        new Route(Method.POST, "/start", Audience.ADMIN, this::goOn),
        new Route(Method.GET, "/start/names", Audience.ADMIN, ask -> show(ask, Step.NAMES)),
        new Route(Method.POST, "/start/names", Audience.ADMIN, this::names),
        new Route(Method.GET, "/start/accounts", Audience.ADMIN, ask -> show(ask, Step.ACCOUNTS)),
        new Route(Method.POST, "/start/accounts", Audience.ADMIN, this::accounts),
        new Route(Method.GET, "/start/sources", Audience.ADMIN, ask -> show(ask, Step.SOURCES)),
        new Route(Method.POST, "/start/sources", Audience.ADMIN, this::source),
        new Route(Method.GET, "/start/import", Audience.ADMIN, ask -> show(ask, Step.IMPORT)),
        new Route(Method.GET, "/start/import/live", Audience.ADMIN, this::live),
        new Route(Method.GET, "/start/recovery", Audience.ADMIN, ask -> show(ask, Step.RECOVERY)),
        new Route(Method.POST, "/start/recovery", Audience.ADMIN, this::words),
        new Route(Method.POST, "/start/recovery/typed", Audience.ADMIN, this::typedBack),
        new Route(Method.GET, "/start/backup", Audience.ADMIN, ask -> show(ask, Step.BACKUP)),
        new Route(Method.POST, "/start/backup", Audience.ADMIN, this::backup),
        new Route(Method.GET, "/start/programs", Audience.ADMIN, ask -> show(ask, Step.PROGRAMS)),
        new Route(Method.POST, "/start/programs", Audience.ADMIN, this::device),
        new Route(Method.GET, "/start/tidy", Audience.ADMIN, ask -> show(ask, Step.TIDY)),
        new Route(Method.POST, "/start/tidy", Audience.ADMIN, this::tidy));
  }

  static String path(Step step) {
    return HERE + "/" + step.name().toLowerCase(Locale.ROOT);
  }

  private StartBook book(Ask ask) {
    return appliance.start(ask.who().visitor());
  }

  private SourceBook sources(Ask ask) {
    return appliance.sources(ask.who().visitor());
  }

  private Answer here(Ask ask) {
    return Answer.seeOther(book(ask).step().map(StartPages::path).orElse("/today"));
  }

  /** Leaves a step for the next one. What comes later is not forgotten by going back. */
  private Answer goOn(Ask ask) throws Refused {
    Step left = ask.form().choice("step", Step.class);
    Optional<Step> next = left.next();
    Optional<Step> reached = book(ask).step();
    if (reached.isPresent() && reached.get().compareTo(left) <= 0) {
      book(ask).goOn(next);
    }
    if (next.isEmpty()) {
      ask.who().note(true, ask.words().say("start.over"));
    }
    return Answer.seeOther(next.map(StartPages::path).orElse("/today"));
  }

  private Answer show(Ask ask, Step step) {
    return show(ask, step, 200, Optional.empty(), Map.of());
  }

  private Answer refused(Ask ask, Step step, Refused why) {
    return show(ask, step, 422, Optional.of(ask.words().why(why)), Map.of());
  }

  /** A step, with what is there already, and with what was typed. */
  private Answer show(
      Ask ask, Step step, int status, Optional<String> problem, Map<String, Object> more) {
    Map<String, Object> values = new HashMap<>();
    values.put("step", step);
    values.put("reached", book(ask).step());
    values.put("problem", problem);
    values.put("typed", ask.form());
    values.putAll(
        switch (step) {
          case NAMES -> Map.of("names", book(ask).names(), "hosts", appliance.hosts());
          case ACCOUNTS ->
              Map.of("lines", accountLines(ask), "rows", ROWS, "least", NewPassword.LENGTH_MIN);
          case SOURCES -> sourceValues(ask);
          case IMPORT -> Map.of("sources", sources(ask).all());
          case RECOVERY -> Map.of("recovery", List.<String>of(), "asked", askedWords(ask));
          case BACKUP -> backupValues(ask);
          case PROGRAMS -> Map.of("accounts", accountsWithDevices(ask));
          case TIDY -> Map.of("sources", sources(ask).all(), "days", KEEP_DAYS);
        });
    values.putAll(more);
    String name = "start" + step.name().toLowerCase(Locale.ROOT);
    return Answer.html(status, templates.page(name, Frame.of(ask, HERE), values));
  }

  private List<AccountBook.Line> accountLines(Ask ask) {
    return appliance.accounts(ask.who().visitor()).all();
  }

  private List<AccountBook.Account> accountsWithDevices(Ask ask) {
    AccountBook accounts = appliance.accounts(ask.who().visitor());
    return accounts.all().stream()
        .filter(line -> line.state() == AccountBook.State.OPEN)
        .flatMap(line -> accounts.account(line.name()).stream())
        .toList();
  }

  private Map<String, Object> sourceValues(Ask ask) {
    Form about = ask.isPost() ? ask.form() : ask.query();
    String address = about.text("address");
    Optional<String> provider = about.given("provider");
    Optional<Proposal> proposal = appliance.providers().propose(address, provider);
    return Map.of(
        "sources", sources(ask).all(),
        "accounts", sources(ask).accounts(),
        "address", address,
        "provider", provider,
        "names", appliance.providers().names(),
        "proposal", proposal,
        "settings", ask.isPost() ? typed(ask.form()) : proposed(about, proposal),
        "sending", sending(ask, proposal),
        "tried", Optional.<Tried>empty());
  }

  private static Settings proposed(Form about, Optional<Proposal> proposal) {
    Optional<ProviderBook.Server> server = proposal.flatMap(Proposal::incoming);
    String address = about.text("address");
    return settings(
        SourcePages.nameFor(address),
        about.given("account").orElse(local(address)),
        server.orElse(new ProviderBook.Server("", 995, SourceBook.Tls.IMPLICIT)),
        proposal.map(Proposal::user).orElse(address));
  }

  /** An account is often called as its address begins. */
  private static String local(String address) {
    return address.substring(0, Math.max(0, address.indexOf('@'))).toLowerCase(Locale.ROOT);
  }

  private static Settings typed(Form form) {
    SourceBook.Tls tls = SourceBook.Tls.IMPLICIT;
    int port = 995;
    try {
      tls = form.choice("tls", SourceBook.Tls.class);
      port = form.number("port", 1, 65_535, Why.SOURCE_PORT);
    } catch (Refused unfinished) {
      // The form comes again, with what is usual; source() says what was wrong.
    }
    return settings(
        SourcePages.nameFor(form.given("address").orElse(form.text("user"))),
        form.text("account"),
        new ProviderBook.Server(form.text("host"), port, tls),
        form.text("user"));
  }

  /** At first everything stays at the provider; the last step asks about that. */
  private static Settings settings(
      String name, String account, ProviderBook.Server server, String user) {
    return new Settings(
        name,
        account,
        server.host(),
        server.port(),
        server.tls(),
        user,
        Keep.FOREVER,
        KEEP_DAYS,
        SourcePages.EVERY_SECONDS,
        "INBOX",
        Optional.empty(),
        Optional.empty(),
        SourcePages.SEEN_AFTER_DAYS,
        0,
        false);
  }

  private Map<String, Object> backupValues(Ask ask) {
    BackupBook backups = appliance.backups(ask.who().visitor());
    return Map.of("targets", backups.targets(), "going", backups.going(), "disks", backups.disks());
  }

  private Answer names(Ask ask) throws Refused {
    Names names = new Names(ask.form().text("office"), ask.form().text("box"));
    try {
      check(names);
      book(ask).name(names, ask.words().language() == Language.ITALIAN);
      return goOn(ask);
    } catch (Refused refused) {
      return show(
          ask, Step.NAMES, 422, Optional.of(ask.words().why(refused)), Map.of("names", names));
    }
  }

  static void check(Names names) throws Refused {
    for (String name : List.of(names.office(), names.box())) {
      if (name.length() > NAME_MAX || name.chars().anyMatch(Character::isISOControl)) {
        throw new Refused(Why.NAME, "" + NAME_MAX);
      }
    }
  }

  /** Adds those whose rows are filled; what is wrong with one keeps no other from being made. */
  private Answer accounts(Ask ask) throws Refused {
    List<String> problems = new ArrayList<>();
    Map<String, String> left = new HashMap<>();
    int added = 0;
    for (int row = 0; row < ROWS; row++) {
      String name = ask.form().text("name" + row).toLowerCase(Locale.ROOT);
      if (!name.isEmpty()) {
        try {
          AccountPages.checkName(name);
          String password = NewPassword.checked(ask.form().exact("password" + row));
          appliance.accounts(ask.who().visitor()).add(name, password, Optional.empty());
          added++;
        } catch (Refused refused) {
          problems.add(name + ": " + ask.words().why(refused));
          left.put("name" + row, name);
          left.put("password" + row, ask.form().exact("password" + row));
        }
      }
    }
    if (!problems.isEmpty()) {
      return show(
          ask,
          Step.ACCOUNTS,
          422,
          Optional.of(String.join(" ", problems)),
          Map.of("typed", new Form(left)));
    }
    if (added > 0) {
      ask.who().note(true, ask.words().count("start.accounts-added", added));
    }
    return Answer.seeOther(path(Step.ACCOUNTS));
  }

  /** Tried before it is stored: what does not work is not kept. */
  private Answer source(Ask ask) throws Refused {
    return Errand.run(ask, "errand.check", progress -> sourceNow(ask));
  }

  private Answer sourceNow(Ask ask) {
    Settings settings = typed(ask.form());
    try {
      check(ask.form(), settings);
      String password = ask.form().exact("password");
      Tried tried = book(ask).tryOut(settings, password);
      Check check = tried.check();
      if (check.problem().isPresent()) {
        return show(ask, Step.SOURCES, 422, Optional.empty(), Map.of("tried", Optional.of(tried)));
      }
      sources(ask).add(settings, password);
      sendAsTyped(ask, settings);
      // It is fetched anyway; so the next step says how far it is.
      sources(ask).fetch(Optional.of(settings.name()));
      ask.who()
          .note(
              true,
              ask.words()
                  .say(
                      "start.source-added",
                      settings.user(),
                      ask.words().count("messages", check.messages()),
                      ask.words().size(check.octets())));
      return Answer.seeOther(path(Step.SOURCES));
    } catch (Refused refused) {
      return refused(ask, Step.SOURCES, refused);
    }
  }

  private static void check(Form form, Settings settings) throws Refused {
    if (settings.host().isEmpty()) {
      throw new Refused(Why.SOURCE_HOST);
    }
    if (settings.user().isEmpty()) {
      throw new Refused(Why.SOURCE_USER);
    }
    form.choice("tls", SourceBook.Tls.class);
    form.number("port", 1, 65_535, Why.SOURCE_PORT);
    if (form.exact("password").isEmpty()) {
      throw new Refused(Why.SOURCE_PASSWORD_MISSING);
    }
  }

  /** The provider's server for sending, as it was typed or is proposed; its host may be empty. */
  private static ProviderBook.Server sending(Ask ask, Optional<Proposal> proposal) {
    if (!ask.isPost()) {
      return proposal
          .flatMap(Proposal::outgoing)
          .orElse(new ProviderBook.Server("", SMTP_TLS, SourceBook.Tls.IMPLICIT));
    }
    int port = ask.form().text("smtpPort").equals("" + SMTP_STARTTLS) ? SMTP_STARTTLS : SMTP_TLS;
    return new ProviderBook.Server(
        ask.form().text("smtp"),
        port,
        port == SMTP_STARTTLS ? SourceBook.Tls.STARTTLS : SourceBook.Tls.IMPLICIT);
  }

  /** What the set-up sheets say; whoever leaves it empty can say it later. */
  private void sendAsTyped(Ask ask, Settings settings) throws Refused {
    ProviderBook.Server server = sending(ask, Optional.empty());
    if (!server.host().isEmpty()) {
      String address = ask.form().given("address").orElse(settings.user());
      SendingBook.Way way = new SendingBook.Way(address, server, settings.user(), false);
      appliance.sending(ask.who().visitor()).set(settings.name(), way);
    }
  }

  private Answer live(Ask ask) {
    return Answer.html(
        templates.page(
            "startimportlive", Frame.silent(ask), Map.of("sources", sources(ask).all())));
  }

  private Answer words(Ask ask) {
    try {
      List<String> words =
          appliance.backups(ask.who().visitor()).words(ask.form().exact("password"), ask.from());
      return show(ask, Step.RECOVERY, 200, Optional.empty(), Map.of("recovery", words));
    } catch (Refused refused) {
      return refused(ask, Step.RECOVERY, refused);
    }
  }

  private List<Integer> askedWords(Ask ask) {
    return ask.who().askedWords(book(ask)::drawWords);
  }

  private Answer typedBack(Ask ask) throws Refused {
    List<Integer> places = askedWords(ask);
    List<String> typed =
        places.stream()
            .map(place -> ask.form().text("word" + place).toLowerCase(Locale.ROOT))
            .toList();
    if (!book(ask).areWords(places, typed)) {
      return refused(ask, Step.RECOVERY, new Refused(Why.WORDS_TYPED));
    }
    ask.who().wordsWereRight();
    ask.who().note(true, ask.words().say("start.words-good"));
    return goOn(ask);
  }

  /** Adds a target and begins the first backup to it. */
  private Answer backup(Ask ask) throws Refused {
    return Errand.run(ask, "errand.target", progress -> backupNow(ask));
  }

  private Answer backupNow(Ask ask) {
    Form form = ask.form();
    BackupBook backups = appliance.backups(ask.who().visitor());
    try {
      BackupBook.Kind kind = form.choice("kind", BackupBook.Kind.class);
      if (form.text("where").isEmpty()) {
        throw new Refused(Why.TARGET_PLACE);
      }
      backups.add(form.text("name"), kind, form.text("where"), form.text("credentials"));
      backups.run(Optional.of(form.text("name")));
      ask.who().note(true, ask.words().say("done.backup-begun"));
      return Answer.seeOther(path(Step.BACKUP));
    } catch (Refused refused) {
      return refused(ask, Step.BACKUP, refused);
    }
  }

  private Answer device(Ask ask) {
    String account = ask.form().text("account");
    String label = ask.form().text("label");
    try {
      String password = appliance.accounts(ask.who().visitor()).addDevice(account, label);
      ask.who().secret(account, label, password);
      return Answer.seeOther(AccountPages.path(account) + "/sheet?device=" + Acts.encoded(label));
    } catch (Refused refused) {
      return refused(ask, Step.PROGRAMS, refused);
    }
  }

  /** From now on the ticked sources delete at the provider what a verified backup holds. */
  private Answer tidy(Ask ask) throws Refused {
    int row = 0;
    for (State state : sources(ask).all()) {
      if (ask.form().exact("source" + row).equals(state.settings().name())) {
        sources(ask).change(keeping(state.settings()), Optional.empty());
      }
      row++;
    }
    return goOn(ask);
  }

  private static Settings keeping(Settings was) {
    return new Settings(
        was.name(),
        was.account(),
        was.host(),
        was.port(),
        was.tls(),
        was.user(),
        Keep.BACKUP,
        KEEP_DAYS,
        was.everySeconds(),
        was.mailbox(),
        was.passwordExpires(),
        was.trustPem(),
        was.seenAfterDays(),
        was.megabytesMax(),
        was.paused());
  }
}
