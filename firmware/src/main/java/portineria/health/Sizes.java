package portineria.health;

import java.util.Locale;

/** Sizes for people. */
public final class Sizes {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  private Sizes() {}

  /** As disks and providers count: in thousands. */
  public static String say(long octets) {
    return say(octets, Locale.ROOT);
  }

  /** The same in an Italian sentence. */
  public static String italian(long octets) {
    return say(octets, Locale.ITALY);
  }

  private static String say(long octets, Locale locale) {
    double size = octets;
    int unit = 0;
    while (size >= 1000 && unit < UNITS.length - 1) {
      size /= 1000;
      unit++;
    }
    return String.format(locale, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
  }
}
