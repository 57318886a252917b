package portineria.admin;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import portineria.store.Act;
import portineria.store.Actor;
import portineria.store.Refusal;

/**
 * Who comes to the running box by its control socket: written into the audit chain once a visit,
 * not with every command. What they change is recorded by itself.
 */
public final class Visits {
  /** Who gives no command for so long has gone. */
  private static final Duration PAUSE = Duration.ofHours(1);

  /** As many as the machine has users; guarded by itself. */
  private final Map<String, Instant> seen = new HashMap<>();

  /**
   * The box in the hands of {@code user}. Where the visit can't be recorded, that is said, and the
   * command goes on: it can look at what is wrong, and what it changes must be recorded anyway.
   */
  public Box enter(Box box, String user, Console console) throws IOException {
    Box theirs = box.by(new Actor(user, "cli"));
    try {
      if (isNew(user, box.clock().instant())) {
        theirs.store().audit().record(theirs.act(Act.Kind.ADMIN_ENTERED));
      }
    } catch (Refusal refused) {
      forget(user);
      console.complain(
          "portineria: that you are here could not be recorded: " + refused.getMessage());
    }
    return theirs;
  }

  private boolean isNew(String user, Instant now) {
    synchronized (seen) {
      Instant before = seen.put(user, now);
      return before == null || Duration.between(before, now).compareTo(PAUSE) > 0;
    }
  }

  private void forget(String user) {
    synchronized (seen) {
      seen.remove(user);
    }
  }
}
