package portineria;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import portineria.admin.Console;
import portineria.health.Sizes;
import portineria.store.MessageId;
import portineria.store.sqlite.Verify;

/** How far a verification is, for a terminal, and what it leaves to the owner of the data. */
final class VerifyProgress implements Verify.Progress {
  /** Between two words. */
  private static final long STEP = 10_000_000;

  private final Console console;
  private final Set<MessageId> doubtful = new LinkedHashSet<>();
  private long told;

  VerifyProgress(Console console) {
    this.console = console;
  }

  @Override
  public void at(long octets, long total) {
    if (octets - told >= STEP) {
      told = octets;
      try {
        console.progress(Sizes.say(octets) + " of " + Sizes.say(total));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void doubtful(MessageId message) {
    doubtful.add(message);
  }

  List<MessageId> doubtful() {
    return List.copyOf(doubtful);
  }
}
