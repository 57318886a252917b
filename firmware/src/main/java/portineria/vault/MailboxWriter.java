package portineria.vault;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Writes the messages of one mailbox in some format. */
interface MailboxWriter extends Closeable {

  /**
   * Writes one message.
   *
   * @return the file that it is in now
   */
  Path write(ExportedMessage message) throws IOException;

  /** All messages are written: the mailbox gets its name. */
  void finish() throws IOException;
}
