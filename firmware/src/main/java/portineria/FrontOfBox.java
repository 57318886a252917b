package portineria;

import java.io.IOException;
import java.time.LocalTime;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.admin.Box;
import portineria.board.BoardFile;
import portineria.board.NoBoard;
import portineria.board.Panel;
import portineria.board.Pi4jBoard;
import portineria.board.SimulatedBoard;
import portineria.cli.RunSettings;
import portineria.front.Attendant;
import portineria.front.ButtonActs;
import portineria.front.Front;
import portineria.health.Urgency;
import portineria.store.Act;
import portineria.store.Actor;
import portineria.store.Refusal;
import portineria.store.sqlite.SqliteStore;

/** Puts the front of a box together; one without a board gets one without lights. */
final class FrontOfBox {
  /** Patterns and presses are measured by it. */
  static final LongSupplier NANOS = System::nanoTime;

  /** How the board is wired, within the data's folder. */
  private static final String BOARD_FILE = "board.conf";

  /** Who acts, when somebody at the box presses the button. */
  private static final Actor AT_THE_BUTTON = new Actor("button", "box");

  private static final Logger log = LoggerFactory.getLogger(FrontOfBox.class);

  private FrontOfBox() {}

  /** Takes the board that was asked for; it is let go after everything that was opened later. */
  static Front open(RunSettings settings, Closing closing) {
    if (settings.board() == RunSettings.Lights.NONE) {
      return Front.blank("portineria run --board pi (or simulated) has some", NANOS);
    }
    try {
      BoardFile file = BoardFile.read(settings.data().resolve(BOARD_FILE));
      return switch (settings.board()) {
        case NONE -> throw new AssertionError("said above");
        case SIMULATED -> {
          SimulatedBoard board = new SimulatedBoard();
          yield Front.simulated(
              closing.add(new Panel(board, file, NANOS, LocalTime::now)), board, NANOS);
        }
        case PI ->
            Front.wired(
                closing.add(new Panel(Pi4jBoard.open(file), file, NANOS, LocalTime::now)), NANOS);
      };
    } catch (NoBoard e) {
      log.warn("no lights and no button, the box runs without: {}", e.sentence());
      return Front.blank(e.sentence(), NANOS);
    }
  }

  /**
   * Lets the lights say how the box is, and the button be pressed, where there are any.
   *
   * @param shutDown tells the whole program to end
   */
  static void begin(Box box, SqliteStore store, Runnable shutDown, Closing closing) {
    if (box.front().panel().isEmpty()) {
      return;
    }
    BackupLights lights =
        closing.add(new BackupLights(box.front()::backup, box.backups()::isThere));
    box.backups().show(lights);
    lights.begin();
    ButtonBackup backup = new ButtonBackup(box.backups(), lights);
    ButtonActs acts =
        new ButtonActs(backup::begin, backup::cancel, shutDown, () -> allowPassword(box));
    Attendant attendant = closing.add(new Attendant(box.front(), senses(box, store), acts, NANOS));
    closing.add(store.arrivals().subscribe(box.front().panel().get()::flash));
    attendant.begin();
  }

  private static Attendant.Senses senses(Box box, SqliteStore store) {
    return new Attendant.Senses() {
      @Override
      public void awaitAnswer() throws Refusal {
        store.awaitWriter();
      }

      @Override
      public Urgency look() throws IOException, Refusal {
        return Urgency.of(box.findings());
      }
    };
  }

  /** What can't be recorded is not allowed. */
  static void allowPassword(Box box) {
    try {
      box.store()
          .audit()
          .record(
              Act.of(Act.Kind.SETTINGS_CHANGED, AT_THE_BUTTON)
                  .with(Act.Part.DETAIL, "administrator's password may be set anew"));
      box.front().passwordWindow().open();
      log.info("button: the administrator's password may be set anew for ten minutes");
    } catch (Refusal refused) {
      log.error("button: no new password, it could not be recorded: {}", refused.getMessage());
    }
  }
}
