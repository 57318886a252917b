package portineria.board;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.context.ContextBuilder;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import com.pi4j.library.gpiod.internal.GpioDException;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lights and button at the pins of a Raspberry Pi, by Pi4J. */
public final class Pi4jBoard implements Board {
  private static final Logger log = LoggerFactory.getLogger(Pi4jBoard.class);

  private final Context context;
  private final DigitalState lightOn;
  private final DigitalState pressed;
  private final Map<Light, DigitalOutput> lights = new EnumMap<>(Light.class);
  private final DigitalInput button;

  /** Over a context that has the providers, and is shut down with this board. */
  Pi4jBoard(Context context, BoardFile file) {
    this.context = context;
    this.lightOn = state(file.lightActive());
    this.pressed = state(file.buttonActive());
    file.lights().forEach((light, gpio) -> lights.put(light, light(light, gpio)));
    // Their debouncing has no effect everywhere; ours is in Button.
    this.button =
        context.create(
            DigitalInput.newConfigBuilder(context)
                .id("portineria-button")
                .address(file.button())
                .pull(pressed.isLow() ? PullResistance.PULL_UP : PullResistance.PULL_DOWN)
                .debounce(0L)
                .build());
  }

  /**
   * Takes the pins that {@code file} names.
   *
   * @throws NoBoard where there are none, they may not be used, or somebody has them
   */
  public static Pi4jBoard open(BoardFile file) throws NoBoard {
    Pins.require(Path.of("/dev"), System.getProperty("os.arch", ""));
    ContextBuilder wanted =
        Pi4J.newContextBuilder()
            .add(GpioDDigitalOutputProvider.newInstance(), GpioDDigitalInputProvider.newInstance())
            .disableShutdownHook();
    file.chip().ifPresent(wanted::setGpioChipName);
    try {
      return over(wanted.build(), file);
    } catch (Pi4JException | GpioDException | IllegalStateException | LinkageError e) {
      throw unusable(e);
    }
  }

  /** As the constructor; a context that is of no use is shut down. */
  private static Pi4jBoard over(Context context, BoardFile file) {
    try {
      return new Pi4jBoard(context, file);
    } catch (RuntimeException e) {
      shutDown(context);
      throw e;
    }
  }

  /** Pi4J wraps what libgpiod says; the innermost has the reason. */
  private static NoBoard unusable(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return new NoBoard(
        "the pins can't be used ("
            + cause.getMessage()
            + "): check the board file, and that no other program has them (gpioinfo)",
        e);
  }

  private DigitalOutput light(Light light, int gpio) {
    DigitalState off = DigitalState.getInverseState(lightOn);
    return context.create(
        DigitalOutput.newConfigBuilder(context)
            .id("portineria-" + light)
            .address(gpio)
            .initial(off)
            .build());
  }

  private static DigitalState state(BoardFile.Level level) {
    return switch (level) {
      case LOW -> DigitalState.LOW;
      case HIGH -> DigitalState.HIGH;
    };
  }

  @Override
  public void light(Light light, boolean lit) {
    try {
      DigitalOutput output = Objects.requireNonNull(lights.get(light), "the file names all");
      output.state(lit ? lightOn : DigitalState.getInverseState(lightOn));
    } catch (Pi4JException | GpioDException e) {
      throw new BoardFailed("the " + light + " light can't be set: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean isPressed() {
    try {
      return button.state() == pressed;
    } catch (GpioDException e) {
      throw new BoardFailed("the button can't be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void onContact(Runnable knock) {
    button.addListener(change -> knock.run());
  }

  @Override
  public void close() {
    shutDown(context);
  }

  private static void shutDown(Context context) {
    try {
      context.shutdown();
    } catch (RuntimeException e) {
      log.warn("the pins could not be let go: {}", e.getMessage());
    }
  }
}
