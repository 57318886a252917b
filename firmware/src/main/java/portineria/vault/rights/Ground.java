package portineria.vault.rights;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Why a message is about a person, what says most first. */
public enum Ground {
  /** It is from the person. */
  SENDER,
  /** It is to the person. */
  RECIPIENT,
  /** A message within it is from or to the person. */
  ATTACHED,
  /** It says so somewhere else. */
  TEXT;

  /** As lists show it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All of them in a cell. */
  static String words(Set<Ground> grounds) {
    return grounds.stream().sorted().map(Ground::word).collect(Collectors.joining(" "));
  }
}
