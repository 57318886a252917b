package portineria.message;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Date-times of header fields (RFC 5322 §3.3, §4.3), read leniently.
 *
 * <p>Also understood: no day of the week or a wrong one, no seconds, two-digit years, comments,
 * obsolete and unknown zones (UTC), ctime's order (a year at the end), hyphens in dates, ISO 8601.
 */
public final class MessageDates {
  /** A longer value is no date. */
  private static final int CHARS_MAX = 500;

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  /** RFC 5322 §4.3; all others, the military ones too, mean nothing reliable. */
  private static final Map<String, Integer> ZONE_HOURS =
      Map.ofEntries(
          Map.entry("edt", -4),
          Map.entry("est", -5),
          Map.entry("cdt", -5),
          Map.entry("cst", -6),
          Map.entry("mdt", -6),
          Map.entry("mst", -7),
          Map.entry("pdt", -7),
          Map.entry("pst", -8),
          Map.entry("cet", 1),
          Map.entry("met", 1),
          Map.entry("cest", 2),
          Map.entry("mest", 2));

  private int day = -1;
  private int month = -1;
  private int year = -1;
  private int hour = -1;
  private int minute;
  private int second;
  private ZoneOffset zone = ZoneOffset.UTC;

  private MessageDates() {}

  /** The date-time of a field's value; empty if there is none in it. */
  public static Optional<OffsetDateTime> parse(CharSequence value) {
    if (value.length() > CHARS_MAX) {
      return Optional.empty();
    }
    MessageDates date = new MessageDates();
    for (String word : words(value)) {
      date.word(word);
    }
    return date.complete();
  }

  /** When a message came: its topmost readable Received line says it, or else its Date. */
  public static Optional<OffsetDateTime> arrival(Header header) {
    for (String received : header.all("Received")) {
      int semicolon = received.lastIndexOf(';');
      Optional<OffsetDateTime> time =
          semicolon < 0 ? Optional.empty() : parse(received.substring(semicolon + 1));
      if (time.isPresent()) {
        return time;
      }
    }
    return header.first("Date").flatMap(MessageDates::parse);
  }

  private static List<String> words(CharSequence value) {
    List<String> words = new ArrayList<>();
    Lexer in = new Lexer(value);
    while (!in.atEnd()) {
      switch (in.peek()) {
        case ' ', '\t', ',', '"' -> in.next();
        case '(' -> in.comment();
        default -> words.add(in.until(" \t,(\""));
      }
    }
    return words;
  }

  private void word(String word) {
    char first = word.charAt(0);
    boolean digit = first >= '0' && first <= '9';
    if (digit && word.length() > 10 && word.indexOf('T') == 10) {
      date(word.substring(0, 10));
      time(word.substring(11));
    } else if (digit && word.indexOf(':') > 0) {
      time(word);
    } else if ((first == '+' || first == '-') && hour >= 0) {
      offset(word);
    } else if (digit && word.indexOf('-') > 0) {
      date(word);
    } else if (digit) {
      number(word);
    } else {
      name(word);
    }
  }

  private void number(String word) {
    int number = digits(word);
    if (number < 0) {
      return;
    }
    if (day < 0 && word.length() <= 2) {
      day = number;
    } else if (year < 0) {
      year = fullYear(number, word.length());
    }
  }

  /** RFC 5322 §4.3: two digits up to 49 are of this century; three digits count from 1900. */
  private static int fullYear(int number, int digits) {
    return switch (digits) {
      case 1, 2 -> number < 50 ? 2000 + number : 1900 + number;
      case 3 -> 1900 + number;
      default -> number;
    };
  }

  /** {@code 18-Nov-2003}, {@code 18-11-03} or {@code 2003-11-18}. */
  private void date(String word) {
    String[] fields = word.split("-", 4);
    if (fields.length != 3) {
      return;
    }
    boolean yearFirst = fields[0].length() == 4;
    String last = fields[yearFirst ? 0 : 2];
    day = digits(fields[yearFirst ? 2 : 0]);
    year = fullYear(digits(last), last.length());
    month = digits(fields[1]);
    if (month < 0) {
      name(fields[1]);
    }
  }

  /** {@code hh:mm}, {@code hh:mm:ss}, {@code hh.mm.ss}, perhaps with fraction and zone. */
  private void time(String word) {
    int end = 0;
    while (end < word.length() && "0123456789:.".indexOf(word.charAt(end)) >= 0) {
      end++;
    }
    String[] fields = word.substring(0, end).split("[:.]", 4);
    if (hour >= 0 || fields.length < 2) {
      return;
    }
    hour = digits(fields[0]);
    minute = digits(fields[1]);
    second = fields.length > 2 ? Math.min(59, digits(fields[2])) : 0;
    if (end < word.length()) {
      word(word.substring(end));
    }
  }

  /** {@code +0100} or {@code +01:00}; what cannot be is UTC. */
  private void offset(String word) {
    String number = word.substring(1).replace(":", "");
    int value = number.length() == 4 ? digits(number) : -1;
    int minutes = value / 100 * 60 + value % 100;
    if (value >= 0 && value % 100 < 60 && minutes <= 18 * 60) {
      zone = ZoneOffset.ofTotalSeconds((word.charAt(0) == '-' ? -60 : 60) * minutes);
    }
  }

  private void name(String word) {
    String lower = Lexer.lower(word);
    int named = lower.length() < 3 ? -1 : MONTHS.indexOf(lower.substring(0, 3));
    if (named >= 0 && month < 0) {
      month = named + 1;
      return;
    }
    int sign = Math.max(lower.indexOf('+'), lower.indexOf('-'));
    if (hour >= 0 && sign > 0) {
      offset(word.substring(sign));
    } else if (hour >= 0 && ZONE_HOURS.containsKey(lower) && zone.equals(ZoneOffset.UTC)) {
      zone = ZoneOffset.ofHours(ZONE_HOURS.getOrDefault(lower, 0));
    }
  }

  private static int digits(String word) {
    if (word.isEmpty() || word.length() > 4) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < word.length(); i++) {
      int digit = word.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  /** A year before 1900 is a program's zero, not a date; a date without a time is midnight. */
  private Optional<OffsetDateTime> complete() {
    if (year < 1900) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          OffsetDateTime.of(year, month, day, Math.max(0, hour), minute, second, 0, zone));
    } catch (DateTimeException impossible) {
      return Optional.empty();
    }
  }
}
