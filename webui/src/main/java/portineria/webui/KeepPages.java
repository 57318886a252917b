package portineria.webui;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.webui.KeepBook.Hold;
import portineria.webui.KeepBook.Leaver;
import portineria.webui.Refused.Why;
import portineria.webui.Route.Method;

/** How long mail is kept, what must not go, who has left; and the chain of what was done. */
final class KeepPages {
  static final String KEEP = "/vault/keep";
  static final String CHAIN = "/vault/chain";

  private final Appliance appliance;
  private final Templates templates;

  KeepPages(Appliance appliance, Templates templates) {
    this.appliance = appliance;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, KEEP, Audience.ADMIN, this::keep),
        new Route(Method.POST, "/vault/hold", Audience.ADMIN, this::hold),
        new Route(Method.POST, "/vault/lift", Audience.ADMIN, this::lift),
        new Route(Method.POST, "/vault/leave", Audience.ADMIN, this::leave),
        new Route(Method.POST, "/vault/stay", Audience.ADMIN, this::stay),
        new Route(Method.GET, CHAIN, Audience.ADMIN, this::chain),
        new Route(Method.POST, CHAIN, Audience.ADMIN, this::check));
  }

  private KeepBook book(Ask ask) {
    return appliance.keep(ask.who().visitor());
  }

  private Answer keep(Ask ask) {
    return keep(ask, 200, Optional.empty(), Optional.empty());
  }

  /**
   * The page.
   *
   * @param handed with which a colleague takes over, shown this once
   */
  private Answer keep(Ask ask, int status, Optional<String> problem, Optional<String> handed) {
    List<AccountBook.Line> accounts = appliance.accounts(ask.who().visitor()).all();
    Map<String, Object> values =
        Map.of(
            "accounts",
            accounts,
            "holds",
            book(ask).holds(),
            "leavers",
            book(ask).leavers(),
            "typed",
            problem.isPresent() ? ask.form() : Form.EMPTY,
            "handed",
            handed,
            "problem",
            problem);
    return Answer.html(status, templates.page("keep", Frame.of(ask, VaultPages.HERE), values));
  }

  private Answer hold(Ask ask) {
    try {
      Form form = ask.form();
      Hold hold =
          new Hold(
              form.text("name"),
              form.given("account"),
              form.given("correspondent"),
              form.given("text"),
              form.day("from", Why.SEARCH_DAY),
              form.day("to", Why.SEARCH_DAY),
              form.text("reason"),
              Instant.EPOCH);
      book(ask).hold(hold);
      ask.who().note(true, ask.words().say("done.hold", hold.name()));
      return Answer.seeOther(KEEP);
    } catch (Refused refused) {
      return keep(ask, 422, Optional.of(ask.words().why(refused)), Optional.empty());
    }
  }

  private Answer lift(Ask ask) {
    return Acts.done(ask, KEEP, "done.lifted", () -> book(ask).lift(ask.form().exact("name")));
  }

  private Answer leave(Ask ask) {
    try {
      Form form = ask.form();
      LocalDate day =
          form.day("eraseOn", Why.SEARCH_DAY).orElseThrow(() -> new Refused(Why.SEARCH_DAY));
      if (form.text("reason").isEmpty()) {
        throw new Refused(Why.WHY_MISSING);
      }
      Leaver leaver =
          new Leaver(form.exact("account"), day, form.given("handTo"), form.text("reason"));
      Optional<String> password = book(ask).leave(leaver);
      ask.who().note(true, ask.words().say("done.left", leaver.account(), ask.words().day(day)));
      return password.isEmpty()
          ? Answer.seeOther(KEEP)
          : keep(
              ask,
              200,
              Optional.empty(),
              Optional.of(
                  ask.words()
                      .say(
                          "leaver.handed",
                          leaver.handedTo().orElse(""),
                          leaver.account(),
                          password.get())));
    } catch (Refused refused) {
      return keep(ask, 422, Optional.of(ask.words().why(refused)), Optional.empty());
    }
  }

  private Answer stay(Ask ask) {
    return Acts.done(ask, KEEP, "done.stayed", () -> book(ask).stay(ask.form().exact("account")));
  }

  private ChainBook chainBook(Ask ask) {
    return appliance.chain(ask.who().visitor());
  }

  private Answer chain(Ask ask) {
    return chain(ask, 200, Optional.empty(), Optional.empty());
  }

  private Answer check(Ask ask) throws Refused {
    return Errand.run(ask, "errand.chain", progress -> checkNow(ask));
  }

  private Answer checkNow(Ask ask) {
    try {
      ChainBook.Check check = chainBook(ask).check(ask.form().text("head"));
      return chain(ask, 200, Optional.of(check), Optional.empty());
    } catch (Refused refused) {
      return chain(ask, 422, Optional.empty(), Optional.of(ask.words().why(refused)));
    }
  }

  private Answer chain(
      Ask ask, int status, Optional<ChainBook.Check> check, Optional<String> problem) {
    String before = ask.query().text("before");
    Optional<Long> number =
        before.matches("[0-9]{1,15}") ? Optional.of(Long.parseLong(before)) : Optional.empty();
    String filter = ask.query().text("filter");
    Map<String, Object> values =
        Map.of(
            "page",
            chainBook(ask).entries(filter, number),
            "filter",
            filter,
            "head",
            ask.form().text("head"),
            "days",
            chainBook(ask).nameDays(),
            "check",
            check,
            "problem",
            problem);
    return Answer.html(status, templates.page("chain", Frame.of(ask, VaultPages.HERE), values));
  }
}
