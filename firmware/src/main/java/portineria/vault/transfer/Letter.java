package portineria.vault.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import portineria.store.Digest;
import portineria.store.Flag;

/**
 * A message that was found where mail is to be imported from.
 *
 * @param where it lies, in words for a person
 * @param mailbox the name there, {@code /} between its levels; empty for what has no name of its
 *     own
 * @param sourceOctets how much of the source it is, for the progress
 * @param expected what it must be, where that is known
 */
record Letter(
    String where,
    String mailbox,
    Set<Flag> flags,
    Instant date,
    long sourceOctets,
    Optional<Digest> expected,
    Content content) {
  Letter {
    flags = Set.copyOf(flags);
  }

  /** The octets that will be a message of the box; the same each time. */
  @FunctionalInterface
  interface Content {
    InputStream open() throws IOException;
  }
}
