package portineria.webui;

import java.util.List;
import portineria.webui.Route.Method;

/** Who is told how the box is: a part of its page. */
final class NoticePages {
  private static final String HERE = "/box";

  private final Appliance appliance;

  NoticePages(Appliance appliance) {
    this.appliance = appliance;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.POST, "/box/caretakers", Audience.ADMIN, this::add),
        new Route(Method.POST, "/box/caretakers/remove", Audience.ADMIN, this::remove),
        new Route(Method.POST, "/box/heartbeat", Audience.ADMIN, this::set),
        new Route(Method.POST, "/box/heartbeat/remove", Audience.ADMIN, this::end));
  }

  private NoticeBook book(Ask ask) {
    return appliance.notices(ask.who().visitor());
  }

  private Answer add(Ask ask) {
    return Acts.done(
        ask,
        HERE,
        "done.caretaker-added",
        () -> book(ask).addCaretaker(ask.form().text("account")));
  }

  private Answer remove(Ask ask) {
    return Acts.done(
        ask,
        HERE,
        "done.caretaker-removed",
        () -> book(ask).removeCaretaker(ask.form().text("account")));
  }

  private Answer set(Ask ask) {
    return Acts.done(
        ask, HERE, "done.heartbeat-set", () -> book(ask).setHeartbeat(ask.form().text("address")));
  }

  private Answer end(Ask ask) {
    return Acts.done(ask, HERE, "done.heartbeat-removed", () -> book(ask).removeHeartbeat());
  }
}
