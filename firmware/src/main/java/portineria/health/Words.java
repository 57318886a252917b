package portineria.health;

import portineria.store.BoxLanguage;

/** What is said to people, in each language of the box. */
public record Words(String english, String italian) {

  private static final String TAB = "\t";

  /** Both in one text, as it is kept. */
  public String kept() {
    return english + TAB + italian;
  }

  /** From a kept text; one in a single language is that in both. */
  public static Words ofKept(String text) {
    int tab = text.indexOf(TAB);
    return tab < 0
        ? new Words(text, text)
        : new Words(text.substring(0, tab), text.substring(tab + 1));
  }

  /** What is said in that language. */
  public String in(BoxLanguage language) {
    return switch (language) {
      case ENGLISH -> english;
      case ITALIAN -> italian;
    };
  }
}
