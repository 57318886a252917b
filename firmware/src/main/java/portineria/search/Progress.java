package portineria.search;

import java.util.Optional;

/**
 * How far the index is.
 *
 * @param done the last message that was taken in, by its number
 * @param all the last message that there is
 * @param trouble what keeps it from going on, and what to do about it
 */
public record Progress(long done, long all, Optional<String> trouble) {
  /** So many new ones may wait without anybody noticing: they are read when somebody searches. */
  private static final long WAITING = 1000;

  /** Whether searches take longer than they should. */
  public boolean isBehind() {
    return all - done > WAITING;
  }

  public boolean isDone() {
    return done >= all;
  }
}
