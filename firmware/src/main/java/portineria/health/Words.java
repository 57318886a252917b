package portineria.health;

import portineria.store.BoxLanguage;

/** What is said to people, in each language of the box. */
public record Words(String english, String italian) {

  /** What is the same in both, or has no Italian yet. */
  static Words same(String text) {
    return new Words(text, text);
  }

  /** What is said in that language. */
  public String in(BoxLanguage language) {
    return switch (language) {
      case ENGLISH -> english;
      case ITALIAN -> italian;
    };
  }
}
