package portineria.webui;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.webui.Route.Method;

/** How the box is today, on one page. */
final class TodayPages {
  private final Appliance appliance;
  private final Templates templates;

  TodayPages(Appliance appliance, Templates templates) {
    this.appliance = appliance;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, "/today", Audience.ADMIN, ask -> page(ask, "today")),
        new Route(Method.GET, "/today/live", Audience.ADMIN, ask -> page(ask, "todaylive")),
        new Route(Method.POST, "/today/fetch", Audience.ADMIN, this::fetch));
  }

  private Answer page(Ask ask, String template) {
    return Answer.html(
        templates.page(
            template,
            template.equals("today") ? Frame.of(ask, "/today") : Frame.silent(ask),
            Map.of(
                "starting",
                appliance.start(ask.who().visitor()).step().isPresent(),
                "overview",
                appliance.overview(),
                "sources",
                appliance.sources(ask.who().visitor()).all(),
                "targets",
                appliance.backups(ask.who().visitor()).targets())));
  }

  private Answer fetch(Ask ask) {
    Optional<String> one = ask.form().given("name");
    return Acts.done(
        ask, "/today", "done.fetching", () -> appliance.sources(ask.who().visitor()).fetch(one));
  }
}
