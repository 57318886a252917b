package portineria.vault.transfer;

/** Nobody takes in mail any more, for a reason that has nothing to do with what is being read. */
final class Stopped extends Exception {
  private static final long serialVersionUID = 1L;

  Stopped(Exception why) {
    super(why);
  }
}
