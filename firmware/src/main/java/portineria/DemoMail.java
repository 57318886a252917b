package portineria;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mail of a made-up office, ours from the first word to the last. Its dates are moved by whole
 * days, so that the newest message is of today or yesterday: an office whose last mail is years old
 * would look abandoned.
 */
record DemoMail(String text, Instant date) {
  private static final List<String> FILES =
      List.of(
          "01-welcome",
          "02-riunione",
          "03-offerte",
          "04-fattura",
          "05-piantina",
          "06-inoltro",
          "07-pec",
          "08-pec-consegna",
          "09-invito",
          "10-move-1",
          "11-move-2",
          "12-move-3",
          "13-move-4",
          "14-move-5",
          "15-move-6",
          "16-compleanno",
          "17-offer",
          "18-osaka",
          "19-preventivo",
          "20-bounce",
          "21-list",
          "22-scanner");

  /** RFC 5322 §3.3, as these files write it. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss xx", Locale.ENGLISH);

  private static final Pattern DATES =
      Pattern.compile("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d [+-]\\d{4}");

  /** All of it, oldest first, as if it had come in until {@code now}. */
  static List<DemoMail> all(Instant now) throws IOException {
    List<DemoMail> files = new ArrayList<>();
    for (String name : FILES) {
      files.add(read(name));
    }
    Instant newest = files.stream().map(DemoMail::date).max(Instant::compareTo).orElseThrow();
    Duration shift = Duration.ofDays(ChronoUnit.DAYS.between(newest, now));
    return files.stream()
        .map(mail -> mail.moved(shift))
        .sorted((one, other) -> one.date.compareTo(other.date))
        .toList();
  }

  /** As one char for each octet: the charsets are the messages' own affair. */
  private static DemoMail read(String name) throws IOException {
    try (InputStream in = DemoMail.class.getResourceAsStream("demo/" + name + ".eml")) {
      if (in == null) {
        throw new FileNotFoundException("missing from the program: " + name);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      Matcher first = DATES.matcher(text);
      if (!first.find()) {
        throw new IOException("no date in " + name);
      }
      return new DemoMail(text, OffsetDateTime.parse(first.group(), DATE).toInstant());
    }
  }

  private DemoMail moved(Duration shift) {
    int headerEnd = text.indexOf("\r\n\r\n");
    String header =
        DATES
            .matcher(text.substring(0, headerEnd))
            .replaceAll(
                found -> DATE.format(OffsetDateTime.parse(found.group(), DATE).plus(shift)));
    return new DemoMail(header + text.substring(headerEnd), date.plus(shift));
  }

  byte[] octets() {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
