package portineria.webui;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.webui.Refused.Why;
import portineria.webui.Route.Method;
import portineria.webui.UpdateBook.Upload;

/** A new version of the whole box: uploaded, and what becomes of it. */
final class UpdatePages {
  static final String HERE = "/box/update";

  private static final Logger log = LoggerFactory.getLogger(UpdatePages.class);

  private final Appliance appliance;
  private final Templates templates;

  UpdatePages(Appliance appliance, Templates templates) {
    this.appliance = appliance;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, HERE, Audience.ADMIN, this::show),
        new Route(Method.POST, HERE, Audience.ADMIN, this::give).withFile(),
        new Route(Method.GET, HERE + "/live", Audience.STRANGER, this::live));
  }

  private Answer show(Ask ask) {
    Optional<UpdateBook> book = appliance.updates(ask.who().visitor());
    return book.isEmpty()
        ? Answer.seeOther("/box")
        : Answer.html(templates.page("update", Frame.of(ask, "/box"), Map.of("book", book.get())));
  }

  /** The page asks for this while the file is on its way, too, and so says how much has come. */
  private Answer live(Ask ask) {
    // For strangers, because the box that starts with a new version knows no session of before.
    Optional<Visitor> admin = ask.session().map(Session::visitor).filter(Visitor::isAdmin);
    if (admin.isEmpty()) {
      return Answer.plain(200, "").with("HX-Redirect", "/login/admin");
    }
    return appliance
        .updates(admin.get())
        .map(
            book ->
                Answer.html(templates.page("updatelive", Frame.silent(ask), Map.of("book", book))))
        .orElseGet(() -> Answer.plain(200, "").with("HX-Redirect", "/box"));
  }

  private Answer give(Ask ask) throws Refused {
    UpdateBook book =
        appliance.updates(ask.who().visitor()).orElseThrow(() -> new Refused(Why.NOT_NOW));
    Upload file = ask.form().file().orElseThrow(() -> new Refused(Why.FORM));
    try {
      return Acts.done(ask, HERE, "done.update-given", () -> book.give(file));
    } finally {
      passOver(file);
    }
  }

  /** Who still sends would not look at the answer. */
  private static void passOver(Upload file) {
    try {
      file.content().close();
    } catch (IOException gone) {
      log.debug("upload not read to its end", gone);
    }
  }
}
