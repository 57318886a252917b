package portineria.imap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portineria.store.View;

/**
 * What a client that believes every word of the server knows of its mailbox: how many messages, and
 * of each its UID and flags as far as it was told.
 */
final class ClientModel {
  private static final Pattern NUMBERED = Pattern.compile("\\* (\\d+) (EXISTS|EXPUNGE|FETCH .*)");
  private static final Pattern UID = Pattern.compile("UID (\\d+)");
  private static final Pattern FLAGS = Pattern.compile("FLAGS \\(([^)]*)\\)");

  private final List<Known> messages = new ArrayList<>();

  /** What is known of one message. */
  private static final class Known {
    private Optional<Long> uid = Optional.empty();
    private Optional<Set<String>> flags = Optional.empty();
  }

  int count() {
    return messages.size();
  }

  void forget() {
    messages.clear();
  }

  /** The client changes flags itself and asks not to be told: STORE.SILENT. */
  void storesSilently(int number, char sign, String flag) {
    Known known = messages.get(number - 1);
    known.flags =
        known.flags.map(
            before -> {
              Set<String> after = new TreeSet<>(before);
              switch (sign) {
                case '+' -> after.add(flag);
                case '-' -> after.remove(flag);
                default -> {
                  after.clear();
                  after.add(flag);
                }
              }
              return after;
            });
  }

  /**
   * Hears what the server says.
   *
   * @param numbersStandStill while SEARCH, FETCH or STORE are answered
   */
  void hear(byte[] octets, boolean numbersStandStill) {
    for (String line : new String(octets, StandardCharsets.UTF_8).split("\r\n")) {
      Matcher numbered = NUMBERED.matcher(line);
      if (numbered.matches()) {
        int number = Integer.parseInt(numbered.group(1));
        switch (numbered.group(2)) {
          case "EXISTS" -> exists(number);
          case "EXPUNGE" -> {
            must(!numbersStandStill, "an expunge while numbers stand still: " + line);
            must(number <= count(), "an expunge of nothing: " + line);
            messages.remove(number - 1);
          }
          default -> fetched(number, line);
        }
      }
    }
  }

  private void exists(int count) {
    must(count >= count(), "fewer messages than were known: " + count);
    while (count() < count) {
      messages.add(new Known());
    }
  }

  private void fetched(int number, String line) {
    must(number <= count(), "a message that is not known: " + line);
    Known known = messages.get(number - 1);
    Matcher uid = UID.matcher(line);
    if (uid.find()) {
      long given = Long.parseLong(uid.group(1));
      must(known.uid.orElse(given) == given, "another UID than before: " + line);
      known.uid = Optional.of(given);
    }
    Matcher flags = FLAGS.matcher(line);
    if (flags.find()) {
      Set<String> given =
          new TreeSet<>(Arrays.asList(flags.group(1).toLowerCase(Locale.ROOT).split(" ")));
      given.remove("\\recent");
      given.remove("");
      known.flags = Optional.of(given);
    }
  }

  /** Compares with the truth. */
  void mustAgree(View view) {
    must(count() == view.count(), "knows " + count() + " messages of " + view.count());
    for (int index = 0; index < count(); index++) {
      Known known = messages.get(index);
      long uid = view.uid(index);
      must(known.uid.orElse(uid) == uid, "message " + (index + 1) + " is UID " + uid);
      Set<String> flags = new TreeSet<>();
      view.flagTable()
          .flags(view.flagBits(index))
          .forEach(flag -> flags.add(flag.name().toLowerCase(Locale.ROOT)));
      must(
          known.flags.orElse(flags).equals(flags),
          "message " + (index + 1) + " has " + flags + ", known is " + known.flags);
    }
  }

  private static void must(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
