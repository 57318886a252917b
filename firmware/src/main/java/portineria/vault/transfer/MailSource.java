package portineria.vault.transfer;

import java.io.Closeable;
import java.io.IOException;

/** Where mail is to be imported from. Read from front to back; nothing in it is changed. */
interface MailSource extends Closeable {

  /** How much there is to read, as far as one can tell beforehand. */
  long octets() throws IOException;

  /** The mailbox for what has no name in the source: that of the file or folder, mostly. */
  String ownName();

  /** Tells all that is there, in the order in which it should arrive. */
  void each(Finder finder) throws IOException, Stopped;

  @Override
  default void close() throws IOException {
    // Most have nothing open in between.
  }

  /** Hears what is found. */
  interface Finder {
    /** A mailbox that must be there even when it is empty. */
    void mailbox(MailboxRow row) throws Stopped;

    void letter(Letter letter) throws Stopped;

    /** Mail that can't be read; the rest can. */
    void trouble(String where, String why) throws Stopped;

    /** A file that is no mail. */
    void passedOver(String where, long octets) throws Stopped;
  }
}
