package portineria.fetch;

/** Whether the messages that were taken in and not deleted by us are still upstream. */
enum Upkeep {
  AS_EXPECTED,
  /** Some are newly missing: another program empties the mailbox. */
  EMPTIED,
  /** What was missing is there again: the server was mistaken. */
  RETURNED
}
