package portineria.webui;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.webui.Route.Method;

/** The box itself: its lights and button, its names, its administrator's password. */
final class BoxPages {
  private static final String HERE = "/box";

  private final Appliance appliance;
  private final Templates templates;
  private final Sessions sessions;

  BoxPages(Appliance appliance, Templates templates, Sessions sessions) {
    this.appliance = appliance;
    this.templates = templates;
    this.sessions = sessions;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, "/box", Audience.ADMIN, ask -> show(ask, 200, Optional.empty())),
        new Route(Method.POST, "/box/names", Audience.ADMIN, this::rename),
        new Route(Method.POST, "/box/password", Audience.ADMIN, this::password),
        new Route(Method.POST, "/box/monitors", Audience.ADMIN, this::addMonitor),
        new Route(Method.POST, "/box/monitors/remove", Audience.ADMIN, this::removeMonitor));
  }

  private Answer show(Ask ask, int status, Optional<String> problem) {
    return show(ask, status, problem, Optional.empty());
  }

  /**
   * @param fresh a token, which is shown this once
   */
  private Answer show(Ask ask, int status, Optional<String> problem, Optional<String> fresh) {
    Map<String, Object> values = new HashMap<>();
    values.put("appliance", appliance);
    values.put("overview", appliance.overview());
    values.put("problem", problem);
    values.put("virtualButton", appliance.upkeep(ask.who().visitor()).hasVirtualButton());
    values.put("monitors", monitors(ask).all());
    values.put("notices", appliance.notices(ask.who().visitor()));
    values.put("names", appliance.start(ask.who().visitor()).names());
    values.put("fresh", fresh);
    values.put("updates", appliance.updates(ask.who().visitor()));
    values.put("address", ask.door().https("/"));
    values.put("least", NewPassword.LENGTH_MIN);
    values.put("board", appliance.board());
    values.put(
        "accounts",
        appliance.accounts(ask.who().visitor()).all().stream()
            .filter(line -> line.state() == AccountBook.State.OPEN)
            .map(AccountBook.Line::name)
            .toList());
    return Answer.html(status, templates.page("box", Frame.of(ask, HERE), values));
  }

  private Answer rename(Ask ask) {
    StartBook.Names names = new StartBook.Names(ask.form().text("office"), ask.form().text("box"));
    return Acts.done(
        ask,
        HERE,
        "done.saved",
        () -> {
          StartPages.check(names);
          appliance.start(ask.who().visitor()).rename(names);
        });
  }

  private Monitors monitors(Ask ask) {
    return appliance.monitors(ask.who().visitor());
  }

  private Answer addMonitor(Ask ask) {
    try {
      String token = monitors(ask).add(ask.form().text("label"));
      return show(ask, 200, Optional.empty(), Optional.of(token));
    } catch (Refused refused) {
      return show(ask, 422, Optional.of(ask.words().why(refused)));
    }
  }

  private Answer removeMonitor(Ask ask) {
    return Acts.done(
        ask, HERE, "done.monitor-removed", () -> monitors(ask).remove(ask.form().text("label")));
  }

  private Answer password(Ask ask) {
    try {
      Visitor visitor =
          appliance.gate().change(ask.form().exact("old"), NewPassword.of(ask.form()), ask.from());
      return goOn(ask, sessions, visitor, HERE);
    } catch (Refused refused) {
      return show(ask, 422, Optional.of(ask.words().why(refused)));
    }
  }

  /** In a session of its own, because those that began with the old password are over. */
  static Answer goOn(Ask ask, Sessions sessions, Visitor visitor, String path) {
    sessions.end(ask.who());
    Session session = sessions.begin(visitor);
    session.note(true, ask.words().say("done.own-password"));
    return Answer.seeOther(path).withCookie(PageHandler.browserCookie(session.id()));
  }
}
