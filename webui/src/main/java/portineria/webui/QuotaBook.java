package portineria.webui;

import java.util.OptionalLong;

/** How much accounts may hold, and how much they do. */
public interface QuotaBook {

  /** How it is with an account. */
  Room room(String account) throws Refused;

  /** How much an account may hold from now on; nothing that it has goes for it. */
  void limit(String account, OptionalLong octets, OptionalLong messages) throws Refused;

  /**
   * What there is in the mailboxes of an account, and what there may be.
   *
   * @param octetsMax none where any number may be
   * @param messagesMax likewise
   */
  record Room(long octets, long messages, OptionalLong octetsMax, OptionalLong messagesMax) {
    private static final int NEARLY = 90;
    private static final long MEGABYTE = 1_000_000;

    public boolean isLimited() {
      return octetsMax.isPresent() || messagesMax.isPresent();
    }

    /** How much of the room is taken, of the scarcer of the two. */
    public int percent() {
      return (int)
          Math.min(
              Integer.MAX_VALUE,
              Math.max(percent(octets, octetsMax), percent(messages, messagesMax)));
    }

    private static long percent(long used, OptionalLong most) {
      return most.isPresent() ? (long) (100.0 * used / most.getAsLong()) : 0;
    }

    /** How long the bar is. */
    public int shown() {
      return Math.min(100, percent());
    }

    public boolean isNearlyFull() {
      return percent() >= NEARLY;
    }

    /** The limit as it is typed, in MB; nothing without one. */
    public String megabytes() {
      return octetsMax.isPresent() ? "" + Math.max(1, octetsMax.getAsLong() / MEGABYTE) : "";
    }

    /** The limit as it is typed; nothing without one. */
    public String messagesTyped() {
      return messagesMax.isPresent() ? "" + messagesMax.getAsLong() : "";
    }
  }
}
