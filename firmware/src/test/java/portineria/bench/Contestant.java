package portineria.bench;

/**
 * An IMAP server that takes part.
 *
 * @param imapPort clear text, on loopback
 */
record Contestant(String name, int imapPort, String user, String password, AutoCloseable server)
    implements AutoCloseable {
  @Override
  public void close() throws Exception {
    server.close();
  }
}
