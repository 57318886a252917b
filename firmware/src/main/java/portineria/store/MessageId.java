package portineria.store;

/** The index's number of a message; another one after a rebuild. Not the Message-ID field. */
public record MessageId(long value) {}
