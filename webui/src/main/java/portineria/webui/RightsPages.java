package portineria.webui;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import portineria.webui.MailBook.Download;
import portineria.webui.Refused.Why;
import portineria.webui.RightsBook.Found;
import portineria.webui.RightsBook.HandedOver;
import portineria.webui.RightsBook.Mark;
import portineria.webui.RightsBook.Person;
import portineria.webui.Route.Method;

/**
 * What the box holds of a person: found, ticked, handed over or erased. What was found stays in the
 * session; a form says only which lines of it are ticked, so that nothing else can be meant.
 */
final class RightsPages {
  static final String HERE = "/vault/rights";
  private static final String FOUND = "/vault/rights/found";

  private static final int LINES_MAX = 20;
  private static final int TEXT_MAX = 500;

  private final Appliance appliance;
  private final Templates templates;

  RightsPages(Appliance appliance, Templates templates) {
    this.appliance = appliance;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, HERE, Audience.ADMIN, this::show),
        new Route(Method.POST, HERE, Audience.ADMIN, this::find),
        new Route(Method.GET, FOUND, Audience.ADMIN, this::found),
        new Route(Method.POST, "/vault/rights/export", Audience.ADMIN, this::export),
        new Route(Method.POST, "/vault/rights/erase", Audience.ADMIN, this::erase),
        new Route(Method.GET, "/vault/rights/report/*", Audience.ADMIN, this::report),
        new Route(Method.GET, "/vault/rights/report/*/file", Audience.ADMIN, this::reportFile),
        new Route(Method.POST, "/vault/rights/forget", Audience.ADMIN, this::forget));
  }

  /** What was found, and of whom. */
  record Asked(Person person, String reason, Found found) {}

  private RightsBook book(Ask ask) {
    return appliance.rights(ask.who().visitor());
  }

  private Answer show(Ask ask) {
    return show(ask, 200, Optional.empty());
  }

  private Answer show(Ask ask, int status, Optional<String> problem) {
    Map<String, Object> values =
        Map.of("typed", ask.form(), "reports", book(ask).reports(), "problem", problem);
    return Answer.html(status, templates.page("rights", Frame.of(ask, VaultPages.HERE), values));
  }

  private Answer find(Ask ask) throws Refused {
    return Errand.run(ask, "errand.find", progress -> find(ask, progress));
  }

  private Answer find(Ask ask, Progress progress) {
    try {
      Form form = ask.form();
      Person person =
          new Person(lines(form, "addresses"), lines(form, "names"), lines(form, "texts"));
      if (person.said().isEmpty()) {
        throw new Refused(Why.PERSON_NOBODY);
      }
      String reason = reason(form);
      ask.who().asked(new Asked(person, reason, book(ask).find(person, reason, progress)));
      return Answer.seeOther(FOUND);
    } catch (Refused refused) {
      return show(ask, 422, Optional.of(ask.words().why(refused)));
    }
  }

  /** What was typed, one a line. */
  private static List<String> lines(Form form, String field) throws Refused {
    List<String> lines =
        form.exact(field).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (lines.size() > LINES_MAX || lines.stream().anyMatch(line -> line.length() > TEXT_MAX)) {
      throw new Refused(Why.FORM);
    }
    return lines;
  }

  private static String reason(Form form) throws Refused {
    String reason = form.text("reason");
    if (reason.isEmpty()) {
      throw new Refused(Why.WHY_MISSING);
    }
    if (reason.length() > TEXT_MAX) {
      throw new Refused(Why.FORM);
    }
    return reason;
  }

  private Answer found(Ask ask) {
    return found(ask, 200, Optional.empty());
  }

  private Answer found(Ask ask, int status, Optional<String> problem) {
    Optional<Asked> asked = ask.who().asked();
    if (asked.isEmpty()) {
      return Answer.seeOther(HERE);
    }
    Map<String, Object> values =
        Map.of("asked", asked.get(), "typed", ask.form(), "problem", problem);
    return Answer.html(
        status, templates.page("rightsfound", Frame.of(ask, VaultPages.HERE), values));
  }

  private static List<Mark> ticked(Form form, Asked asked) throws Refused {
    List<RightsBook.Match> matches = asked.found().matches();
    List<Mark> ticked =
        IntStream.range(0, matches.size())
            .filter(i -> form.ticked("all") || form.ticked("t" + i))
            .mapToObj(i -> matches.get(i).mark())
            .toList();
    if (ticked.isEmpty()) {
      throw new Refused(Why.NOTHING_TICKED);
    }
    return ticked;
  }

  private Answer export(Ask ask) throws Refused {
    return Errand.run(ask, "errand.hand-over", progress -> export(ask, progress));
  }

  private Answer export(Ask ask, Progress progress) {
    Optional<Asked> asked = ask.who().asked();
    if (asked.isEmpty()) {
      return Answer.seeOther(HERE);
    }
    try {
      List<Mark> ticked = ticked(ask.form(), asked.get());
      HandedOver handed =
          book(ask).handOver(asked.get().person(), ticked, reason(ask.form()), progress);
      if (handed.missing() > 0) {
        ask.who().note(false, ask.words().say("rights.missing", handed.missing()));
      }
      return Answer.file(handed.file(), "person.zip");
    } catch (Refused refused) {
      return found(ask, 422, Optional.of(ask.words().why(refused)));
    }
  }

  /** How far an erasure is nobody can say: it waits for whoever reads what goes. */
  private Answer erase(Ask ask) throws Refused {
    return Errand.run(ask, "errand.erase", progress -> eraseNow(ask));
  }

  private Answer eraseNow(Ask ask) {
    Optional<Asked> asked = ask.who().asked();
    if (asked.isEmpty()) {
      return Answer.seeOther(HERE);
    }
    try {
      List<Mark> ticked = ticked(ask.form(), asked.get());
      String report = book(ask).erase(asked.get().person(), ticked, reason(ask.form()));
      ask.who().askedNoMore();
      ask.who().note(true, ask.words().count("done.erased", ticked.size()));
      return Answer.seeOther(HERE + "/report/" + Acts.encoded(report));
    } catch (Refused refused) {
      return found(ask, 422, Optional.of(ask.words().why(refused)));
    }
  }

  private Answer report(Ask ask) throws Refused {
    Map<String, Object> values = Map.of("name", ask.name(), "text", book(ask).report(ask.name()));
    return Answer.html(templates.page("rightsreport", Frame.of(ask, VaultPages.HERE), values));
  }

  private Answer reportFile(Ask ask) throws Refused {
    byte[] octets = book(ask).report(ask.name()).getBytes(StandardCharsets.UTF_8);
    return Answer.file(
        new Download(ask.name(), OptionalLong.of(octets.length), out -> out.write(octets)),
        "report.txt");
  }

  private Answer forget(Ask ask) {
    return Acts.done(
        ask, HERE, "done.report-forgotten", () -> book(ask).forget(ask.form().exact("name")));
  }
}
