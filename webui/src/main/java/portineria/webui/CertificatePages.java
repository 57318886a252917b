package portineria.webui;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.webui.Route.Method;

/** A certificate of the office's own: uploaded, and taken back. */
final class CertificatePages {
  private static final String HERE = "/box/certificate";

  private final Appliance appliance;
  private final Templates templates;

  CertificatePages(Appliance appliance, Templates templates) {
    this.appliance = appliance;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, HERE, Audience.ADMIN, ask -> show(ask, 200, Optional.empty())),
        new Route(Method.POST, HERE, Audience.ADMIN, this::give),
        new Route(Method.POST, HERE + "/own", Audience.ADMIN, this::takeBack));
  }

  private CertificateBook book(Ask ask) {
    return appliance.certificates(ask.who().visitor());
  }

  /** What was typed is shown again, but for the files: browsers do not let a page choose those. */
  private Answer show(Ask ask, int status, Optional<String> problem) {
    Map<String, Object> values =
        Map.of(
            "given", book(ask).given(),
            "hosts", appliance.hosts(),
            "typed", ask.form(),
            "problem", problem);
    return Answer.html(status, templates.page("given", Frame.of(ask, "/box"), values));
  }

  private Answer give(Ask ask) {
    try {
      String text = ask.form().exact("chain") + "\n" + ask.form().exact("key");
      book(ask).give(text, ask.form().text("name"));
      ask.who().note(true, ask.words().say("done.certificate-given"));
      return Answer.seeOther(HERE);
    } catch (Refused refused) {
      return show(ask, 422, Optional.of(ask.words().why(refused)));
    }
  }

  private Answer takeBack(Ask ask) {
    return Acts.done(ask, HERE, "done.certificate-taken-back", () -> book(ask).takeBack());
  }
}
