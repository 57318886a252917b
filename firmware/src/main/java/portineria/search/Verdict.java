package portineria.search;

/** What is known of a message without reading it. */
public enum Verdict {
  HOLDS,
  LACKS,
  /** Not known: the message must be read. */
  UNREAD
}
