package portineria.store;

import java.io.IOException;
import java.io.InputStream;
import portineria.message.Octets;

/**
 * A message that is being taken in, by one thread. Close it in every case: bytes that were not
 * delivered by then are thrown away.
 */
public interface Incoming extends AutoCloseable {

  /**
   * Adds octets, exactly as received.
   *
   * @throws Refusal with {@code NO_SPACE} when the disk is full; the rest of the message may be
   *     read and dropped then, so that the protocol stays in step
   */
  void write(byte[] octets, int offset, int length) throws Refusal, IOException;

  /**
   * Adds all that comes from {@code octets}.
   *
   * @param buffer of who calls, who may have many messages to write
   */
  default void writeAll(InputStream octets, byte[] buffer) throws Refusal, IOException {
    for (int count = octets.read(buffer); count >= 0; count = octets.read(buffer)) {
      write(buffer, 0, count);
    }
  }

  /** The message is complete: from now on it can be read, parsed and delivered. */
  Received finish() throws Refusal, IOException;

  @Override
  void close();

  /** A complete message that is not yet in a mailbox. It may be delivered more than once. */
  interface Received {
    Digest digest();

    /** Readable until the {@link Incoming} is closed. */
    Octets octets();
  }
}
