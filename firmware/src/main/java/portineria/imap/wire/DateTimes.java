package portineria.imap.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Writes INTERNALDATEs in the time zone of the box, and says on which day they are: RFC 9051
 * §2.3.3. Remembers the stretch of time between two changes of the clocks in which it was last, and
 * the day: messages come in the order of their dates more often than not. One thread uses it.
 */
public final class DateTimes {
  private static final int DAY_SECONDS = 86_400;

  private final ZoneRules rules;
  private long validFrom = 1;
  private long validTo;
  private int offsetSeconds;
  private long lastDay = Long.MIN_VALUE;

  /** {@code "dd-Mmm-yyyy hh:mm:ss +zzzz"}, with its quotes. */
  private final byte[] text = "\"01-Jan-1970 00:00:00 +0000\"".getBytes(StandardCharsets.US_ASCII);

  public DateTimes(ZoneId zone) {
    this.rules = zone.getRules();
  }

  /** The 28 octets of a date-time; the array is this object's and is written anew by each call. */
  byte[] write(long seconds) {
    long local = local(seconds);
    long day = Math.floorDiv(local, DAY_SECONDS);
    if (day != lastDay) {
      writeDay(day);
      lastDay = day;
    }
    int time = Math.floorMod(local, DAY_SECONDS);
    two(13, time / 3600);
    two(16, time / 60 % 60);
    two(19, time % 60);
    text[22] = (byte) (offsetSeconds < 0 ? '-' : '+');
    int minutes = Math.abs(offsetSeconds) / 60;
    two(23, minutes / 60);
    two(25, minutes % 60);
    return text;
  }

  /** The day since 1970 on which that second is here. */
  public long day(long seconds) {
    return Math.floorDiv(local(seconds), DAY_SECONDS);
  }

  private long local(long seconds) {
    if (seconds < validFrom || seconds >= validTo) {
      Instant instant = Instant.ofEpochSecond(seconds);
      ZoneOffset offset = rules.getOffset(instant);
      // Old zones have odd seconds, which the wire can't say.
      offsetSeconds = offset.getTotalSeconds() / 60 * 60;
      ZoneOffsetTransition before = rules.previousTransition(instant.plusSeconds(1));
      ZoneOffsetTransition after = rules.nextTransition(instant);
      validFrom = before == null ? Long.MIN_VALUE : before.toEpochSecond();
      validTo = after == null ? Long.MAX_VALUE : after.toEpochSecond();
    }
    return seconds + offsetSeconds;
  }

  private void writeDay(long day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    text[1] = (byte) (date.getDayOfMonth() < 10 ? ' ' : '0' + date.getDayOfMonth() / 10);
    text[2] = (byte) ('0' + date.getDayOfMonth() % 10);
    String month = Dates.MONTHS.get(date.getMonthValue() - 1);
    for (int i = 0; i < 3; i++) {
      text[4 + i] = (byte) month.charAt(i);
    }
    int year = Math.clamp(date.getYear(), 0, 9999);
    two(8, year / 100);
    two(10, year % 100);
  }

  private void two(int at, int number) {
    text[at] = (byte) ('0' + number / 10);
    text[at + 1] = (byte) ('0' + number % 10);
  }
}
