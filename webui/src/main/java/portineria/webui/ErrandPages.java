package portineria.webui;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.webui.Route.Method;

/** How far something is that takes its time, and what came of it. */
final class ErrandPages {
  static final String HERE = "/under-way";
  private static final String DONE = "/under-way/done";

  private final Templates templates;

  ErrandPages(Templates templates) {
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, HERE, Audience.INSIDE, this::show),
        new Route(Method.GET, HERE + "/live", Audience.INSIDE, this::live),
        new Route(Method.GET, DONE, Audience.INSIDE, this::done));
  }

  private Answer show(Ask ask) {
    Optional<Errand> errand = ask.who().errand();
    if (errand.isEmpty()) {
      return Answer.seeOther("/");
    }
    return errand.get().isDone() && !errand.get().hasFile()
        ? Answer.seeOther(DONE)
        : page("errand", ask, errand.get());
  }

  private Answer page(String name, Ask ask, Errand errand) {
    // What is to be said once is said by the page that comes of it.
    return Answer.html(
        templates.page(
            name,
            Frame.silent(ask),
            Map.of("errand", errand.key(), "at", errand.at(), "ready", errand.hasFile())));
  }

  private Answer live(Ask ask) {
    Optional<Errand> errand = ask.who().errand();
    boolean over = errand.isEmpty() || (errand.get().isDone() && !errand.get().hasFile());
    return over
        ? Answer.plain(200, "").with("HX-Redirect", errand.isEmpty() ? "/" : DONE)
        : page("errandlive", ask, errand.get());
  }

  /** A file is there to be fetched once; a page can be looked at again. */
  private Answer done(Ask ask) throws Refused {
    Optional<Errand> errand = ask.who().errand();
    Optional<Answer> answer = errand.isEmpty() ? Optional.empty() : errand.get().answer();
    if (answer.isEmpty()) {
      return Answer.seeOther(errand.isEmpty() ? "/" : HERE);
    }
    if (answer.get().file().isPresent()) {
      ask.who().ended(errand.get());
    }
    return answer.get();
  }
}
