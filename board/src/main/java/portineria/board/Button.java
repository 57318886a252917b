package portineria.board;

import java.time.Duration;
import java.util.Optional;

/**
 * What a bouncing contact means. It is told the contact's level whenever somebody looked, with the
 * time of a clock that only goes forward, and believes a level that was seen for the debounce time
 * without another between.
 *
 * <pre>
 *   unknown ──open──→ idle ──closed──→ held ──open──→ a press, idle
 *      └──closed──→ ignored ──open──→ idle  └─ longer than STUCK ─→ ignored
 * </pre>
 *
 * <p>Used by one thread.
 */
final class Button {
  /** Nobody holds a button for so long; a lid that is shut on it does. */
  static final Duration STUCK = Duration.ofSeconds(30);

  private enum State {
    UNKNOWN,
    IDLE,
    HELD,
    IGNORED
  }

  private final long debounce;
  private State state = State.UNKNOWN;
  private boolean seen;

  /** Since when {@link #seen} was seen, and whether anything was. */
  private long seenSince;

  private boolean looked;
  private long pressedAt;

  Button(Duration debounce) {
    this.debounce = debounce.toNanos();
  }

  /**
   * Somebody has looked.
   *
   * @param now in nanoseconds
   * @return a press that has come to its end
   */
  Optional<Press> look(boolean closed, long now) {
    if (!looked || closed != seen) {
      looked = true;
      seen = closed;
      seenSince = now;
    }
    if (state == State.HELD && now - pressedAt > STUCK.toNanos()) {
      state = State.IGNORED;
    }
    return now - seenSince >= debounce ? settled() : Optional.empty();
  }

  private Optional<Press> settled() {
    switch (state) {
      case UNKNOWN -> state = seen ? State.IGNORED : State.IDLE;
      case IDLE -> {
        if (seen) {
          state = State.HELD;
          pressedAt = seenSince;
        }
      }
      case HELD -> {
        if (!seen) {
          state = State.IDLE;
          return Optional.of(Press.after(Duration.ofNanos(seenSince - pressedAt)));
        }
      }
      case IGNORED -> {
        if (!seen) {
          state = State.IDLE;
        }
      }
    }
    return Optional.empty();
  }

  /** What letting go now would be; none while nobody holds it. */
  Optional<Press> held(long now) {
    return heldFor(now).map(Press::after);
  }

  /** For how long it is held now; none while nobody holds it. */
  Optional<Duration> heldFor(long now) {
    return state == State.HELD ? Optional.of(Duration.ofNanos(now - pressedAt)) : Optional.empty();
  }

  /** Nanoseconds until a look is worth it even if the contact does not change. */
  long untilLook(long now) {
    long settling = seenSince + debounce - now;
    if (looked && settling > 0) {
      return settling;
    }
    return state == State.HELD ? untilMark(now) : Long.MAX_VALUE;
  }

  private long untilMark(long now) {
    long next = STUCK.toNanos() + 1;
    for (Press press : Press.values()) {
      long least = press.least().toNanos();
      if (least > now - pressedAt) {
        next = Math.min(next, least);
      }
    }
    return Math.max(1, pressedAt + next - now);
  }
}
