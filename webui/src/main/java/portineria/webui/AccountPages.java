package portineria.webui;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.webui.AccountBook.Account;
import portineria.webui.AccountBook.Decision;
import portineria.webui.AccountBook.Kind;
import portineria.webui.AccountBook.Unit;
import portineria.webui.Refused.Why;
import portineria.webui.Route.Method;

/** The accounts, their devices, and how long their mail is kept. */
final class AccountPages {
  private static final String HERE = "/accounts";

  /** What a company keeps its correspondence for, and what the form proposes. */
  private static final int YEARS = 10;

  private static final int AMOUNT_MAX = 99_999;

  private final Appliance appliance;
  private final Templates templates;
  private final Sheets sheets;

  AccountPages(Appliance appliance, Templates templates) {
    this.appliance = appliance;
    this.templates = templates;
    this.sheets = new Sheets(appliance, templates);
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, "/accounts", Audience.ADMIN, this::list),
        new Route(Method.POST, "/accounts", Audience.ADMIN, this::add),
        new Route(Method.GET, "/accounts/*", Audience.ADMIN, this::show),
        new Route(Method.GET, "/accounts/*/sheet", Audience.ADMIN, this::sheet),
        new Route(Method.POST, "/accounts/*/password", Audience.ADMIN, this::password),
        new Route(Method.POST, "/accounts/*/state", Audience.ADMIN, this::state),
        new Route(Method.POST, "/accounts/*/pop3", Audience.ADMIN, this::pop3),
        new Route(Method.POST, "/accounts/*/retention", Audience.ADMIN, this::retention),
        new Route(Method.POST, "/accounts/*/devices", Audience.ADMIN, this::addDevice),
        new Route(Method.POST, "/accounts/*/revoke", Audience.ADMIN, this::revoke),
        new Route(Method.POST, "/accounts/*/name", Audience.ADMIN, this::rename),
        new Route(Method.POST, "/accounts/*/close", Audience.ADMIN, this::close));
  }

  private AccountBook book(Ask ask) {
    return appliance.accounts(ask.who().visitor());
  }

  private Account account(Ask ask) throws Refused {
    return book(ask)
        .account(ask.name())
        .orElseThrow(() -> new Refused(Why.ACCOUNT_UNKNOWN, ask.name()));
  }

  private Answer list(Ask ask) {
    return list(ask, 200, Optional.empty());
  }

  private Answer list(Ask ask, int status, Optional<String> problem) {
    Map<String, Object> values =
        Map.of(
            "lines", book(ask).all(),
            "name", ask.form().text("name"),
            "problem", problem,
            "typed", typed(ask.form()),
            "least", NewPassword.LENGTH_MIN);
    return Answer.html(status, templates.page("accounts", Frame.of(ask, HERE), values));
  }

  private Answer add(Ask ask) {
    String name = ask.form().text("name").toLowerCase(java.util.Locale.ROOT);
    try {
      checkName(name);
      Optional<Decision> decision =
          ask.form().exact("kind").isEmpty() ? Optional.empty() : Optional.of(decision(ask.form()));
      book(ask).add(name, NewPassword.of(ask.form()), decision);
      ask.who().note(true, ask.words().say("done.account-added", name));
      return Answer.seeOther(path(name));
    } catch (Refused refused) {
      return list(ask, 422, Optional.of(ask.words().why(refused)));
    }
  }

  /** Which mailboxes an account of that name would have in its path: DESIGN, on disk. */
  static void checkName(String name) throws Refused {
    if (!name.matches("[a-z0-9][a-z0-9._@+-]{0,63}")) {
      throw new Refused(Why.ACCOUNT_NAME);
    }
  }

  private Answer show(Ask ask) throws Refused {
    return show(ask, 200, Optional.empty());
  }

  private Answer show(Ask ask, int status, Optional<String> problem) throws Refused {
    Account account = account(ask);
    Decision typed =
        ask.isPost() && !ask.form().exact("kind").isEmpty()
            ? typed(ask.form())
            : account.line().decision().orElse(typed(Form.EMPTY));
    Map<String, Object> values =
        Map.of(
            "account",
            account,
            "room",
            appliance.quotas(ask.who().visitor()).room(ask.name()),
            "shared",
            SharePages.shared(appliance, ask, ask.name()),
            "problem",
            problem,
            "typed",
            typed,
            "fresh",
            ask.form().text("name"),
            "least",
            NewPassword.LENGTH_MIN);
    return Answer.html(status, templates.page("account", Frame.of(ask, HERE), values));
  }

  /** What was typed of a decision, as far as it can be shown again. */
  private static Decision typed(Form form) {
    try {
      return decision(form);
    } catch (Refused unfinished) {
      return new Decision(
          form.exact("kind").equals(Kind.PERSONAL.name()) ? Kind.PERSONAL : Kind.COMPANY,
          YEARS,
          Unit.YEARS,
          form.text("reason"));
    }
  }

  private static Decision decision(Form form) throws Refused {
    Kind kind = form.choice("kind", Kind.class);
    Unit unit = form.choice("unit", Unit.class);
    int amount =
        unit == Unit.FOREVER ? 0 : form.number("amount", 1, AMOUNT_MAX, Why.RETENTION_TIME);
    boolean usual = kind == Kind.COMPANY && unit == Unit.YEARS && amount == YEARS;
    if (!usual && form.text("reason").isEmpty()) {
      throw new Refused(Why.RETENTION_MISSING);
    }
    return new Decision(kind, amount, unit, form.text("reason"));
  }

  private Answer password(Ask ask) throws Refused {
    return changed(
        ask, "done.password", () -> book(ask).setPassword(ask.name(), NewPassword.of(ask.form())));
  }

  private Answer state(Ask ask) throws Refused {
    boolean disabled = ask.form().ticked("disabled");
    return changed(
        ask,
        disabled ? "done.disabled" : "done.enabled",
        () -> book(ask).disable(ask.name(), disabled));
  }

  private Answer pop3(Ask ask) throws Refused {
    return changed(
        ask,
        "done.saved",
        () -> book(ask).pop3Removes(ask.name(), ask.form().exact("pop3").equals("remove")));
  }

  private Answer retention(Ask ask) throws Refused {
    return changed(ask, "done.retention", () -> book(ask).decide(ask.name(), decision(ask.form())));
  }

  private Answer revoke(Ask ask) throws Refused {
    return changed(
        ask, "done.revoked", () -> book(ask).revoke(ask.name(), ask.form().exact("label")));
  }

  private Answer close(Ask ask) throws Refused {
    return changed(ask, "done.closed", () -> book(ask).close(ask.name()));
  }

  private Answer rename(Ask ask) throws Refused {
    String fresh = ask.form().text("name").toLowerCase(java.util.Locale.ROOT);
    try {
      checkName(fresh);
      book(ask).rename(ask.name(), fresh);
      ask.who().note(true, ask.words().say("done.renamed", ask.name(), fresh));
      return Answer.seeOther(path(fresh));
    } catch (Refused refused) {
      return show(ask, 422, Optional.of(ask.words().why(refused)));
    }
  }

  /** Where it is refused, the page comes again with what was typed. */
  private Answer changed(Ask ask, String key, Acts.Act act) throws Refused {
    try {
      act.run();
      ask.who().note(true, ask.words().say(key));
      return Answer.seeOther(path(ask.name()));
    } catch (Refused refused) {
      return show(ask, 422, Optional.of(ask.words().why(refused)));
    }
  }

  private Answer addDevice(Ask ask) throws Refused {
    String label = ask.form().text("label");
    try {
      String password = book(ask).addDevice(ask.name(), label);
      ask.who().secret(ask.name(), label, password);
      return Answer.seeOther(path(ask.name()) + "/sheet?device=" + Acts.encoded(label));
    } catch (Refused refused) {
      return show(ask, 422, Optional.of(ask.words().why(refused)));
    }
  }

  private Answer sheet(Ask ask) throws Refused {
    return sheets.show(ask, account(ask), Frame.of(ask, HERE), path(ask.name()));
  }

  static String path(String name) {
    return HERE + "/" + Acts.encoded(name);
  }
}
