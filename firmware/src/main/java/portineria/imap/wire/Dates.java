package portineria.imap.wire;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as a client writes them: RFC 9051 §9, date and date-time. */
public final class Dates {
  static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private static final Pattern DATE = Pattern.compile("(\\d{1,2})-([A-Za-z]{3})-(\\d{4})");
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "( \\d|\\d\\d?)-([A-Za-z]{3})-(\\d{4}) (\\d\\d):(\\d\\d):(\\d\\d) ([+-])(\\d\\d)(\\d\\d)");

  private Dates() {}

  /** {@code 1-Feb-2026}, with quotes or without. */
  public static LocalDate date(Arguments in) throws Bad, IOException {
    Matcher date = DATE.matcher(in.astring());
    if (!date.matches()) {
      throw new Bad("Expected a date such as 1-Feb-2026");
    }
    try {
      return LocalDate.of(number(date, 3), month(date, 2), number(date, 1));
    } catch (DateTimeException e) {
      throw new Bad("There is no such day");
    }
  }

  /** {@code " 1-Feb-2026 09:00:00 +0100"}. */
  public static Instant dateTime(Arguments in) throws Bad, IOException {
    Matcher date = DATE_TIME.matcher(in.string());
    if (!date.matches()) {
      throw new Bad("Expected a date and time such as \" 1-Feb-2026 09:00:00 +0100\"");
    }
    try {
      int minutes = 60 * number(date, 8) + number(date, 9);
      return OffsetDateTime.of(
              number(date, 3),
              month(date, 2),
              Integer.parseInt(date.group(1).strip()),
              number(date, 4),
              number(date, 5),
              Math.min(59, number(date, 6)), // a leap second
              0,
              ZoneOffset.ofTotalSeconds((date.group(7).equals("-") ? -60 : 60) * minutes))
          .toInstant();
    } catch (DateTimeException e) {
      throw new Bad("There is no such time");
    }
  }

  private static int number(Matcher date, int group) {
    return Integer.parseInt(date.group(group));
  }

  private static int month(Matcher date, int group) throws Bad {
    String name = date.group(group).toLowerCase(Locale.ROOT);
    for (int i = 0; i < MONTHS.size(); i++) {
      if (MONTHS.get(i).equalsIgnoreCase(name)) {
        return i + 1;
      }
    }
    throw new Bad("There is no such month");
  }
}
