package portineria.health;

import java.util.Optional;

/**
 * One thing that was found.
 *
 * @param urgency how soon somebody should do what the words say
 * @param cause tells it from every other one, as long as it lasts
 * @param account whose mail it concerns, where it is one account's
 * @param words for everybody: what they want done can be done without a terminal, as far as
 *     anything can
 * @param command what is typed for it, which a terminal shows besides
 */
public record Finding(
    Urgency urgency, Cause cause, Optional<String> account, Words words, Optional<String> command) {

  /** One for which nothing is typed. */
  public Finding(Urgency urgency, Cause cause, Optional<String> account, Words words) {
    this(urgency, cause, account, words, Optional.empty());
  }

  /** Something to know. */
  static Finding note(Words words) {
    return of(Urgency.NONE, Cause.of(words.english()), words);
  }

  static Finding need(Cause cause, Words words) {
    return of(Urgency.TODAY, cause, words);
  }

  static Finding alarm(Cause cause, Words words) {
    return of(Urgency.NOW, cause, words);
  }

  static Finding of(Urgency urgency, Cause cause, Words words) {
    return new Finding(urgency, cause, Optional.empty(), words);
  }

  /** The same, as a thing of that account's mail. */
  Finding about(String name) {
    return new Finding(urgency, cause, Optional.of(name), words, command);
  }

  /** The same, with what is typed for it. */
  Finding typed(String line) {
    return new Finding(urgency, cause, account, words, Optional.of(line));
  }

  /** The same, with words in front. */
  Finding after(Words before) {
    return new Finding(
        urgency,
        cause,
        account,
        new Words(before.english() + words.english(), before.italian() + words.italian()),
        command);
  }

  /** In English, which the command line speaks. */
  public String sentence() {
    return words.english();
  }

  /** Whether somebody should do what the words say. */
  public boolean needsPerson() {
    return urgency != Urgency.NONE;
  }
}
