package portineria.fetch;

/** Where a source's session is. */
public enum Phase {
  /** Not begun: another session is still under way, or the server wants a break. */
  WAITING,
  CONNECTING,
  FETCHING,
  DELETING,
  /** Over, well or not. */
  DONE
}
