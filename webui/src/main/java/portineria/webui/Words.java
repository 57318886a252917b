package portineria.webui;

import java.io.IOException;
import java.io.StringReader;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import java.util.Set;

/** The words of the pages in one language, and how it writes numbers, sizes and times. */
final class Words {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  private final Language language;
  private final Properties byKey = new Properties();

  Words(Language language) {
    this.language = language;
    try {
      byKey.load(new StringReader(Resources.text("words-" + language.tag() + ".properties")));
    } catch (IOException e) {
      throw new IllegalStateException("unreadable words", e);
    }
  }

  Language language() {
    return language;
  }

  /** The words for {@code key}; a missing one is a bug. */
  String say(String key) {
    String words = byKey.getProperty(key);
    if (words == null) {
      throw new IllegalArgumentException("no words for " + key);
    }
    return words;
  }

  /** The words for {@code key}, with {@code {0}} and so on replaced. */
  String say(String key, Object... values) {
    String words = say(key);
    for (int i = 0; i < values.length; i++) {
      words = words.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return words;
  }

  /** The words for one of the values of an enum: {@code prefix.value}, in small letters. */
  String of(String prefix, Enum<?> value, Object... values) {
    return say(
        prefix + "." + value.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), values);
  }

  /** So many of something: {@code key.one} or {@code key.many}; {@code more} from {1} on. */
  String count(String key, long number, Object... more) {
    Object[] values = new Object[more.length + 1];
    values[0] = number(number);
    System.arraycopy(more, 0, values, 1, more.length);
    return say(key + (number == 1 ? ".one" : ".many"), values);
  }

  /** Why something was not done. */
  String why(Refused refused) {
    return say(refused.why().key(), refused.details().toArray());
  }

  String number(long number) {
    return NumberFormat.getIntegerInstance(language.locale()).format(number);
  }

  /** As disks and providers count: in thousands. */
  String size(long octets) {
    double size = octets;
    int unit = 0;
    while (size >= 1000 && unit < UNITS.length - 1) {
      size /= 1000;
      unit++;
    }
    NumberFormat format = NumberFormat.getNumberInstance(language.locale());
    format.setMaximumFractionDigits(size < 10 && unit > 0 ? 1 : 0);
    return format.format(size) + "\u00a0" + UNITS[unit];
  }

  /** A day and a time of day, in the box's own time zone. */
  String minute(Instant when) {
    return DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", language.locale())
        .withZone(ZoneId.systemDefault())
        .format(when);
  }

  String day(Instant when) {
    return day(LocalDate.ofInstant(when, ZoneId.systemDefault()));
  }

  String day(LocalDate day) {
    return DateTimeFormatter.ofPattern("d MMM uuuu", language.locale()).format(day);
  }

  /** In the largest unit; of a single one of it, the rest in the next. */
  String span(Duration span) {
    if (span.toDays() > 0) {
      return span("days", span.toDays(), "hours", span.toHoursPart());
    }
    if (span.toHours() > 0) {
      return span("hours", span.toHours(), "minutes", span.toMinutesPart());
    }
    return span.toMinutes() > 0
        ? span("minutes", span.toMinutes(), "seconds", span.toSecondsPart())
        : count("seconds", Math.max(0, span.toSeconds()));
  }

  private String span(String unit, long number, String rest, int left) {
    return count(unit, number) + (number > 1 || left == 0 ? "" : " " + count(rest, left));
  }

  /** Whether there are words for {@code key}. */
  boolean has(String key) {
    return byKey.containsKey(key);
  }

  Set<String> keys() {
    return byKey.stringPropertyNames();
  }
}
