package portineria.webui;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.webui.Refused.Why;
import portineria.webui.Route.Method;
import portineria.webui.SendingBook.Way;
import portineria.webui.SourceBook.Tls;

/** By which server programs send for the address of a source, as the set-up sheets say it. */
final class SendingPages {
  private static final String HERE = "/sources";

  /** RFC 8314 §3.3. */
  private static final int PORT = 465;

  private final Appliance appliance;
  private final Templates templates;

  SendingPages(Appliance appliance, Templates templates) {
    this.appliance = appliance;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, "/sources/*/sending", Audience.ADMIN, this::show),
        new Route(Method.POST, "/sources/*/sending", Audience.ADMIN, this::set));
  }

  private Answer show(Ask ask) throws Refused {
    String user =
        appliance
            .sources(ask.who().visitor())
            .state(ask.name())
            .orElseThrow(() -> new Refused(Why.SOURCE_UNKNOWN, ask.name()))
            .settings()
            .user();
    Way none = new Way(user, new ProviderBook.Server("", PORT, Tls.IMPLICIT), user, false);
    Way way = appliance.sending(ask.who().visitor()).of(ask.name()).orElse(none);
    return show(ask, 200, way, Optional.empty());
  }

  private Answer show(Ask ask, int status, Way typed, Optional<String> problem) {
    return Answer.html(
        status,
        templates.page(
            "sending",
            Frame.of(ask, HERE),
            Map.of("source", ask.name(), "typed", typed, "problem", problem)));
  }

  private Answer set(Ask ask) throws Refused {
    Form form = ask.form();
    Tls tls = form.choice("tls", Tls.class);
    String address = form.text("address");
    String host = form.text("host");
    String user = form.text("user");
    try {
      int port = form.number("port", 1, 65_535, Why.SOURCE_PORT);
      if (!address.matches("[^\\s@]+@[^\\s@]+")) {
        throw new Refused(Why.SENDING_ADDRESS);
      }
      if (user.isEmpty()) {
        throw new Refused(Why.SOURCE_USER);
      }
      Way way = new Way(address, new ProviderBook.Server(host, port, tls), user, false);
      appliance.sending(ask.who().visitor()).set(ask.name(), way);
      ask.who().note(true, ask.words().say("done.sending"));
      return Answer.seeOther(SourcePages.path(ask.name()));
    } catch (Refused refused) {
      Way typed = new Way(address, new ProviderBook.Server(host, PORT, tls), user, false);
      return show(ask, 422, typed, Optional.of(ask.words().why(refused)));
    }
  }
}
