package portineria.webui;

import java.util.List;
import portineria.webui.Appliance.Door;
import portineria.webui.Appliance.Protocol;

/** The page that helps to set up a mail program: what to type, where, and the certificate. */
final class SetUpPage {
  /**
   * In the order of the page; each has words {@code <program>.title}, {@code .steps}, {@code
   * .certificate}.
   */
  private static final List<String> PROGRAMS =
      List.of("outlook", "thunderbird", "iphone", "mac", "android");

  private final Appliance appliance;
  private final Words words;
  private final Html html = new Html();

  SetUpPage(Appliance appliance, Words words) {
    this.appliance = appliance;
    this.words = words;
  }

  String html() {
    html.raw("<!DOCTYPE html>").raw("<html lang=\"" + words.language().tag() + "\">");
    head();
    html.raw("<body>").raw("<header>").element("h1", "Portineria");
    html.element("p", say("tagline")).raw("</header>").raw("<main>");
    settings();
    certificate();
    programs();
    html.raw("</main>").raw("<footer>").element("p", say("footer")).raw("</footer>");
    return html.raw("</body>").raw("</html>").toString();
  }

  private void head() {
    html.raw("<head>").raw("<meta charset=\"utf-8\">");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    html.element("title", "Portineria · " + say("settings.title"));
    html.raw("<link rel=\"stylesheet\" href=\"/style.css\">");
    // Without it a browser asks for /favicon.ico and logs an error.
    html.raw("<link rel=\"icon\" href=\"data:,\">").raw("</head>");
  }

  private void settings() {
    html.raw("<section>").element("h2", say("settings.title"));
    if (appliance.doors().isEmpty()) {
      html.element("p", say("settings.none")).raw("</section>");
      return;
    }
    html.element("p", say("settings.intro")).raw("<div class=\"cards\">");
    appliance.best(Protocol.IMAP).ifPresent(door -> card("settings.imap", door));
    appliance.best(Protocol.POP3).ifPresent(door -> card("settings.pop3", door));
    html.raw("</div>");
    html.element("p", say("settings.sending"));
    doors();
    html.raw("</section>");
  }

  private void card(String title, Door door) {
    html.raw("<div class=\"card\">").element("h3", say(title));
    fields(door);
    html.raw("</div>");
  }

  private void fields(Door door) {
    html.raw("<dl>").row(say("field.server"), appliance.hosts().getFirst());
    html.row(say("field.port"), String.valueOf(door.port()));
    html.row(say("field.security"), security(door));
    html.row(say("field.authentication"), say("authentication.normal"));
    html.row(say("field.user"), say("user.yours"));
    html.row(say("field.password"), say("password.yours")).raw("</dl>");
  }

  private String security(Door door) {
    return switch (door.security()) {
      case TLS -> "SSL/TLS";
      case STARTTLS -> "STARTTLS";
    };
  }

  private void doors() {
    html.raw("<details>").element("summary", say("doors.title")).raw("<div class=\"wide\"><table>");
    html.raw("<thead><tr>").element("th", say("field.protocol"));
    html.element("th", say("field.port")).element("th", say("field.security"));
    html.raw("</tr></thead>").raw("<tbody>");
    for (Door door : appliance.doors()) {
      html.raw("<tr>").element("td", door.protocol().name());
      html.element("td", String.valueOf(door.port())).element("td", security(door)).raw("</tr>");
    }
    html.raw("</tbody></table></div>");
    html.element("p", say("doors.hosts") + " " + String.join(", ", appliance.hosts()));
    html.raw("</details>");
  }

  private void certificate() {
    html.raw("<section>").element("h2", say("certificate.title"));
    html.element("p", say("certificate.intro"));
    html.raw("<p><a class=\"button\" href=\"/ca.crt\">" + Html.text(say("certificate.get")));
    html.raw("</a></p>").element("p", say("certificate.compare"));
    html.raw("<p><code>" + Html.text(appliance.caFingerprint()) + "</code></p>");
    html.raw("</section>");
  }

  private void programs() {
    html.raw("<section>").element("h2", say("programs.title"));
    for (String program : PROGRAMS) {
      html.raw("<details>").element("summary", say(program + ".title")).raw("<ol>");
      for (String step : say(program + ".steps").split("\\|")) {
        html.element("li", step.strip());
      }
      html.raw("</ol>").element("p", say(program + ".certificate")).raw("</details>");
    }
    html.raw("</section>");
  }

  private String say(String key) {
    return words.say(key);
  }
}
