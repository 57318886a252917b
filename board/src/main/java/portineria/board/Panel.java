package portineria.board;

import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A board at work: one thread that draws what is true and listens to the button. It sleeps until
 * the next change of a light, or until somebody knocks. A board that fails is given up, with one
 * line in the log; nothing else stops because of a light.
 *
 * <p>Safe for many threads: what they say is put down under this object's lock, and drawn by the
 * panel's own thread.
 */
public final class Panel implements AutoCloseable {
  /** Knocks get lost and nights begin: it looks at least this often. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Long enough for whatever it draws. */
  private static final long CLOSE_MILLISECONDS = 2000;

  private static final Logger log = LoggerFactory.getLogger(Panel.class);

  private final Board board;
  private final Button button;
  private final LightPlayer player;
  private final LongSupplier nanos;
  private final Supplier<LocalTime> wall;
  private final Semaphore knocks = new Semaphore(0);
  private final Thread thread = Thread.ofPlatform().daemon().name("panel").unstarted(this::run);

  /** Guarded by this object, as are the player, the button and the lights. */
  private Consumer<Press> listener = press -> {};

  private final Map<Light, Boolean> lit = new EnumMap<>(Light.class);
  private Optional<LightPattern> last = Optional.empty();

  /** Messages that came since the last look; those who tell of them wait for no light. */
  private final AtomicInteger messages = new AtomicInteger();

  private volatile boolean closing;
  private volatile boolean failed;

  /**
   * Over a board that nobody else drives; all lights are out until something is said.
   *
   * @param nanos a clock that only goes forward
   * @param wall the time of day, for the night
   */
  public Panel(Board board, BoardFile file, LongSupplier nanos, Supplier<LocalTime> wall) {
    this.board = board;
    this.button = new Button(file.debounce());
    this.player = new LightPlayer(file);
    this.nanos = nanos;
    this.wall = wall;
  }

  /**
   * From now on it draws.
   *
   * @param pressed is told of each press by the panel's thread, and must not block it
   */
  public void begin(Consumer<Press> pressed) {
    synchronized (this) {
      listener = pressed;
    }
    board.onContact(knocks::release);
    thread.start();
  }

  /** From now on these are true, and no others; to be said again every few seconds. */
  public synchronized void say(Set<LightPattern> patterns) {
    player.say(patterns, nanos.getAsLong());
    knocks.release();
  }

  /** A message has arrived. Waits for nothing, so that it may be called while others wait. */
  public void flash() {
    messages.incrementAndGet();
    knocks.release();
  }

  /** What is to be left when the panel closes: else all lights go out. */
  public synchronized void leave(LightPattern pattern) {
    last = Optional.of(pattern);
  }

  /** What each light says at the moment; a light without a pattern is dark. */
  public synchronized Map<Light, LightPattern> shown() {
    return player.shown(nanos.getAsLong());
  }

  /** For how long the button is held now, where it is. */
  public synchronized Optional<Duration> heldFor() {
    return button.heldFor(nanos.getAsLong());
  }

  /** How the lights are because it is night. */
  public synchronized Optional<Night.Lights> night() {
    return player.night(nanos.getAsLong(), wall.get());
  }

  /** Whether the board was given up. */
  public boolean hasFailed() {
    return failed;
  }

  private void run() {
    try {
      while (!closing) {
        long wait = draw();
        if (knocks.tryAcquire(Math.min(wait, LOOK_NANOS), TimeUnit.NANOSECONDS)) {
          knocks.drainPermits();
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (BoardFailed e) {
      failed = true;
      log.error("board given up, the box goes on without lights: {}", e.getMessage());
    }
  }

  /**
   * Looks at the button and sets the lights as they are to be now.
   *
   * @return nanoseconds until that is to be done again, unless somebody knocks
   */
  long draw() {
    Optional<Press> pressed;
    Consumer<Press> told;
    long wait;
    synchronized (this) {
      long now = nanos.getAsLong();
      pressed = button.look(board.isPressed(), now);
      for (int flash = Math.min(messages.getAndSet(0), 2); flash > 0; flash--) {
        player.flash(now);
      }
      LightPlayer.Frame frame = player.frame(now, wall.get(), button.held(now));
      set(frame.lit());
      wait = Math.min(frame.nanos(), button.untilLook(now));
      told = listener;
    }
    pressed.ifPresent(told);
    return wait;
  }

  private void set(Set<Light> wanted) {
    for (Light light : Light.values()) {
      Boolean now = wanted.contains(light);
      if (!now.equals(lit.put(light, now))) {
        board.light(light, now);
      }
    }
  }

  /** Stops drawing, and leaves the lights as they were told to be left. */
  @Override
  public void close() {
    closing = true;
    knocks.release();
    try {
      thread.join(CLOSE_MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    try {
      synchronized (this) {
        set(last.map(LightPattern::lights).orElseGet(() -> EnumSet.noneOf(Light.class)));
      }
    } catch (BoardFailed e) {
      log.error("lights could not be left as they should be: {}", e.getMessage());
    }
    board.close();
  }
}
