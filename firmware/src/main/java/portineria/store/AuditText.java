package portineria.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What an entry of the audit chain says, and the one way to write it: FORMAT.md, "The audit chain".
 * The hash of an entry is the SHA-256 of its text, which holds the hash of the entry before.
 *
 * @param number 1 for the first
 * @param previous the hash of the entry before; {@link #NOTHING} for the first
 * @param time to the millisecond
 * @param act a word; one that this program does not know comes from a later one
 * @param names the commitments to what is kept beside the chain, by the word of the part
 * @param figures by their words
 */
public record AuditText(
    long number,
    Digest previous,
    Instant time,
    String act,
    String door,
    SortedMap<String, Digest> names,
    SortedMap<String, Long> figures) {

  /** What the first entry follows. */
  public static final Digest NOTHING = new Digest(0, 0, 0, 0);

  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,30}");
  private static final Pattern LINE = Pattern.compile("([a-z][a-z0-9-]{0,30}) ([0-9a-f]{1,64})");
  private static final int HASH_DIGITS = 2 * Digest.OCTETS;
  private static final Pattern FIGURE = Pattern.compile("[0-9]{1,18}");

  public AuditText {
    time = time.truncatedTo(ChronoUnit.MILLIS);
    names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
    figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
  }

  /** Where the chain ends. */
  public record Head(long number, Digest hash) {
    public static final Head NONE = new Head(0, NOTHING);
  }

  /** What the entry behind {@code head} says. */
  public static AuditText after(
      Head head, Instant time, Act act, Map<Act.Part, Digest> commitments) {
    SortedMap<String, Digest> names = new TreeMap<>();
    commitments.forEach((part, commitment) -> names.put(part.word(), commitment));
    SortedMap<String, Long> figures = new TreeMap<>();
    act.figures().forEach((figure, value) -> figures.put(figure.word(), value));
    return new AuditText(
        head.number() + 1, head.hash(), time, act.kind().word(), act.door(), names, figures);
  }

  static boolean isWord(String text) {
    return WORD.matcher(text).matches();
  }

  /** As it is hashed: lines of ASCII, each ended by LF. */
  public String text() {
    StringBuilder text = new StringBuilder();
    line(text, "number", number);
    line(text, "previous", previous.hex());
    line(text, "time", time);
    line(text, "act", act);
    line(text, "door", door);
    SortedMap<String, Object> rest = new TreeMap<>(figures);
    names.forEach((part, commitment) -> rest.put(part, commitment.hex()));
    rest.forEach((word, value) -> line(text, word, value));
    return text.toString();
  }

  private static void line(StringBuilder text, String word, Object value) {
    text.append(word).append(' ').append(value).append('\n');
  }

  /** Reads what {@link #text} wrote; empty for anything else, by a single octet. */
  public static Optional<AuditText> parse(String text) {
    try {
      Iterator<String> lines = List.of(text.split("\n", -1)).iterator();
      AuditText read =
          new AuditText(
              Long.parseLong(value(lines, "number")),
              Digest.parse(value(lines, "previous")),
              Instant.parse(value(lines, "time")),
              value(lines, "act"),
              value(lines, "door"),
              new TreeMap<>(),
              new TreeMap<>());
      return Optional.of(read.withRest(lines)).filter(whole -> whole.text().equals(text));
    } catch (IllegalArgumentException | DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private AuditText withRest(Iterator<String> lines) {
    SortedMap<String, Digest> commitments = new TreeMap<>();
    SortedMap<String, Long> numbers = new TreeMap<>();
    while (lines.hasNext()) {
      var line = LINE.matcher(lines.next());
      if (!line.matches()) {
        break; // behind the last LF; anything else will not come out the same
      }
      String value = line.group(2);
      if (value.length() == HASH_DIGITS) {
        commitments.put(line.group(1), Digest.parse(value));
      } else if (FIGURE.matcher(value).matches()) {
        numbers.put(line.group(1), Long.parseLong(value));
      }
    }
    return new AuditText(number, previous, time, act, door, commitments, numbers);
  }

  private static String value(Iterator<String> lines, String word) {
    String line = lines.hasNext() ? lines.next() : "";
    if (!line.startsWith(word + " ")) {
      throw new IllegalArgumentException("no " + word);
    }
    return line.substring(word.length() + 1);
  }

  /** The hash of an entry with this text. */
  public static Digest hash(String text) {
    return Digest.of(Digest.sha256().digest(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** What the chain holds in place of a name: it says nothing without the salt. */
  public static Digest commitment(byte[] salt, byte[] name) {
    MessageDigest sha256 = Digest.sha256();
    sha256.update(salt);
    return Digest.of(sha256.digest(name));
  }
}
