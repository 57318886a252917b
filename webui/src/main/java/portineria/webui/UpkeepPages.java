package portineria.webui;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.webui.Route.Method;
import portineria.webui.Upkeep.Gravity;

/** The events of the last days, the report for support, the end and the new beginning. */
final class UpkeepPages {
  private static final String HERE = "/box";

  private final Appliance appliance;
  private final Templates templates;

  UpkeepPages(Appliance appliance, Templates templates) {
    this.appliance = appliance;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, "/box/events", Audience.ADMIN, this::events),
        new Route(Method.GET, "/box/report", Audience.ADMIN, this::report),
        new Route(Method.POST, "/box/press", Audience.ADMIN, this::press),
        new Route(Method.POST, "/box/shutdown", Audience.ADMIN, this::shutDown),
        new Route(Method.POST, "/box/restart", Audience.ADMIN, this::restart),
        new Route(Method.GET, "/box/restart/live", Audience.STRANGER, this::restarting));
  }

  private Upkeep upkeep(Ask ask) {
    return appliance.upkeep(ask.who().visitor());
  }

  private Answer events(Ask ask) throws Refused {
    Gravity least =
        ask.query().given("least").isEmpty()
            ? Gravity.ALL
            : ask.query().choice("least", Gravity.class);
    Optional<String> text = ask.query().given("text");
    return Answer.html(
        templates.page(
            "events",
            Frame.of(ask, HERE),
            Map.of(
                "events", upkeep(ask).events(least, text),
                "least", least,
                "text", text.orElse(""))));
  }

  private Answer report(Ask ask) throws Refused {
    return Answer.plain(200, upkeep(ask).report())
        .with("Content-Disposition", "attachment; filename=\"portineria-report.txt\"");
  }

  private Answer press(Ask ask) {
    return Acts.done(ask, HERE, "done.pressed", () -> upkeep(ask).pressButton());
  }

  private Answer shutDown(Ask ask) throws Refused {
    upkeep(ask).shutDown();
    return Answer.html(
        templates.page(
            "message", Frame.of(ask, HERE), Map.of("text", ask.words().say("power.going"))));
  }

  private Answer restart(Ask ask) throws Refused {
    upkeep(ask).restart();
    return Answer.html(templates.page("restarting", Frame.of(ask, HERE), Map.of()));
  }

  /**
   * Asked for until the box answers that no longer knows who asks: sessions end with the program.
   * For strangers therefore, who learn nothing by it.
   */
  private Answer restarting(Ask ask) {
    return ask.session().isPresent()
        ? Answer.html(templates.page("restartinglive", Frame.silent(ask), Map.of()))
        : Answer.plain(200, "").with("HX-Redirect", "/login/admin");
  }
}
