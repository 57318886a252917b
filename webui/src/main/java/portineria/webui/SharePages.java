package portineria.webui;

import java.util.List;
import java.util.Optional;
import portineria.webui.Refused.Why;
import portineria.webui.Route.Method;
import portineria.webui.ShareBook.Level;
import portineria.webui.ShareBook.Share;

/** Who uses whose mailboxes: a part of an account's page, and of everybody's own. */
final class SharePages {
  private final Appliance appliance;

  SharePages(Appliance appliance) {
    this.appliance = appliance;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.POST, "/accounts/*/share", Audience.ADMIN, this::give),
        new Route(Method.POST, "/accounts/*/unshare", Audience.ADMIN, this::take));
  }

  /**
   * What the pages show of an account.
   *
   * @param given what it shares
   * @param taken what is shared with it
   * @param others with whom it can share
   */
  record Shared(List<Share> given, List<Share> taken, List<String> others) {
    Shared {
      given = List.copyOf(given);
      taken = List.copyOf(taken);
      others = List.copyOf(others);
    }
  }

  static Shared shared(Appliance appliance, Ask ask, String account) {
    ShareBook book = appliance.shares(ask.who().visitor());
    return new Shared(book.of(account), book.with(account), book.others(account));
  }

  private Answer give(Ask ask) throws Refused {
    Level level = ask.form().choice("level", Level.class);
    if (level == Level.OTHER) {
      throw new Refused(Why.FORM);
    }
    return Acts.done(
        ask,
        AccountPages.path(ask.name()),
        "done.shared",
        () -> book(ask).give(ask.name(), mailbox(ask), ask.form().exact("colleague"), level));
  }

  private Answer take(Ask ask) {
    return Acts.done(
        ask,
        AccountPages.path(ask.name()),
        "done.unshared",
        () -> book(ask).take(ask.name(), mailbox(ask), ask.form().exact("colleague")));
  }

  private ShareBook book(Ask ask) {
    return appliance.shares(ask.who().visitor());
  }

  /** The first of the list, which is empty, stands for all. */
  private static Optional<String> mailbox(Ask ask) {
    return Optional.of(ask.form().exact("mailbox")).filter(name -> !name.isEmpty());
  }
}
