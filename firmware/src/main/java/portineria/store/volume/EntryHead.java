package portineria.store.volume;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import portineria.store.Digest;

/**
 * What stands before the octets of a message: a pax header with the label, and the ustar header.
 *
 * @param octets its own length, a whole number of blocks
 * @param size that of the message
 * @param label none for an erased message
 */
record EntryHead(
    EntryPath path, int octets, long size, Optional<Label> label, Optional<Position> group) {

  /** Reserved for the head of an own volume, whose label comes last: V8. */
  static final int OWN_OCTETS = 32 * 1024;

  private static final int HEADERS = 2 * TarHeader.BLOCK;

  /** Where the entry ends: the octets of the message fill whole blocks. */
  long end(long start) {
    return start + octets + TarHeader.padded(size);
  }

  /** The head of an entry in a shared volume. */
  static byte[] encode(Label label, Digest digest, long size, Position group) {
    return head(label, digest, size, Pax.encode(LabelRecords.of(label, Optional.of(group))));
  }

  /** The head of an own volume: always {@link #OWN_OCTETS}. */
  static byte[] encodeOwn(Label label, Digest digest, long size) {
    Map<String, String> records = LabelRecords.of(label, Optional.empty());
    return head(label, digest, size, Pax.encode(records, OWN_OCTETS - HEADERS));
  }

  private static byte[] head(Label label, Digest digest, long size, byte[] pax) {
    int paxPadded = (int) TarHeader.padded(pax.length);
    byte[] head = new byte[HEADERS + paxPadded];
    long seconds = modificationTime(label);
    new TarHeader(TarHeader.PAX, "PaxHeaders/" + digest.hex(), pax.length, seconds).write(head, 0);
    System.arraycopy(pax, 0, head, TarHeader.BLOCK, pax.length);
    String path = EntryPath.of(label.account(), label.internalDate(), digest).text();
    new TarHeader(TarHeader.FILE, path, size, seconds).write(head, TarHeader.BLOCK + paxPadded);
    return head;
  }

  /** tar has something to say about times before 1970 and after now. */
  private static long modificationTime(Label label) {
    Instant time =
        label.internalDate().isBefore(label.received()) ? label.internalDate() : label.received();
    return Math.clamp(time.getEpochSecond(), 1, TarHeader.NUMBER_MAX);
  }

  /** The head at {@code at}, where there is one. */
  static Optional<EntryHead> parse(Window window, long at) throws IOException {
    Optional<TarHeader> pax = window.header(at);
    if (pax.isEmpty() || pax.get().type() != TarHeader.PAX || pax.get().size() > OWN_OCTETS) {
      return Optional.empty();
    }
    Optional<byte[]> data = window.octets(at + TarHeader.BLOCK, (int) pax.get().size());
    long fileAt = at + TarHeader.BLOCK + TarHeader.padded(pax.get().size());
    Optional<TarHeader> file = window.header(fileAt);
    if (data.isEmpty() || file.isEmpty() || file.get().type() != TarHeader.FILE) {
      return Optional.empty();
    }
    int octets = (int) (fileAt + TarHeader.BLOCK - at);
    return Pax.parse(data.get()).flatMap(records -> of(file.get(), octets, records));
  }

  private static Optional<EntryHead> of(TarHeader file, int octets, Map<String, String> records) {
    Optional<EntryPath> path = EntryPath.parse(file.path());
    if (path.isEmpty()) {
      return Optional.empty();
    }
    Optional<Label> label = path.get().erased() ? Optional.empty() : LabelRecords.label(records);
    if (label.isEmpty() && !path.get().erased()) {
      return Optional.empty();
    }
    Optional<Position> group = LabelRecords.group(records);
    return Optional.of(new EntryHead(path.get(), octets, file.size(), label, group));
  }
}
