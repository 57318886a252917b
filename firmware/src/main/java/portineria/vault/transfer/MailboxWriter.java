package portineria.vault.transfer;

import java.io.Closeable;
import java.io.IOException;
import portineria.store.View;

/**
 * Writes the messages of one mailbox in some format. What an earlier, interrupted run has left is
 * used.
 */
interface MailboxWriter extends Closeable {

  /**
   * Whether a message that an earlier run has written is there as it should be, so that it need not
   * be written again.
   *
   * @param end where the next one begins, in a file of many
   */
  boolean holds(MessageRow row, long end) throws IOException;

  /** Goes on at this position of a file of many; what stands behind it is cut off. */
  void goOn(long position) throws IOException;

  /**
   * Writes one message.
   *
   * @throws Unreadable when the message can't be read; nothing of it is left then
   */
  MessageRow write(ExportedMessage message) throws IOException;

  /** All messages of {@code view} that can be read are written, and nothing else is left. */
  void finish(View view) throws IOException;
}
