package portineria.imap;

import java.io.IOException;
import portineria.account.Authenticator;
import portineria.net.Connection;
import portineria.net.SessionHandler;
import portineria.store.Store;

/**
 * Speaks IMAP to whoever comes in at its doors: hand it to {@link portineria.net.Doors#open}, for
 * the door with implicit TLS and for the other. Safe for many threads; each connection has its own
 * session and thread.
 */
public final class ImapServer implements SessionHandler {
  /** What a door says to a client that it has no room for. */
  public static final String REFUSAL = "* BYE [UNAVAILABLE] Too many connections";

  private final Store store;
  private final Authenticator authenticator;
  private final CommandTable commands;
  private final ImapSettings settings;
  private final Common common;

  /**
   * Serves {@code store}.
   *
   * @param commands those of {@code imap.command}
   */
  public ImapServer(
      Store store, Authenticator authenticator, CommandTable commands, ImapSettings settings) {
    this.store = store;
    this.authenticator = authenticator;
    this.commands = commands;
    this.settings = settings;
    this.common = Common.of(store, settings.limits());
  }

  @Override
  public void serve(Connection connection) throws IOException {
    try (ImapSession session =
        new ImapSession(connection, store, authenticator, settings, common)) {
      new CommandLoop(session, commands).run();
    }
  }
}
