package portineria.imap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
  private static final Pattern VANISHED = Pattern.compile("\\* VANISHED ([0-9:,]+)");
  private static final Pattern UID = Pattern.compile("UID (\\d+)");
  private static final Pattern FLAGS = Pattern.compile("FLAGS \\(([^)]*)\\)");

  private static final Pattern EARLIER = Pattern.compile("\\* VANISHED \\(EARLIER\\) ([0-9:,]+)");
  private static final Pattern HIGHEST = Pattern.compile("\\[HIGHESTMODSEQ (\\d+)]");
  private static final Pattern MODSEQ = Pattern.compile("MODSEQ \\((\\d+)\\)");

  private final List<Known> messages = new ArrayList<>();
  private long modSeq;

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
    modSeq = 0;
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
    String heard = new String(octets, StandardCharsets.UTF_8);
    learn(heard);
    for (String line : heard.split("\r\n")) {
      Matcher vanished = VANISHED.matcher(line);
      if (vanished.matches()) {
        must(!numbersStandStill, "removals while numbers stand still: " + line);
        vanished(vanished.group(1), line);
      }
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

  private void vanished(String set, String line) {
    for (long gone : uids(set)) {
      int number = numberOf(gone, line);
      boolean guessed = messages.get(number - 1).uid.isEmpty();
      messages.remove(number - 1);
      // Of those whose UIDs were never heard it may have been any: the flags of one are another's.
      for (int i = number - 1; guessed && i < count() && messages.get(i).uid.isEmpty(); i++) {
        messages.get(i).flags = Optional.empty();
      }
    }
  }

  /** A UID that was never heard is that of a message behind those with lower ones. */
  private int numberOf(long uid, String line) {
    int behind = 0;
    for (int i = 0; i < count(); i++) {
      long known = messages.get(i).uid.orElse(0L);
      if (known == uid) {
        return i + 1;
      }
      behind = known > 0 && known < uid ? i + 1 : behind;
    }
    must(behind < count() && messages.get(behind).uid.isEmpty(), "a removal of nothing: " + line);
    return behind + 1;
  }

  private static List<Long> uids(String set) {
    List<Long> uids = new ArrayList<>();
    for (String range : set.split(",")) {
      String[] ends = range.split(":");
      for (long uid = Long.parseLong(ends[0]);
          uid <= Long.parseLong(ends[ends.length - 1]);
          uid++) {
        uids.add(uid);
      }
    }
    return uids;
  }

  /**
   * What a client keeps until it comes again: flags by UID, and up to which modseq it knows all.
   */
  record Memory(Map<Long, Set<String>> flags, long modSeq) {}

  /** Learns from the answer to one command up to where all is known: RFC 7162 §6. */
  private void learn(String heard) {
    Matcher highest = HIGHEST.matcher(heard);
    long certain = 0;
    while (highest.find()) {
      certain = Long.parseLong(highest.group(1));
    }
    Matcher modSeqs = MODSEQ.matcher(heard);
    long seen = 0;
    while (modSeqs.find()) {
      seen = Math.max(seen, Long.parseLong(modSeqs.group(1)));
    }
    modSeq = Math.max(modSeq, certain > 0 ? certain : seen);
  }

  /** What is known of messages whose UID and flags were heard. */
  Memory memory() {
    Map<Long, Set<String>> flags = new TreeMap<>();
    for (Known known : messages) {
      if (known.uid.isPresent() && known.flags.isPresent()) {
        flags.put(known.uid.get(), known.flags.get());
      }
    }
    return new Memory(flags, modSeq);
  }

  /** What is known after {@code heard}, the answer to SELECT with QRESYNC. */
  static Map<Long, Set<String>> resynchronised(Memory memory, byte[] heard) {
    Map<Long, Set<String>> flags = new TreeMap<>(memory.flags);
    for (String line : new String(heard, StandardCharsets.UTF_8).split("\r\n")) {
      Matcher earlier = EARLIER.matcher(line);
      if (earlier.matches()) {
        uids(earlier.group(1)).forEach(flags::remove);
      }
      Matcher uid = UID.matcher(line);
      Matcher told = FLAGS.matcher(line);
      if (line.contains(" FETCH ") && uid.find() && told.find()) {
        flags.put(Long.parseLong(uid.group(1)), flags(told.group(1)));
      }
    }
    return flags;
  }

  private static Set<String> flags(String list) {
    Set<String> given = new TreeSet<>(Arrays.asList(list.toLowerCase(Locale.ROOT).split(" ")));
    given.remove("\\recent");
    given.remove("");
    return given;
  }

  /** Those of a message, in the same form. */
  static Set<String> flags(View view, int index) {
    Set<String> flags = new TreeSet<>();
    view.flagTable()
        .flags(view.flagBits(index))
        .forEach(flag -> flags.add(flag.name().toLowerCase(Locale.ROOT)));
    return flags;
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
      known.flags = Optional.of(flags(flags.group(1)));
    }
  }

  /** Compares with the truth. */
  void mustAgree(View view) {
    must(count() == view.count(), "knows " + count() + " messages of " + view.count());
    for (int index = 0; index < count(); index++) {
      Known known = messages.get(index);
      long uid = view.uid(index);
      must(known.uid.orElse(uid) == uid, "message " + (index + 1) + " is UID " + uid);
      Set<String> flags = flags(view, index);
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
