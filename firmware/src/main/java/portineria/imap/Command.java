package portineria.imap;

import java.io.IOException;
import portineria.imap.wire.Bad;
import portineria.imap.wire.No;
import portineria.store.Refusal;

/**
 * One command of a client, completely read: a record whose components are its arguments. It is run
 * once.
 */
@FunctionalInterface
public interface Command {
  /**
   * Does it. Untagged responses that are the command's own answer are written to {@link
   * ImapSession#out}; what has changed in the mailbox is told by the session afterwards.
   *
   * @throws Refusal the store's; the session finds the response code for it
   */
  Ok run(ImapSession session) throws IOException, Bad, No, Refusal;
}
