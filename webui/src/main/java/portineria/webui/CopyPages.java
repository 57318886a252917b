package portineria.webui;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.webui.CopyBook.Copy;
import portineria.webui.Refused.Why;
import portineria.webui.Route.Method;

/** All mail of an account, taken along in one of several forms. */
final class CopyPages {
  static final String HERE = "/vault/copy";

  private static final int REASON_MAX = 500;

  private final Appliance appliance;
  private final Templates templates;

  CopyPages(Appliance appliance, Templates templates) {
    this.appliance = appliance;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, HERE, Audience.ADMIN, this::show),
        new Route(Method.POST, HERE, Audience.ADMIN, this::take));
  }

  private CopyBook book(Ask ask) {
    return appliance.copies(ask.who().visitor());
  }

  private Answer show(Ask ask) {
    return show(ask, 200, Optional.empty());
  }

  private Answer show(Ask ask, int status, Optional<String> problem) {
    Map<String, Object> values =
        Map.of("accounts", book(ask).accounts(), "typed", ask.form(), "problem", problem);
    return Answer.html(status, templates.page("copy", Frame.of(ask, VaultPages.HERE), values));
  }

  private Answer take(Ask ask) throws Refused {
    return Errand.run(ask, "errand.copy", progress -> take(ask, progress));
  }

  private Answer take(Ask ask, Progress progress) {
    try {
      Form form = ask.form();
      String reason = form.text("reason");
      if (reason.isEmpty()) {
        throw new Refused(Why.WHY_MISSING);
      }
      if (reason.length() > REASON_MAX) {
        throw new Refused(Why.FORM);
      }
      CopyBook.Form kind = form.choice("form", CopyBook.Form.class);
      Copy copy = book(ask).take(form.exact("account"), kind, reason, progress);
      say(ask, copy);
      return Answer.file(copy.file(), "mail.zip");
    } catch (Refused refused) {
      return show(ask, 422, Optional.of(ask.words().why(refused)));
    }
  }

  /** The next page says what the file can't. */
  private static void say(Ask ask, Copy copy) {
    String made = ask.words().count("copy.made", copy.messages());
    String digest = copy.digest().map(one -> " " + ask.words().say("copy.digest", one)).orElse("");
    String missing =
        copy.unreadable() == 0 ? "" : " " + ask.words().count("copy.unreadable", copy.unreadable());
    ask.who().note(copy.unreadable() == 0, made + digest + missing);
  }
}
