package portineria.health;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and sizes as the lists write them, in the box's own time zone. */
public final class Times {
  private static final DateTimeFormatter DAY = format("uuuu-MM-dd");
  private static final DateTimeFormatter MINUTE = format("uuuu-MM-dd HH:mm");
  private static final DateTimeFormatter SECOND = format("uuuu-MM-dd HH:mm:ss");

  private Times() {}

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneId.systemDefault());
  }

  public static String day(Instant instant) {
    return DAY.format(instant);
  }

  public static String minute(Instant instant) {
    return MINUTE.format(instant);
  }

  public static String second(Instant instant) {
    return SECOND.format(instant);
  }
}
