package portineria.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A time as people type it: {@code 2026-11-24}, {@code "2026-11-24 09:12"}, with seconds, with a
 * {@code T}, with a {@code Z} or an offset; without one in the box's own time zone. A day alone has
 * a beginning and an end; of all else both are the same.
 */
record Moment(Instant begin, Instant end) {

  /** From an option. */
  static final class Reader implements ITypeConverter<Moment> {
    @Override
    public Moment convert(String value) {
      try {
        return read(value.strip(), ZoneId.systemDefault());
      } catch (DateTimeException unreadable) {
        throw new TypeConversionException(
            "'" + value + "' is no time: write 2026-11-24 or '2026-11-24 09:12'");
      }
    }
  }

  private static Moment read(String value, ZoneId zone) {
    if (value.length() == "2026-11-24".length()) {
      LocalDate day = LocalDate.parse(value);
      return new Moment(
          day.atStartOfDay(zone).toInstant(),
          day.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1));
    }
    String text = value.replace(' ', 'T');
    boolean zoned = text.matches(".*(Z|[+-]\\d\\d(:?\\d\\d)?)$") && text.length() > 16;
    Instant at =
        zoned
            ? OffsetDateTime.parse(text).toInstant()
            : LocalDateTime.parse(text).atZone(zone).toInstant();
    return new Moment(at, at);
  }
}
