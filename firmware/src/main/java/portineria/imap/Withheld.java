package portineria.imap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The capabilities that are switched off for an account, because one of its programs gets them
 * wrong. It is the account that logged in that counts, in mailboxes that are shared with it too: a
 * program is what is broken, not a mailbox.
 *
 * <p>What is withheld is not in the list of capabilities, and ENABLE does not switch it on. A
 * command that belongs to it is still understood, because there are programs that do not look into
 * the list, and a refusal would be new to them; except where it changes how the session goes on
 * from there, which is what such a program has trouble with: IDLE, COMPRESS.
 */
public final class Withheld {
  /**
   * What can be. All else is what a session is made of, is said before anybody knows whose it is,
   * or is no capability at all.
   */
  private static final List<String> SWITCHABLE =
      List.of(
          "ACL",
          "APPENDLIMIT",
          "BINARY",
          "CHILDREN",
          "COMPRESS=DEFLATE",
          "CONDSTORE",
          "CREATE-SPECIAL-USE",
          "ESEARCH",
          "ESORT",
          "I18NLEVEL=1",
          "IDLE",
          "IMAP4rev2",
          "LIST-EXTENDED",
          "LIST-MYRIGHTS",
          "LIST-STATUS",
          "MOVE",
          "MULTIAPPEND",
          "NAMESPACE",
          "OBJECTID",
          "PREVIEW",
          "QRESYNC",
          "QUOTA",
          "REPLACE",
          "SAVEDATE",
          "SEARCHRES",
          "SORT",
          "SPECIAL-USE",
          "STATUS=SIZE",
          "THREAD=ORDEREDSUBJECT",
          "THREAD=REFERENCES",
          "UIDPLUS",
          "UNSELECT",
          "UTF8=ACCEPT",
          "WITHIN");

  /** What can't be offered without it, or is a part of it. */
  private static final Map<String, Set<String>> WITH_IT =
      Map.of(
          "ACL", Set.of("RIGHTS", "LIST-MYRIGHTS"), // RFC 4314 §2.2, RFC 8440 §3
          "CONDSTORE", Set.of("QRESYNC"), // RFC 7162 §3.2.3
          "ESEARCH", Set.of("SEARCHRES"), // RFC 5182 §2.1
          "LIST-EXTENDED", Set.of("LIST-MYRIGHTS", "LIST-STATUS"), // RFC 8440 §3, RFC 5819 §2
          "SORT", Set.of("ESORT"), // RFC 5267 §3
          "SPECIAL-USE", Set.of("CREATE-SPECIAL-USE")); // RFC 6154 §3

  /** Nothing is. */
  static final Withheld NOTHING = of(Set.of());

  private final Set<String> words;

  private Withheld(Set<String> words) {
    this.words = words;
  }

  /** These, and what goes with them. Words that mean nothing here withhold nothing. */
  static Withheld of(Set<String> named) {
    Set<String> words = new HashSet<>(named);
    named.forEach(word -> words.addAll(WITH_IT.getOrDefault(word, Set.of())));
    words.retainAll(known());
    return new Withheld(words);
  }

  private static Set<String> known() {
    Set<String> known = new HashSet<>(SWITCHABLE);
    WITH_IT.values().forEach(known::addAll);
    return known;
  }

  /** What can be withheld, in order. */
  public static List<String> switchable() {
    return SWITCHABLE;
  }

  /** As the list of capabilities spells it, if it can be withheld. */
  public static Optional<String> switchable(String word) {
    return SWITCHABLE.stream().filter(one -> one.equalsIgnoreCase(word)).findFirst();
  }

  /** What is withheld after some more of them is, and some not any more. */
  public static Set<String> changed(Set<String> now, List<String> without, List<String> with) {
    Set<String> changed = new TreeSet<>(now);
    changed.addAll(without);
    with.forEach(changed::remove);
    return Collections.unmodifiableSet(changed);
  }

  /** Whether this one is, or what stands before its {@code =}: APPENDLIMIT, RIGHTS, QUOTA. */
  boolean has(String word) {
    return words.contains(word) || words.contains(word.replaceFirst("=.*", ""));
  }

  /** What of a list of capabilities is left. */
  String without(String capabilities) {
    List<String> left = new ArrayList<>(List.of(capabilities.split(" ")));
    left.removeIf(this::has);
    return String.join(" ", left);
  }
}
