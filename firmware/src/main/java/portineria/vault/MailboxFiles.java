package portineria.vault;

import java.io.IOException;
import portineria.message.Octets;
import portineria.store.View;

/** Where the messages of one mailbox are written to. */
interface MailboxFiles extends AutoCloseable {
  void add(View view, int index, Octets message) throws IOException;

  @Override
  void close() throws IOException;
}
