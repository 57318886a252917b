package portineria.front;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.board.LightPattern;
import portineria.board.Panel;
import portineria.board.Press;
import portineria.health.Urgency;
import portineria.store.Refusal;

/**
 * Stands behind the front: asks the box whether it lives, looks at its health, tells the lights
 * every second what is true, and has done what the button says. Three threads, because the one that
 * waits for the store must not keep the others from saying that the store does not answer.
 */
public final class Attendant implements AutoCloseable {
  /** A look costs some reading; whatever it finds needs minutes at the least. */
  private static final long LOOK_SECONDS = 60;

  private static final long CLOSE_SECONDS = 3;

  private static final Logger log = LoggerFactory.getLogger(Attendant.class);

  private final Front front;
  private final Panel panel;
  private final Senses senses;
  private final ButtonActs acts;
  private final LongSupplier nanos;
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(3, Thread.ofPlatform().daemon().name("front-", 1).factory());

  /** Acts come one after the other. */
  private final ExecutorService hand =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("button").factory());

  /** Behind a front that has a panel. */
  public Attendant(Front front, Senses senses, ButtonActs acts, LongSupplier nanos) {
    this.front = front;
    this.panel = front.panel().orElseThrow();
    this.senses = senses;
    this.acts = acts;
    this.nanos = nanos;
  }

  /** How the box is. */
  public interface Senses {
    /** Returns when the box has made progress; throws or hangs where it does not. */
    void awaitAnswer() throws Refusal;

    /** How urgently a person is needed. */
    Urgency look() throws IOException, Refusal;
  }

  /** From now on lights and button work. */
  public void begin() {
    panel.begin(this::pressed);
    every(1, this::feel);
    every(LOOK_SECONDS, this::look);
    every(1, this::tell);
  }

  private void every(long seconds, Runnable turn) {
    var running = threads.scheduleWithFixedDelay(() -> tried(turn), 0, seconds, TimeUnit.SECONDS);
    assert !running.isCancelled();
  }

  /** A turn that fails must not be the last one. */
  private static void tried(Runnable turn) {
    try {
      turn.run();
    } catch (RuntimeException bug) {
      log.error("front failed", bug);
    }
  }

  private void feel() {
    try {
      senses.awaitAnswer();
      front.signals().beat(nanos.getAsLong());
    } catch (Refusal silent) {
      // The heart stops by itself; why is in the store's log, once.
    }
  }

  private void look() {
    try {
      front.signals().looked(senses.look());
    } catch (IOException | Refusal | RuntimeException blind) {
      log.error("health could not be looked at", blind);
      front.signals().looked(Urgency.NOW);
    }
  }

  private void tell() {
    front.tell(panel);
  }

  /** Called by the panel, which draws on. */
  void pressed(Press press) {
    log.info("button {}", press);
    Runnable act = act(press);
    try {
      hand.execute(() -> tried(act));
    } catch (RejectedExecutionException closing) {
      log.info("button {} comes too late, the box is closing", press);
    }
  }

  private Runnable act(Press press) {
    boolean backupRuns = front.signals().backup().isUnderWay();
    return switch (press) {
      case SHORT -> acts.backUp();
      case THREE_SECONDS ->
          backupRuns
              ? acts.cancelBackup()
              : () -> log.info("no backup runs that could be cancelled");
      case FIVE_SECONDS ->
          () -> {
            panel.leave(LightPattern.SAFE_TO_UNPLUG);
            acts.shutDown().run();
          };
      case TEN_SECONDS -> acts.allowPassword();
    };
  }

  /** The last that it says is that the box is shutting down. */
  @Override
  public void close() {
    front.signals().ending();
    tell();
    hand.shutdown();
    threads.shutdown();
    try {
      // Not interrupted: that would close the files that a look happens to read.
      if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        log.warn("the front did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
