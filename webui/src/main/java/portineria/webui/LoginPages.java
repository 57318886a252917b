package portineria.webui;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.webui.Gate.Entry;
import portineria.webui.Refused.Why;
import portineria.webui.Route.Method;

/**
 * The way in and out.
 *
 * <p>The administrator's password is set by whoever comes first while there is none, but only from
 * the office's own network; later it is set anew by who has held the button at the box and knows
 * the recovery words.
 */
final class LoginPages {
  private final Appliance appliance;
  private final Templates templates;
  private final Sessions sessions;

  LoginPages(Appliance appliance, Templates templates, Sessions sessions) {
    this.appliance = appliance;
    this.templates = templates;
    this.sessions = sessions;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, "/login", Audience.STRANGER, this::userForm),
        new Route(Method.POST, "/login", Audience.STRANGER, this::user),
        new Route(Method.GET, "/login/admin", Audience.STRANGER, this::adminForm),
        new Route(Method.POST, "/login/admin", Audience.STRANGER, this::admin),
        new Route(Method.GET, "/first", Audience.STRANGER, this::firstForm),
        new Route(Method.POST, "/first", Audience.STRANGER, this::first)
            .withPhotos(from -> way(from) == Way.ANEW),
        new Route(Method.POST, "/logout", Audience.INSIDE, this::logout));
  }

  private Answer userForm(Ask ask) {
    if (ask.session().isPresent()) {
      return Answer.seeOther(home(ask.who().visitor()));
    }
    return isNew(appliance) ? Answer.seeOther("/first") : userForm(ask, 200, "", Optional.empty());
  }

  /** Whether there is nobody yet who could log in: then every way leads to the first start. */
  static boolean isNew(Appliance appliance) {
    return !appliance.gate().hasAdminPassword() && appliance.comeback().isPossible();
  }

  private Answer userForm(Ask ask, int status, String name, Optional<String> problem) {
    return Answer.html(
        status,
        templates.page("login", Frame.of(ask, "/login"), Map.of("name", name, "problem", problem)));
  }

  private Answer user(Ask ask) {
    String name = ask.form().text("user");
    Entry entry = appliance.gate().user(name, ask.form().exact("password"), ask.from());
    return entry instanceof Entry.Welcome(Visitor visitor)
        ? welcome(visitor)
        : userForm(ask, 403, name, Optional.of(why(ask.words(), entry)));
  }

  private Answer adminForm(Ask ask) {
    if (ask.session().isPresent()) {
      return Answer.seeOther(home(ask.who().visitor()));
    }
    return appliance.gate().hasAdminPassword()
        ? adminForm(ask, 200, Optional.empty())
        : Answer.seeOther("/first");
  }

  private Answer adminForm(Ask ask, int status, Optional<String> problem) {
    boolean anew = appliance.gate().mayBeSetAnew();
    return Answer.html(
        status,
        templates.page(
            "adminlogin",
            Frame.of(ask, "/login"),
            Map.of("anew", anew, "problem", problem, "code", appliance.gate().wantsCode())));
  }

  private Answer admin(Ask ask) {
    Entry entry =
        appliance
            .gate()
            .admin(ask.form().exact("password"), ask.form().given("code").orElse(""), ask.from());
    return entry instanceof Entry.Welcome(Visitor visitor)
        ? welcome(visitor)
        : adminForm(ask, 403, Optional.of(why(ask.words(), entry)));
  }

  private static String why(Words words, Entry entry) {
    return switch (entry) {
      case Entry.Welcome welcome -> throw new IllegalArgumentException("no reason to refuse");
      case Entry.Denied denied -> words.say("login.denied");
      case Entry.Closed closed -> words.say("login.closed");
      case Entry.OfADevice device -> words.say("login.device");
      case Entry.Unavailable(Sentence why) -> why.in(words.language());
    };
  }

  private Answer firstForm(Ask ask) {
    return isComingBack()
        ? Answer.seeOther("/first/restore")
        : firstForm(ask, 200, Optional.empty());
  }

  /** Then the administrator comes with the rest, and nobody sets another password meanwhile. */
  private boolean isComingBack() {
    return appliance
        .comeback()
        .state()
        .filter(state -> !(state instanceof Comeback.State.Failed))
        .isPresent();
  }

  private Answer firstForm(Ask ask, int status, Optional<String> problem) {
    return Answer.html(
        status,
        templates.page(
            "first",
            Frame.of(ask, "/login"),
            Map.of(
                "way",
                way(ask.from()),
                "problem",
                problem,
                "least",
                NewPassword.LENGTH_MIN,
                "typed",
                RecoveryField.typed(ask.form()),
                "comeback",
                appliance.comeback().isPossible())));
  }

  /** How the administrator's password can be set by who is here. */
  enum Way {
    /** There is none, and it is the office's own network. */
    FIRST,
    /** There is none, and it is set from the office's own network. */
    FIRST_ELSEWHERE,
    /** By the recovery words. */
    ANEW,
    /** There is one. */
    CLOSED
  }

  private Way way(InetAddress from) {
    if (!appliance.gate().hasAdminPassword()) {
      return isNear(from) ? Way.FIRST : Way.FIRST_ELSEWHERE;
    }
    return appliance.gate().mayBeSetAnew() ? Way.ANEW : Way.CLOSED;
  }

  /**
   * Whether an address is of a private network or of this machine: RFC 1918, RFC 4193, link-local.
   */
  static boolean isNear(InetAddress from) {
    return from.isLoopbackAddress()
        || from.isSiteLocalAddress()
        || from.isLinkLocalAddress()
        || (from instanceof Inet6Address && (from.getAddress()[0] & 0xfe) == 0xfc);
  }

  private Answer first(Ask ask) {
    try {
      return welcome(set(ask));
    } catch (Refused refused) {
      return firstForm(ask, 422, Optional.of(ask.words().why(refused)));
    }
  }

  private Visitor set(Ask ask) throws Refused {
    return switch (way(ask.from())) {
      case FIRST -> begun(NewPassword.of(ask.form()));
      case ANEW ->
          appliance
              .gate()
              .setAnew(RecoveryField.words(ask.form()), NewPassword.of(ask.form()), ask.from());
      case FIRST_ELSEWHERE, CLOSED -> throw new Refused(Why.NOT_NOW);
    };
  }

  /**
   * A box with nothing on it has its first start before it; one that commands have filled has not.
   */
  private Visitor begun(String password) throws Refused {
    if (isComingBack()) {
      throw new Refused(Why.NOT_NOW);
    }
    boolean blank = appliance.comeback().isPossible();
    Visitor visitor = appliance.gate().setFirst(password);
    if (blank) {
      appliance.start(visitor).goOn(Optional.of(StartBook.Step.NAMES));
    }
    return visitor;
  }

  private Answer welcome(Visitor visitor) {
    Session session = sessions.begin(visitor);
    return Answer.seeOther(home(visitor)).withCookie(PageHandler.browserCookie(session.id()));
  }

  /** Who has left the first start goes on with it. */
  private String home(Visitor visitor) {
    if (!visitor.isAdmin()) {
      return "/me";
    }
    return appliance.start(visitor).step().isPresent() ? "/start" : "/today";
  }

  private Answer logout(Ask ask) {
    sessions.end(ask.who());
    return Answer.seeOther("/").withCookie(PageHandler.browserCookie("") + "; Max-Age=0");
  }
}
