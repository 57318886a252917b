package portineria.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import portineria.store.Source.Keep;

/** {@code forever}, {@code days:30}, {@code backup}, {@code backup:30}, {@code none}. */
final class KeepText implements ITypeConverter<Keep> {
  private static final Pattern SHAPE =
      Pattern.compile("forever|none|days:(?<days>\\d{1,5})|backup(:(?<backup>\\d{1,5}))?");

  @Override
  public Keep convert(String value) {
    Matcher match = SHAPE.matcher(value.toLowerCase(Locale.ROOT));
    if (!match.matches()) {
      throw new TypeConversionException(
          "'" + value + "' is none of forever, days:N, backup, backup:N, none");
    }
    if (match.group("days") != null) {
      int days = Integer.parseInt(match.group("days"));
      if (days == 0) {
        throw new TypeConversionException(
            "'" + value + "': to delete as soon as a message is safe here, say none");
      }
      return new Keep.Days(days);
    }
    if (match.group().startsWith("backup")) {
      String days = match.group("backup");
      return new Keep.Backup(days == null ? 0 : Integer.parseInt(days));
    }
    return match.group().equals("none") ? new Keep.None() : new Keep.Forever();
  }

  static String say(Keep keep) {
    return switch (keep) {
      case Keep.Forever() -> "forever";
      case Keep.Days(int days) -> "days:" + days;
      case Keep.Backup(int days) -> days == 0 ? "backup" : "backup:" + days;
      case Keep.None() -> "none";
    };
  }
}
