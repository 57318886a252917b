package portineria.webui;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.webui.Route.Method;

/** Whether the administrator shows a code besides the password: put in use, and out of it. */
final class CodePages {
  private static final String HERE = "/box";

  private final Appliance appliance;
  private final Templates templates;

  CodePages(Appliance appliance, Templates templates) {
    this.appliance = appliance;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, "/box/codes", Audience.ADMIN, this::show),
        new Route(Method.POST, "/box/codes", Audience.ADMIN, this::begin),
        new Route(Method.POST, "/box/codes/end", Audience.ADMIN, this::end));
  }

  private Answer show(Ask ask) {
    return show(ask, 200, appliance.gate().newCodeSecret(), Optional.empty());
  }

  /**
   * The same secret again after a wrong code: it is in the phone already.
   *
   * @param secret in use by nobody yet
   */
  private Answer show(Ask ask, int status, String secret, Optional<String> problem) {
    return Answer.html(
        status,
        templates.page(
            "codes",
            Frame.of(ask, HERE),
            Map.of(
                "wanted",
                appliance.gate().wantsCode(),
                "secret",
                secret,
                "address",
                address(secret),
                "problem",
                problem)));
  }

  /** What programs for codes read from a picture: the form that Google's has made common. */
  private String address(String secret) {
    String name = Acts.encoded(appliance.hosts().getFirst());
    return "otpauth://totp/Portineria:" + name + "?secret=" + secret + "&issuer=Portineria";
  }

  private Answer begin(Ask ask) throws Refused {
    String secret = ask.form().text("secret");
    try {
      appliance
          .gate()
          .beginCodes(secret, ask.form().text("code"), ask.form().exact("password"), ask.from());
      ask.who().note(true, ask.words().say("done.codes-begun"));
      return Answer.seeOther(HERE);
    } catch (Refused refused) {
      return show(ask, 422, secret, Optional.of(ask.words().why(refused)));
    }
  }

  private Answer end(Ask ask) {
    return Acts.done(
        ask,
        "/box/codes",
        "done.codes-ended",
        () -> appliance.gate().endCodes(ask.form().exact("password"), ask.from()));
  }
}
