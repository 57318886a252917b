package portineria.store;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Some rights, as one account has them in a mailbox. */
public record Rights(Set<Right> all) {
  public static final Rights NONE = new Rights(Set.of());

  /** What an account has in its own mailboxes. */
  public static final Rights ALL = new Rights(EnumSet.allOf(Right.class));

  /** To look and change nothing, for anybody: what is unread stays so. */
  public static final Rights READ = of("lr");

  /** To read, answer and file: all but to change what mailboxes there are. */
  public static final Rights WRITE = of("lrswipte");

  /** Everything but to pass rights on. */
  public static final Rights FULL = of("lrswipkxte");

  public Rights {
    EnumSet<Right> copy = EnumSet.noneOf(Right.class);
    copy.addAll(all);
    all = Collections.unmodifiableSet(copy);
  }

  /**
   * Reads letters. Those of RFC 2086 mean what they stand for today: {@code c} is {@code kx} and
   * {@code d} is {@code te}, RFC 4314 §2.1.1.
   *
   * @throws IllegalArgumentException where one is no letter of a right
   */
  public static Rights of(String letters) {
    EnumSet<Right> rights = EnumSet.noneOf(Right.class);
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      switch (letter) {
        case 'c' -> rights.addAll(Set.of(Right.CREATE, Right.DELETE_MAILBOX));
        case 'd' -> rights.addAll(Set.of(Right.DELETE_MESSAGE, Right.EXPUNGE));
        default ->
            rights.add(
                Right.of(letter)
                    .orElseThrow(
                        () -> new IllegalArgumentException("there is no right '" + letter + "'")));
      }
    }
    return new Rights(rights);
  }

  public boolean has(Right right) {
    return all.contains(right);
  }

  public boolean hasAll(Rights others) {
    return all.containsAll(others.all);
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  public Rights plus(Rights others) {
    EnumSet<Right> both = EnumSet.noneOf(Right.class);
    both.addAll(all);
    both.addAll(others.all);
    return new Rights(both);
  }

  public Rights minus(Rights others) {
    EnumSet<Right> rest = EnumSet.noneOf(Right.class);
    rest.addAll(all);
    rest.removeAll(others.all);
    return new Rights(rest);
  }

  /** Whether {@code flag} may be set and taken away: RFC 4314 §4. */
  public boolean permits(Flag flag) {
    if (flag.equals(Flag.SEEN)) {
      return has(Right.SEEN);
    }
    return has(flag.equals(Flag.DELETED) ? Right.DELETE_MESSAGE : Right.WRITE);
  }

  /** Whether anything in a mailbox can be changed. */
  public boolean permitChanges() {
    return has(Right.SEEN) || has(Right.WRITE) || has(Right.DELETE_MESSAGE) || has(Right.EXPUNGE);
  }

  /** In the order of {@link Right}. */
  public String letters() {
    StringBuilder letters = new StringBuilder();
    all.forEach(right -> letters.append(right.letter()));
    return letters.toString();
  }

  @Override
  public String toString() {
    return letters();
  }
}
