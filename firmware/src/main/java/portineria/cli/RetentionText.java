package portineria.cli;

import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 90d}, {@code 18m}, {@code 10y}, {@code forever}. */
final class RetentionText implements ITypeConverter<RetentionText.Time> {
  private static final Pattern SHAPE = Pattern.compile("([1-9][0-9]{0,4})([dmy])");

  /**
   * For how long.
   *
   * @param period for ever where it is empty
   */
  record Time(Optional<Period> period) {}

  @Override
  public Time convert(String value) {
    if (value.equalsIgnoreCase("forever")) {
      return new Time(Optional.empty());
    }
    Matcher match = SHAPE.matcher(value.toLowerCase(Locale.ROOT));
    if (!match.matches()) {
      throw new TypeConversionException(
          "'" + value + "' is none of 90d, 18m, 10y or the like, nor forever");
    }
    int amount = Integer.parseInt(match.group(1));
    return new Time(
        Optional.of(
            switch (match.group(2)) {
              case "d" -> Period.ofDays(amount);
              case "m" -> Period.ofMonths(amount);
              default -> Period.ofYears(amount);
            }));
  }

  static String say(Optional<Period> period) {
    return period.map(RetentionText::say).orElse("forever");
  }

  private static String say(Period period) {
    long days = period.get(ChronoUnit.DAYS);
    if (days > 0) {
      return days + "d";
    }
    return period.getMonths() > 0 ? period.toTotalMonths() + "m" : period.getYears() + "y";
  }
}
