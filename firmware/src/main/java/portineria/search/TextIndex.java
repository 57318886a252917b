package portineria.search;

/** What may know which messages hold a text, so that a search need not read them all. */
@FunctionalInterface
public interface TextIndex {
  /** Knows nothing: every message is read. */
  TextIndex NONE = (sought, messages) -> Verdicts.unread(messages);

  /**
   * What is known of some messages. Whatever is answered is what {@link MessageText#holds} would
   * say.
   *
   * @param messages their numbers, in any order
   */
  Verdicts ask(Sought sought, long[] messages);
}
