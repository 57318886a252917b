package portineria.front;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import portineria.board.Light;
import portineria.board.LightPattern;
import portineria.board.Night;
import portineria.board.Panel;
import portineria.board.Press;
import portineria.board.SimulatedBoard;

/**
 * The front of a box, with or without a board, as the rest of the program sees it. Safe for many
 * threads.
 */
public final class Front {
  /** What is at the front. */
  private sealed interface Face {
    record Blank(String why) implements Face {}

    record Wired(Panel panel) implements Face {}

    record Simulated(Panel panel, SimulatedBoard board) implements Face {}
  }

  private final Face face;
  private final LongSupplier nanos;
  private final PasswordWindow passwordWindow;
  private final Signals signals = new Signals();

  private Front(Face face, LongSupplier nanos) {
    this.face = face;
    this.nanos = nanos;
    this.passwordWindow = new PasswordWindow(nanos);
  }

  /**
   * One without lights.
   *
   * @param why in a few words, which say what to do
   */
  public static Front blank(String why, LongSupplier nanos) {
    return new Front(new Face.Blank(why), nanos);
  }

  /** One with lights. */
  public static Front wired(Panel panel, LongSupplier nanos) {
    return new Front(new Face.Wired(panel), nanos);
  }

  /** One whose lights are read and whose button is pressed by commands. */
  public static Front simulated(Panel panel, SimulatedBoard board, LongSupplier nanos) {
    return new Front(new Face.Simulated(panel, board), nanos);
  }

  /** What the lights draw, where there are any. */
  public Optional<Panel> panel() {
    return switch (face) {
      case Face.Blank blank -> Optional.empty();
      case Face.Wired wired -> Optional.of(wired.panel());
      case Face.Simulated simulated -> Optional.of(simulated.panel());
    };
  }

  /** The board whose button can be pressed from here. */
  public Optional<SimulatedBoard> simulatedBoard() {
    return face instanceof Face.Simulated simulated
        ? Optional.of(simulated.board())
        : Optional.empty();
  }

  /** Shows how far a backup is, at once; to be told with each step, from any thread. */
  public void backup(BackupStage stage) {
    signals.backup(stage);
    panel().ifPresent(this::tell);
  }

  /** Lets the lights show what is true. */
  void tell(Panel panel) {
    panel.say(signals.patterns(nanos.getAsLong()));
  }

  /** Whether the administrator's password may be set anew. */
  public PasswordWindow passwordWindow() {
    return passwordWindow;
  }

  Signals signals() {
    return signals;
  }

  /** What there is to be seen, in words. */
  public List<String> description() {
    List<String> lines = new ArrayList<>();
    switch (face) {
      case Face.Blank blank -> lines.add("There are no lights: " + blank.why());
      case Face.Wired wired -> {
        lines.add("The lights are at the pins of this machine.");
        describe(wired.panel(), signals.backup(), lines);
      }
      case Face.Simulated simulated -> {
        lines.add("The lights are simulated: portineria board press presses the button.");
        describe(simulated.panel(), signals.backup(), lines);
      }
    }
    if (passwordWindow.isOpen()) {
      lines.add(
          "The administrator's password may be set anew for "
              + passwordWindow.left().plusSeconds(59).toMinutes()
              + " more minutes.");
    }
    return lines;
  }

  private static void describe(Panel panel, BackupStage backup, List<String> lines) {
    if (panel.hasFailed()) {
      lines.add(
          "The board does not answer any more: check its wires, then start portineria again.");
      return;
    }
    Optional<Duration> held = panel.heldFor();
    if (held.isPresent()) {
      lines.addAll(underTheFinger(held.get(), backup));
    } else {
      Map<Light, LightPattern> shown = panel.shown();
      for (Light light : Light.values()) {
        LightPattern pattern = shown.get(light);
        line(lines, light.name(), pattern == null ? "dark" : pattern.english());
      }
      line(lines, "button", "not pressed");
    }
    panel.night().map(Front::night).ifPresent(lines::add);
  }

  /** Under the finger all lights are out, but for the marks of how long it is there. */
  static List<String> underTheFinger(Duration held, BackupStage backup) {
    List<String> lines = new ArrayList<>();
    Press press = Press.after(held);
    for (Light light : Light.values()) {
      Press mark = mark(light);
      line(
          lines,
          light.name(),
          press.compareTo(mark) >= 0
              ? "on: the mark of " + mark.least().toSeconds() + " s"
              : "out while the button is held");
    }
    line(lines, "button", "held for " + tenths(held) + " s: let go now, it " + does(press, backup));
    return lines;
  }

  private static Press mark(Light light) {
    return switch (light) {
      case STATUS -> Press.THREE_SECONDS;
      case MAIL -> Press.FIVE_SECONDS;
      case ATTENTION -> Press.TEN_SECONDS;
    };
  }

  private static String tenths(Duration held) {
    return held.toSeconds() + "." + held.toMillisPart() / 100; // never more than it was
  }

  private static String does(Press press, BackupStage backup) {
    return switch (press) {
      case SHORT -> "makes a backup";
      case THREE_SECONDS ->
          backup.isUnderWay()
              ? "cancels the backup that runs"
              : "does nothing: no backup runs that could be cancelled";
      case FIVE_SECONDS -> "shuts the box down";
      case TEN_SECONDS -> "lets the administrator's password be set anew for ten minutes";
    };
  }

  private static void line(List<String> lines, String name, String says) {
    lines.add(String.format(Locale.ROOT, "%-10s %s", name.toLowerCase(Locale.ROOT), says));
  }

  private static String night(Night.Lights lights) {
    return switch (lights) {
      case DIM -> "It is night: the lights are dim.";
      case OFF -> "It is night: the lights are off.";
    };
  }
}
