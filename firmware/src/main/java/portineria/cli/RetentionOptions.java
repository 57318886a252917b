package portineria.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import portineria.admin.Box;
import portineria.admin.Failed;
import portineria.admin.RetentionDesk;
import portineria.store.Policy;
import portineria.vault.retention.Rules;

/** The options of {@code user add} and {@code user set} that say how long mail is kept. */
final class RetentionOptions {
  @Option(
      names = "--kind",
      paramLabel = "company|personal",
      description = {
        "Whose the mail is. What was removed from all mailboxes of a company address is kept for",
        "ten years from when it came; for a personal account it must be said how long, and why."
      })
  private Optional<Policy.Kind> kind = Optional.empty();

  @Option(
      names = "--retention",
      paramLabel = "TIME",
      converter = RetentionText.class,
      description = "How long: 90d, 18m, 10y, forever.")
  private Optional<RetentionText.Time> retention = Optional.empty();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why just so long.")
  private Optional<String> reason = Optional.empty();

  /** What is decided for {@code account} from now on; empty where nothing was said. */
  Optional<Policy> policy(Box box, String account) throws Failed {
    if (kind.isEmpty() && retention.isEmpty() && reason.isEmpty()) {
      return Optional.empty();
    }
    Optional<Policy> before = box.store().decisions().policy(account);
    Optional<Policy.Kind> whose = kind.or(() -> before.map(Policy::kind));
    if (whose.isEmpty()) {
      throw new Failed("say whose the mail is, too: --kind company or --kind personal");
    }
    boolean usual =
        whose.get() == Policy.Kind.COMPANY
            && retention
                .map(RetentionText.Time::period)
                .orElse(Rules.COMPANY)
                .equals(Rules.COMPANY);
    if (!usual && (retention.isEmpty() || reason.isEmpty())) {
      throw new Failed(
          "there is no usual time for this mail: say how long with --retention, and why with"
              + " --reason");
    }
    String why = reason.isPresent() ? Reasons.checked(reason.get()) : RetentionDesk.COMPANY_REASON;
    try {
      return Optional.of(
          new Policy(
              account,
              whose.get(),
              retention.map(RetentionText.Time::period).orElse(Rules.COMPANY),
              why,
              box.clock().instant()));
    } catch (IllegalArgumentException e) {
      throw new Failed(e);
    }
  }
}
