package portineria.webui;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.webui.BackupBook.Kind;
import portineria.webui.Refused.Why;
import portineria.webui.Route.Method;

/**
 * Everything back from a backup, at the first start: as long as nothing was ever stored here, and
 * from the office's own network.
 */
final class ComebackPages {
  private static final String HERE = "/first/restore";

  private final Appliance appliance;
  private final Templates templates;

  ComebackPages(Appliance appliance, Templates templates) {
    this.appliance = appliance;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, HERE, Audience.STRANGER, this::show),
        new Route(Method.GET, HERE + "/live", Audience.STRANGER, this::live),
        new Route(Method.POST, HERE, Audience.STRANGER, this::begin).withPhotos(this::isOpen));
  }

  private boolean isOpen(InetAddress from) {
    return LoginPages.isNear(from)
        && !appliance.gate().hasAdminPassword()
        && appliance.comeback().isPossible();
  }

  /** What is told once the box has begun anew with all that came back. */
  private Optional<Comeback.Back> back(Ask ask) {
    return LoginPages.isNear(ask.from()) && appliance.gate().hasAdminPassword()
        ? appliance.comeback().back()
        : Optional.empty();
  }

  private Answer show(Ask ask) {
    return isOpen(ask.from()) || back(ask).isPresent()
        ? show(ask, 200, Optional.empty())
        : Answer.seeOther("/first");
  }

  private Answer show(Ask ask, int status, Optional<String> problem) {
    Map<String, Object> values =
        Map.of(
            "state", appliance.comeback().state(),
            "back", back(ask),
            "disks", appliance.comeback().disks(),
            "typed", RecoveryField.typed(ask.form()),
            "problem", problem);
    return Answer.html(status, templates.page("comeback", Frame.of(ask, "/login"), values));
  }

  private Answer live(Ask ask) {
    Optional<Comeback.Back> back = back(ask);
    // Where it has come back meanwhile, there is an administrator's password again.
    if (!isOpen(ask.from()) && back.isEmpty()) {
      return Answer.plain(200, "").with("HX-Redirect", "/login/admin");
    }
    return Answer.html(
        templates.page(
            "comebacklive",
            Frame.silent(ask),
            Map.of("state", appliance.comeback().state(), "back", back)));
  }

  private Answer begin(Ask ask) {
    try {
      if (!isOpen(ask.from())) {
        throw new Refused(Why.NOT_NOW);
      }
      Form form = ask.form();
      Kind kind = form.choice("kind", Kind.class);
      if (form.text("where").isEmpty()) {
        throw new Refused(Why.TARGET_PLACE);
      }
      appliance
          .comeback()
          .begin(kind, form.text("where"), form.text("credentials"), RecoveryField.words(form));
      return Answer.seeOther(HERE);
    } catch (Refused refused) {
      return show(ask, 422, Optional.of(ask.words().why(refused)));
    }
  }
}
