package portineria.webui;

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
import portineria.webui.SourceBook.Tls;

/** The mailboxes at the providers: how they are, and what is set. */
final class SourcePages {
  private static final String HERE = "/sources";

  /** RFC 8314 §3.3. */
  private static final int PORT_TLS = 995;

  /** What is proposed for a new one. */
  static final int EVERY_SECONDS = 60;

  static final int SEEN_AFTER_DAYS = 14;

  private static final int DAYS_MAX = 36_500;
  private static final int EVERY_SECONDS_MAX = 604_800;
  private static final int MEGABYTES_MAX = 10_000_000;
  private static final int NAME_LENGTH_MAX = 64;

  private final Appliance appliance;
  private final Templates templates;

  SourcePages(Appliance appliance, Templates templates) {
    this.appliance = appliance;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, "/sources", Audience.ADMIN, this::list),
        new Route(Method.GET, "/add-source", Audience.ADMIN, this::addForm),
        new Route(Method.POST, "/add-source", Audience.ADMIN, this::add),
        new Route(Method.GET, "/sources/*", Audience.ADMIN, this::show),
        new Route(Method.GET, "/sources/*/live", Audience.ADMIN, this::live),
        new Route(Method.POST, "/sources/*", Audience.ADMIN, this::change),
        new Route(Method.POST, "/sources/*/check", Audience.ADMIN, this::check),
        new Route(Method.POST, "/sources/*/fetch", Audience.ADMIN, this::fetch),
        new Route(Method.POST, "/sources/*/pause", Audience.ADMIN, this::pause),
        new Route(Method.POST, "/sources/*/remove", Audience.ADMIN, this::remove));
  }

  private SourceBook book(Ask ask) {
    return appliance.sources(ask.who().visitor());
  }

  private Answer list(Ask ask) {
    SourceBook book = book(ask);
    return Answer.html(
        templates.page(
            "sources",
            Frame.of(ask, HERE),
            Map.of("sources", book.all(), "accounts", book.accounts())));
  }

  private Answer addForm(Ask ask) {
    String address = ask.query().text("address");
    Optional<Proposal> proposal =
        appliance.providers().propose(address, ask.query().given("provider"));
    Optional<ProviderBook.Server> server = proposal.flatMap(Proposal::incoming);
    Settings fresh =
        new Settings(
            nameFor(address),
            ask.query().text("account"),
            server.map(ProviderBook.Server::host).orElse(""),
            server.map(ProviderBook.Server::port).orElse(PORT_TLS),
            server.map(ProviderBook.Server::tls).orElse(Tls.IMPLICIT),
            proposal.map(Proposal::user).orElse(address),
            Keep.FOREVER,
            30,
            EVERY_SECONDS,
            "INBOX",
            Optional.empty(),
            Optional.empty(),
            SEEN_AFTER_DAYS,
            0,
            false);
    return addForm(ask, 200, fresh, Optional.empty());
  }

  /** What a person would call the mailbox: the address, as far as a name may be so. */
  static String nameFor(String address) {
    String name = address.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._@+-]", "");
    return name.length() > NAME_LENGTH_MAX ? name.substring(0, NAME_LENGTH_MAX) : name;
  }

  private Answer addForm(Ask ask, int status, Settings typed, Optional<String> problem) {
    Form about = ask.isPost() ? ask.form() : ask.query();
    String address = about.text("address");
    Optional<String> provider = about.given("provider");
    return Answer.html(
        status,
        templates.page(
            "addsource",
            Frame.of(ask, HERE),
            Map.of(
                "typed", typed,
                "problem", problem,
                "accounts", book(ask).accounts(),
                "address", address,
                "provider", provider,
                "names", appliance.providers().names(),
                "proposal", appliance.providers().propose(address, provider))));
  }

  private Answer add(Ask ask) {
    Settings typed = typed(ask, ask.form().text("name"), false);
    try {
      check(ask, typed);
      String password = ask.form().exact("password");
      if (password.isEmpty()) {
        throw new Refused(Why.SOURCE_PASSWORD_MISSING);
      }
      book(ask).add(typed, password);
      sendAsProposed(ask, typed);
      ask.who().note(true, ask.words().say("done.source-added"));
      return Answer.seeOther(path(typed.name()));
    } catch (Refused refused) {
      return addForm(ask, 422, typed, Optional.of(ask.words().why(refused)));
    }
  }

  /** Where the form was filled in from an address, programs send as its provider wants it. */
  private void sendAsProposed(Ask ask, Settings typed) throws Refused {
    String address = ask.form().text("address");
    Optional<ProviderBook.Server> server =
        appliance
            .providers()
            .propose(address, ask.form().given("provider"))
            .flatMap(Proposal::outgoing);
    if (server.isPresent()) {
      SendingBook.Way way = new SendingBook.Way(address, server.get(), typed.user(), false);
      appliance.sending(ask.who().visitor()).set(typed.name(), way);
    }
  }

  private Answer show(Ask ask) throws Refused {
    State state = state(ask);
    return page(ask, 200, state.settings(), Optional.empty(), Optional.empty());
  }

  private Answer page(
      Ask ask, int status, Settings typed, Optional<String> problem, Optional<Check> check)
      throws Refused {
    return Answer.html(
        status,
        templates.page(
            "source",
            Frame.of(ask, HERE),
            Map.of(
                "state",
                state(ask),
                "typed",
                typed,
                "problem",
                problem,
                "check",
                check,
                "left",
                book(ask).left(ask.name()),
                "sending",
                appliance.sending(ask.who().visitor()).of(ask.name()),
                "accounts",
                book(ask).accounts())));
  }

  private State state(Ask ask) throws Refused {
    return book(ask)
        .state(ask.name())
        .orElseThrow(() -> new Refused(Why.SOURCE_UNKNOWN, ask.name()));
  }

  private Answer live(Ask ask) throws Refused {
    return Answer.html(
        templates.page("sourcelive", Frame.silent(ask), Map.of("state", state(ask))));
  }

  private Answer change(Ask ask) throws Refused {
    Settings typed = typed(ask, ask.name(), state(ask).settings().paused());
    try {
      check(ask, typed);
      book(ask).change(typed, Optional.of(ask.form().exact("password")).filter(p -> !p.isEmpty()));
      ask.who().note(true, ask.words().say("done.source-changed"));
      return Answer.seeOther(path(ask.name()));
    } catch (Refused refused) {
      return page(ask, 422, typed, Optional.of(ask.words().why(refused)), Optional.empty());
    }
  }

  /** What was typed, as far as it can be shown again; {@link #check} says what is wrong with it. */
  private static Settings typed(Ask ask, String name, boolean paused) {
    Form form = ask.form();
    return new Settings(
        name,
        form.text("account"),
        form.text("host"),
        numberOr(form, "port", 0),
        choiceOr(form, "tls", Tls.IMPLICIT, Tls.class),
        form.text("user"),
        choiceOr(form, "keep", Keep.FOREVER, Keep.class),
        numberOr(form, "keepDays", 0),
        numberOr(form, "every", EVERY_SECONDS),
        form.given("mailbox").orElse("INBOX"),
        dayOr(form),
        form.given("trust"),
        numberOr(form, "seenAfter", SEEN_AFTER_DAYS),
        numberOr(form, "megabytes", 0),
        paused);
  }

  private static int numberOr(Form form, String field, int otherwise) {
    try {
      return form.number(field, 0, 999_999_999, Why.FORM);
    } catch (Refused noNumber) {
      return otherwise;
    }
  }

  private static <E extends Enum<E>> E choiceOr(
      Form form, String field, E otherwise, Class<E> values) {
    try {
      return form.choice(field, values);
    } catch (Refused noChoice) {
      return otherwise;
    }
  }

  private static Optional<java.time.LocalDate> dayOr(Form form) {
    try {
      return form.day("expires", Why.SOURCE_EXPIRY);
    } catch (Refused noDay) {
      return Optional.empty();
    }
  }

  private static void check(Ask ask, Settings typed) throws Refused {
    Form form = ask.form();
    if (typed.host().isEmpty()) {
      throw new Refused(Why.SOURCE_HOST);
    }
    if (typed.user().isEmpty()) {
      throw new Refused(Why.SOURCE_USER);
    }
    form.number("port", 1, 65_535, Why.SOURCE_PORT);
    form.choice("tls", Tls.class);
    Keep keep = form.choice("keep", Keep.class);
    switch (keep) {
      case DAYS -> form.number("keepDays", 1, DAYS_MAX, Why.SOURCE_DAYS);
      case BACKUP -> form.number("keepDays", 0, DAYS_MAX, Why.SOURCE_DAYS);
      case FOREVER, NONE -> {}
    }
    form.number("every", 1, EVERY_SECONDS_MAX, Why.SOURCE_EVERY);
    form.number("seenAfter", 0, DAYS_MAX, Why.SOURCE_DAYS);
    if (form.given("megabytes").isPresent()) {
      form.number("megabytes", 0, MEGABYTES_MAX, Why.SOURCE_MEGABYTES);
    }
    form.day("expires", Why.SOURCE_EXPIRY);
  }

  private Answer check(Ask ask) throws Refused {
    return Errand.run(ask, "errand.check", progress -> checkNow(ask));
  }

  private Answer checkNow(Ask ask) throws Refused {
    Check found = book(ask).check(ask.name());
    return page(ask, 200, state(ask).settings(), Optional.empty(), Optional.of(found));
  }

  private Answer fetch(Ask ask) {
    return Acts.done(
        ask, path(ask.name()), "done.fetching", () -> book(ask).fetch(Optional.of(ask.name())));
  }

  private Answer pause(Ask ask) {
    boolean paused = ask.form().ticked("paused");
    return Acts.done(
        ask,
        path(ask.name()),
        paused ? "done.source-paused" : "done.source-resumed",
        () -> book(ask).pause(ask.name(), paused));
  }

  private Answer remove(Ask ask) {
    return Acts.done(ask, HERE, "done.source-removed", () -> book(ask).remove(ask.name()));
  }

  static String path(String name) {
    return HERE + "/" + Acts.encoded(name);
  }
}
