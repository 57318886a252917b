package portineria.webui;

import java.util.List;
import java.util.Map;

/**
 * What everybody may see: how to set up a mail program, the certificate, the files of the pages.
 */
final class PublicPages {
  /** Each from its own jar, as it was released. */
  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.8/dist/htmx.min.js";

  /** What lets htmx listen to streams. */
  private static final String SSE = "/META-INF/resources/webjars/htmx-ext-sse/2.2.2/sse.js";

  private final Appliance appliance;
  private final Templates templates;
  private final String style = Resources.text("style.css");
  private final String script = Resources.text(HTMX) + "\n" + Resources.text(SSE);
  private final String icon = Resources.text("icon.svg");

  PublicPages(Appliance appliance, Templates templates) {
    this.appliance = appliance;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(
        row("/", this::setUp),
        row("/ca.crt", ask -> new Answer(200, Answer.CERTIFICATE, appliance.caCertificatePem())),
        row("/style.css", ask -> new Answer(200, Answer.CSS, style)),
        row("/htmx.js", ask -> new Answer(200, Answer.SCRIPT, script)),
        row("/icon.svg", ask -> new Answer(200, Answer.ICON, icon)));
  }

  private static Route row(String path, Route.Page page) {
    return new Route(Route.Method.GET, path, Audience.ANYBODY, page);
  }

  /** What mail programs need; at a new box, where there is no mail yet, the first start. */
  private Answer setUp(Ask ask) {
    boolean isNew = LoginPages.isNew(appliance);
    if (isNew && ask.door().isTls()) {
      return Answer.seeOther("/first");
    }
    String onward = isNew ? "/first" : "/login";
    String login =
        ask.door().isTls() || ask.door().httpsPort() == 0 ? onward : ask.door().https(onward);
    return Answer.html(
        templates.page(
            "setup",
            Frame.of(ask, "/"),
            Map.of(
                "appliance",
                appliance,
                "fresh",
                isNew,
                "inTheClear",
                !ask.door().isTls() && ask.door().httpsPort() != 0,
                "login",
                login)));
  }
}
