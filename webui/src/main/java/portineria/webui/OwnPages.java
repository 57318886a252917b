package portineria.webui;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.webui.AccountBook.Account;
import portineria.webui.Refused.Why;
import portineria.webui.Route.Method;

/** What a person sees of their own account. No name comes from the request: it is always theirs. */
final class OwnPages {
  private static final String HERE = "/me";

  private final Appliance appliance;
  private final Templates templates;
  private final Sessions sessions;
  private final Sheets sheets;
  private final InstantSource clock;

  OwnPages(Appliance appliance, Templates templates, Sessions sessions, InstantSource clock) {
    this.appliance = appliance;
    this.templates = templates;
    this.sessions = sessions;
    this.sheets = new Sheets(appliance, templates);
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, "/me", Audience.USER, ask -> show(ask, 200, Optional.empty())),
        new Route(Method.GET, "/me-sheet", Audience.USER, this::sheet),
        new Route(Method.POST, "/me/password", Audience.USER, this::password),
        new Route(Method.POST, "/me/devices", Audience.USER, this::addDevice),
        new Route(Method.POST, "/me/revoke", Audience.USER, this::revoke));
  }

  private AccountBook book(Ask ask) {
    return appliance.accounts(ask.who().visitor());
  }

  private Account account(Ask ask) throws Refused {
    return book(ask)
        .account(ask.account())
        .orElseThrow(() -> new Refused(Why.ACCOUNT_UNKNOWN, ask.account()));
  }

  private Answer show(Ask ask, int status, Optional<String> problem) throws Refused {
    Map<String, Object> values =
        Map.of(
            "account", account(ask),
            "room", appliance.quotas(ask.who().visitor()).room(ask.account()),
            "shared", SharePages.shared(appliance, ask, ask.account()),
            "problem", problem,
            "least", NewPassword.LENGTH_MIN,
            "removals", VaultPages.newest(appliance, ask, clock.instant()),
            "looks", MailPages.lastLooks(appliance, ask));
    return Answer.html(status, templates.page("own", Frame.of(ask, HERE), values));
  }

  private Answer sheet(Ask ask) throws Refused {
    return sheets.show(ask, account(ask), Frame.of(ask, HERE), HERE);
  }

  private Answer password(Ask ask) throws Refused {
    try {
      Visitor visitor =
          appliance
              .gate()
              .changeOwn(
                  ask.account(), ask.form().exact("old"), NewPassword.of(ask.form()), ask.from());
      return BoxPages.goOn(ask, sessions, visitor, HERE);
    } catch (Refused refused) {
      return show(ask, 422, Optional.of(ask.words().why(refused)));
    }
  }

  private Answer addDevice(Ask ask) throws Refused {
    String label = ask.form().text("label");
    try {
      String password = book(ask).addDevice(ask.account(), label);
      ask.who().secret(ask.account(), label, password);
      return Answer.seeOther("/me-sheet?device=" + Acts.encoded(label));
    } catch (Refused refused) {
      return show(ask, 422, Optional.of(ask.words().why(refused)));
    }
  }

  private Answer revoke(Ask ask) {
    return Acts.done(
        ask,
        HERE,
        "done.revoked",
        () -> book(ask).revoke(ask.account(), ask.form().exact("label")));
  }
}
