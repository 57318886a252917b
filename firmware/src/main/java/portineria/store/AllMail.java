package portineria.store;

/** Whether an account shows all its mail, in read-only mailboxes by year. Safe for many threads. */
public interface AllMail {
  boolean isShown();

  /**
   * Shows all mail, or shows it no more. What arrives from then on is shown with its arrival; what
   * was there before, by {@link #step}.
   */
  void show(boolean wanted) throws Refusal;

  /**
   * Does a small part of what {@link #show} has left to do, so that nobody waits long meanwhile.
   * Done again and again until nothing is left, by whoever asked for it, else by the store's
   * housekeeping.
   *
   * @return whether there is more to do
   */
  boolean step() throws Refusal;
}
