package portineria.search;

/** The form of the texts in an index. One of another form is made anew: it would find less. */
final class Form {
  /** Counts up when {@link portineria.message.SearchedText} or what it builds on changes. */
  private static final long OURS = 1;

  /** Each Java brings a newer Unicode, with other letters. */
  static final long PRESENT = OURS * 1000 + Runtime.version().feature();

  private Form() {}
}
