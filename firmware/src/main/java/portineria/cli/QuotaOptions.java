package portineria.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import portineria.store.Quota;

/** The options of {@code user set} that say how much an account may hold. */
final class QuotaOptions {
  @Option(
      names = "--quota",
      paramLabel = "SIZE|none",
      converter = LimitText.Size.class,
      description = {
        "How much its mailboxes may hold: 500MB, 5GB. What was deleted does not count.",
        "When they are full, new mail waits at the provider; nothing is ever deleted for it."
      })
  private Optional<LimitText.Limit> octets = Optional.empty();

  @Option(
      names = "--quota-messages",
      paramLabel = "N|none",
      converter = LimitText.Messages.class,
      description = "The same, as a number of messages.")
  private Optional<LimitText.Limit> messages = Optional.empty();

  /** What holds from now on; empty where nothing was said. */
  Optional<Quota.Limits> limits(Quota.Limits before) {
    if (octets.isEmpty() && messages.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Quota.Limits(
            octets.map(LimitText.Limit::most).orElse(before.octets()),
            messages.map(LimitText.Limit::most).orElse(before.messages())));
  }
}
