package portineria.vault.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import portineria.store.Account;
import portineria.store.Digest;
import portineria.store.MessageId;

/** Copies a message as it is, and looks whether it is what it was when it came. */
public final class MessageCopy {
  private static final int BUFFER_OCTETS = 64 * 1024;
  private static final String WHY = "it can't be read: portineria verify says more";

  private MessageCopy() {}

  /**
   * Copies.
   *
   * @throws Unreadable when it is not, or can't be read: what {@code to} has got is worthless then
   */
  public static void write(Account account, MessageId message, OutputStream to) throws IOException {
    MessageDigest seen = Digest.sha256();
    byte[] buffer = new byte[BUFFER_OCTETS];
    InputStream in = open(account, message);
    for (int n = read(in, buffer); n > 0; n = read(in, buffer)) {
      seen.update(buffer, 0, n);
      to.write(buffer, 0, n);
    }
    if (!Digest.of(seen.digest()).equals(account.digest(message))) {
      throw new Unreadable("it is damaged: portineria verify says more");
    }
  }

  private static InputStream open(Account account, MessageId message) throws Unreadable {
    try {
      return account.octets(message).stream();
    } catch (UncheckedIOException e) {
      throw new Unreadable(WHY, e);
    }
  }

  private static int read(InputStream in, byte[] buffer) throws Unreadable {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw new Unreadable(WHY, e);
    }
  }
}
