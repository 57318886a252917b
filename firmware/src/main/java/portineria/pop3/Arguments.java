package portineria.pop3;

import java.util.Optional;

/** What follows the keyword on a command line. */
public final class Arguments {
  private static final int DIGITS_MAX = 18;

  private String rest;

  Arguments(String rest) {
    this.rest = rest;
  }

  /** All of it: a password may hold spaces, RFC 1939 §7. */
  public String all() {
    String all = rest;
    rest = "";
    return all;
  }

  /** The next word, if there is one. */
  public Optional<String> optionalWord() {
    String text = rest.stripLeading();
    int end = text.indexOf(' ');
    String word = end < 0 ? text : text.substring(0, end);
    rest = end < 0 ? "" : text.substring(end + 1);
    return word.isEmpty() ? Optional.empty() : Optional.of(word);
  }

  /** The next argument as a message number, if there is one. */
  public Optional<Integer> optionalMessage() throws Err {
    Optional<String> word = optionalWord();
    return word.isEmpty() ? Optional.empty() : Optional.of(message(word.get()));
  }

  /** The next argument as a message number; whether there is such a message is seen later. */
  public int message() throws Err {
    return message(
        optionalWord().orElseThrow(() -> new Err("say the number of a message with it")));
  }

  private static int message(String word) throws Err {
    return (int) Math.min(number(word), Integer.MAX_VALUE);
  }

  /** The next argument as a number of lines. */
  public long lines() throws Err {
    return number(optionalWord().orElseThrow(() -> new Err("say how many lines with it")));
  }

  private static long number(String word) throws Err {
    if (word.length() > DIGITS_MAX || !word.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new Err("a number is wanted");
    }
    return Long.parseLong(word);
  }

  /** There must be nothing more. */
  public void end() throws Err {
    if (!rest.isBlank()) {
      throw new Err("too many arguments");
    }
  }
}
