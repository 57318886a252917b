package portineria.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A limit as it is typed, or {@code none}. */
final class LimitText {
  private static final List<String> UNITS = List.of("KB", "MB", "GB", "TB");

  private LimitText() {}

  /**
   * At the most so much.
   *
   * @param most without a limit where it is empty
   */
  record Limit(OptionalLong most) {}

  private static boolean isNone(String value) {
    return value.equalsIgnoreCase("none");
  }

  /** {@code 500MB}, {@code 5GB}, {@code 1.5TB}: as disks and providers count, in thousands. */
  static final class Size implements ITypeConverter<Limit> {
    private static final Pattern SHAPE =
        Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?) ?([KMGT]B)");

    @Override
    public Limit convert(String value) {
      if (isNone(value)) {
        return new Limit(OptionalLong.empty());
      }
      Matcher match = SHAPE.matcher(value.toUpperCase(Locale.ROOT));
      long octets =
          match.matches()
              ? new BigDecimal(match.group(1))
                  .scaleByPowerOfTen(3 * (UNITS.indexOf(match.group(2)) + 1))
                  .longValue()
              : 0;
      if (octets == 0) {
        throw new TypeConversionException(
            "'" + value + "' is none of 500MB, 5GB, 1.5TB or the like, nor none");
      }
      return new Limit(OptionalLong.of(octets));
    }
  }

  /** {@code 10000}. */
  static final class Messages implements ITypeConverter<Limit> {
    private static final Pattern SHAPE = Pattern.compile("[1-9][0-9]{0,11}");

    @Override
    public Limit convert(String value) {
      if (isNone(value)) {
        return new Limit(OptionalLong.empty());
      }
      if (!SHAPE.matcher(value).matches()) {
        throw new TypeConversionException("'" + value + "' is no number of messages, nor none");
      }
      return new Limit(OptionalLong.of(Long.parseLong(value)));
    }
  }
}
