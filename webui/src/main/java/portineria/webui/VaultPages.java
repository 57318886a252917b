package portineria.webui;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.webui.Route.Method;
import portineria.webui.VaultBook.Removal;

/**
 * What was deleted, and how it is put back: of all accounts for who looks after the box, and of
 * their own mail for everybody else, whose pages take no account from the request.
 */
final class VaultPages {
  static final String HERE = "/vault";
  static final String OWN = "/me/deleted";

  /** What people ask about; older removals are a click away. */
  private static final Duration USUALLY = Duration.ofDays(90);

  /** How many a person's first page shows. */
  private static final int FEW = 3;

  private final Appliance appliance;
  private final Templates templates;
  private final InstantSource clock;

  VaultPages(Appliance appliance, Templates templates, InstantSource clock) {
    this.appliance = appliance;
    this.templates = templates;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, HERE, Audience.ADMIN, this::all),
        new Route(Method.POST, "/vault/put-back", Audience.ADMIN, this::putBack),
        new Route(Method.POST, "/vault/accept", Audience.ADMIN, this::accept),
        new Route(Method.GET, OWN, Audience.USER, this::own),
        new Route(Method.POST, "/me/put-back", Audience.USER, this::putBack),
        new Route(Method.POST, "/me/accept", Audience.USER, this::accept));
  }

  private VaultBook book(Ask ask) {
    return appliance.vault(ask.who().visitor());
  }

  private Answer all(Ask ask) throws Refused {
    Optional<String> account = ask.query().given("account");
    return Answer.html(
        templates.page("vault", Frame.of(ask, HERE), values(ask, account, book(ask).accounts())));
  }

  private Answer own(Ask ask) throws Refused {
    return Answer.html(
        templates.page(
            "owndeleted", Frame.of(ask, OWN), values(ask, Optional.of(ask.account()), List.of())));
  }

  private Map<String, Object> values(Ask ask, Optional<String> account, List<String> accounts)
      throws Refused {
    boolean everything = ask.query().ticked("all");
    Instant since = everything ? Instant.EPOCH : clock.instant().minus(USUALLY);
    return Map.of(
        "removals", Chunk.of(book(ask).removals(account, since), ask),
        "account", account.orElse(""),
        "accounts", accounts,
        "everything", everything,
        "days", USUALLY.toDays());
  }

  /** The newest of a person's own, for their first page. */
  static List<Removal> newest(Appliance appliance, Ask ask, Instant now) throws Refused {
    return appliance
        .vault(ask.who().visitor())
        .removals(Optional.of(ask.account()), now.minus(USUALLY))
        .stream()
        .limit(FEW)
        .toList();
  }

  private Answer putBack(Ask ask) throws Refused {
    return Errand.run(ask, "errand.put-back", progress -> putBack(ask, progress));
  }

  private Answer putBack(Ask ask, Progress progress) {
    String removal = ask.form().exact("removal");
    try {
      long messages = book(ask).putBack(account(ask), removal, progress);
      ask.who()
          .note(
              true,
              messages == 0
                  ? ask.words().say("done.put-back-none")
                  : ask.words().count("done.put-back", messages));
    } catch (Refused refused) {
      ask.who().note(false, ask.words().why(refused));
    }
    return Answer.seeOther(backTo(ask));
  }

  private Answer accept(Ask ask) {
    String removal = ask.form().exact("removal");
    return Acts.done(
        ask, backTo(ask), "done.accepted", () -> book(ask).accept(account(ask), removal));
  }

  /** Whose: of who has mail here always their own. */
  private static String account(Ask ask) {
    return ask.who().visitor().account().orElseGet(() -> ask.form().exact("account"));
  }

  private static String backTo(Ask ask) {
    if (!ask.who().visitor().isAdmin()) {
      return OWN;
    }
    Optional<String> shown = ask.form().given("shown");
    return shown.map(account -> HERE + "?account=" + Acts.encoded(account)).orElse(HERE);
  }
}
