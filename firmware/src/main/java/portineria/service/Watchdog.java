package portineria.service;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all parts, round after round, and tells the service manager each time that all have
 * answered. When it is told nothing for too long, the manager ends the program and starts it anew.
 */
public final class Watchdog implements AutoCloseable {
  /** Rounds within the manager's patience: one that fails is no reason to end, three are. */
  private static final int ROUNDS = 3;

  /** A round that has begun may end in peace. */
  private static final Duration CLOSE_LONGEST = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

  private final Notifier notifier;
  private final List<Question> questions;
  private final CountDownLatch closed = new CountDownLatch(1);
  private Optional<Thread> thread = Optional.empty();

  public Watchdog(Notifier notifier, List<Question> questions) {
    this.notifier = notifier;
    this.questions = List.copyOf(questions);
  }

  /** From now on it asks, where a manager waits for it. */
  public void begin() {
    notifier
        .patience()
        .ifPresent(
            patience -> {
              Duration pause = patience.dividedBy(ROUNDS);
              thread =
                  Optional.of(
                      Thread.ofPlatform().daemon().name("watchdog").start(() -> rounds(pause)));
            });
  }

  private void rounds(Duration pause) {
    try {
      do {
        round();
      } while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * One turn of {@link #begin}. All are asked, also after one that refuses: the log is to name them
   * all.
   */
  public void round() {
    boolean all = true;
    for (Question question : questions) {
      all &= answers(question);
    }
    if (all) {
      notifier.alive();
    }
  }

  private boolean answers(Question question) {
    try {
      question.awaitAnswer();
      return true;
    } catch (IOException | RuntimeException e) {
      if (closed.getCount() > 0) {
        log.error("no progress part={} reason=\"{}\"", question.name(), e.getMessage());
        notifier.status("no progress: " + question.name() + ": " + e.getMessage());
      }
      return false;
    }
  }

  /** Says nothing more; what hangs is left to hang. */
  @Override
  public void close() {
    closed.countDown();
    thread.ifPresent(
        rounds -> {
          try {
            rounds.join(CLOSE_LONGEST);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
