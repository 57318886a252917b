package portineria.health;

import java.util.Optional;

/**
 * One thing that was found.
 *
 * @param urgency how soon somebody should do what the words say
 * @param cause tells it from every other one, as long as it lasts
 * @param account whose mail it concerns, where it is one account's
 */
public record Finding(Urgency urgency, Cause cause, Optional<String> account, Words words) {

  /** Something to know. */
  static Finding note(String sentence) {
    return of(Urgency.NONE, Cause.of(sentence), Words.same(sentence));
  }

  /** Something to do today, of which nothing is known but the sentence. */
  static Finding need(String sentence) {
    return of(Urgency.TODAY, Cause.of(sentence), Words.same(sentence));
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
    return new Finding(urgency, cause, Optional.of(name), words);
  }

  /** The same, with words in front. */
  Finding after(Words before) {
    return new Finding(
        urgency,
        cause,
        account,
        new Words(before.english() + words.english(), before.italian() + words.italian()));
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
