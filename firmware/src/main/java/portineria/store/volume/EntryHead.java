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
 * @param label none of a tombstone
 */
record EntryHead(
    EntryPath path, int octets, long size, Optional<Label> label, Optional<Position> group) {

  /** Reserved for the head of an own volume, whose label comes last: V8. */
  static final int OWN_OCTETS = 32 * 1024;

  private static final int HEADERS = 2 * TarHeader.BLOCK;

  /** The earliest time that tar has nothing to say about. */
  private static final long ERASED_SECONDS = 1;

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

  /**
   * The head of a tombstone, as long as the message's was, so that nothing else moves.
   *
   * @param octets its length
   */
  static byte[] encodeErased(Grave grave, Optional<Position> group, int octets) {
    byte[] pax = Pax.encode(LabelRecords.ofErased(grave.account(), group), octets - HEADERS);
    byte[] head = new byte[octets];
    new TarHeader(TarHeader.PAX, paxName(grave.tag()), pax.length, ERASED_SECONDS).write(head, 0);
    System.arraycopy(pax, 0, head, TarHeader.BLOCK, pax.length);
    writeErased(grave, head, octets - TarHeader.BLOCK);
    return head;
  }

  /** The last block of it, which says that it is a tombstone. */
  static byte[] encodeLastErased(Grave grave) {
    byte[] block = new byte[TarHeader.BLOCK];
    writeErased(grave, block, 0);
    return block;
  }

  private static void writeErased(Grave grave, byte[] head, int at) {
    String path = EntryPath.erased(grave.account(), grave.tag()).text();
    new TarHeader(TarHeader.FILE, path, grave.location().size(), ERASED_SECONDS).write(head, at);
  }

  private static String paxName(Digest digest) {
    return "PaxHeaders/" + digest.hex();
  }

  private static byte[] head(Label label, Digest digest, long size, byte[] pax) {
    int paxPadded = (int) TarHeader.padded(pax.length);
    byte[] head = new byte[HEADERS + paxPadded];
    long seconds = modificationTime(label);
    new TarHeader(TarHeader.PAX, paxName(digest), pax.length, seconds).write(head, 0);
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
    Optional<EntryPath> path = EntryPath.parse(file.get().path());
    return path.isEmpty()
        ? Optional.empty()
        : of(path.get(), octets, file.get().size(), Pax.parse(data.get()));
  }

  /** The label of a tombstone may be torn: its last block alone says that it is one. V12. */
  private static Optional<EntryHead> of(
      EntryPath path, int octets, long size, Optional<Map<String, String>> records) {
    Optional<Label> label = path.erased() ? Optional.empty() : records.flatMap(LabelRecords::label);
    if (label.isEmpty() && !path.erased()) {
      return Optional.empty();
    }
    Optional<Position> group = records.flatMap(LabelRecords::group);
    return Optional.of(new EntryHead(path, octets, size, label, group));
  }
}
