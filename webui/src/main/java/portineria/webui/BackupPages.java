package portineria.webui;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.webui.BackupBook.Kind;
import portineria.webui.Refused.Why;
import portineria.webui.Route.Method;

/** Where backups go, how they went, and the words that open them. */
final class BackupPages {
  private static final String HERE = "/backup";

  private final Appliance appliance;
  private final Templates templates;

  BackupPages(Appliance appliance, Templates templates) {
    this.appliance = appliance;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, "/backup", Audience.ADMIN, this::show),
        new Route(Method.GET, "/backup/live", Audience.ADMIN, this::live),
        new Route(Method.POST, "/backup", Audience.ADMIN, this::add),
        new Route(Method.POST, "/backup/run", Audience.ADMIN, this::run),
        new Route(Method.POST, "/backup/cancel", Audience.ADMIN, this::cancel),
        new Route(Method.POST, "/backup/remove", Audience.ADMIN, this::remove),
        new Route(Method.GET, "/backup/words", Audience.ADMIN, this::askPassword),
        new Route(Method.POST, "/backup/words", Audience.ADMIN, this::words));
  }

  private BackupBook book(Ask ask) {
    return appliance.backups(ask.who().visitor());
  }

  private Answer show(Ask ask) {
    return show(ask, 200, Optional.empty());
  }

  private Answer show(Ask ask, int status, Optional<String> problem) {
    Map<String, Object> values =
        Map.of(
            "targets", book(ask).targets(),
            "going", book(ask).going(),
            "disks", book(ask).disks(),
            "typed", ask.form(),
            "problem", problem);
    return Answer.html(status, templates.page("backup", Frame.of(ask, HERE), values));
  }

  private Answer live(Ask ask) {
    return Answer.html(
        templates.page(
            "backuplive",
            Frame.silent(ask),
            Map.of("targets", book(ask).targets(), "going", book(ask).going())));
  }

  private Answer add(Ask ask) throws Refused {
    return Errand.run(ask, "errand.target", progress -> addNow(ask));
  }

  private Answer addNow(Ask ask) {
    try {
      Form form = ask.form();
      Kind kind = form.choice("kind", Kind.class);
      if (form.text("where").isEmpty()) {
        throw new Refused(Why.TARGET_PLACE);
      }
      book(ask).add(form.text("name"), kind, form.text("where"), form.text("credentials"));
      ask.who().note(true, ask.words().say("done.target-added"));
      return Answer.seeOther(HERE);
    } catch (Refused refused) {
      return show(ask, 422, Optional.of(ask.words().why(refused)));
    }
  }

  private Answer run(Ask ask) {
    return Acts.done(ask, HERE, "done.backup-begun", () -> book(ask).run(ask.form().given("name")));
  }

  private Answer cancel(Ask ask) {
    return Acts.done(ask, HERE, "done.backup-cancelled", () -> book(ask).cancel());
  }

  private Answer remove(Ask ask) {
    return Acts.done(
        ask, HERE, "done.target-removed", () -> book(ask).remove(ask.form().text("name")));
  }

  private Answer askPassword(Ask ask) {
    return words(ask, 200, List.of(), Optional.empty());
  }

  private Answer words(Ask ask) {
    try {
      List<String> words = book(ask).words(ask.form().exact("password"), ask.from());
      return words(ask, 200, words, Optional.empty());
    } catch (Refused refused) {
      return words(ask, 422, List.of(), Optional.of(ask.words().why(refused)));
    }
  }

  private Answer words(Ask ask, int status, List<String> words, Optional<String> problem) {
    return Answer.html(
        status,
        templates.page(
            "words", Frame.of(ask, HERE), Map.of("recovery", words, "problem", problem)));
  }
}
