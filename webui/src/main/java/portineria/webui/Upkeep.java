package portineria.webui;

import java.util.List;
import java.util.Optional;

/** What a technician does with the box itself. */
public interface Upkeep {

  /**
   * The last events, the newest first, as the box wrote them down.
   *
   * @param least how grave they are at least
   * @param text that is in them, in any case of letters
   */
  List<String> events(Gravity least, Optional<String> text) throws Refused;

  /**
   * All that helps somebody far away to understand what is wrong: how the box is and its last
   * events, without names, addresses or anything of the mail.
   */
  String report() throws Refused;

  /** Whether the board is simulated, so that its button can be pressed from here. */
  boolean hasVirtualButton();

  /** Presses the button of a simulated board for a moment, and lets it go. */
  void pressButton() throws Refused;

  /** Ends the program, so that the power can be cut; returns at once. */
  void shutDown() throws Refused;

  /** Ends all that the program does and begins it anew; returns at once. */
  void restart() throws Refused;

  /** How grave an event is. */
  enum Gravity {
    ALL,
    WARN,
    ERROR
  }
}
