package portineria.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portineria.store.Actor;
import portineria.store.Digest;
import portineria.store.sqlite.database.Database;
import portineria.store.volume.Disk;
import portineria.store.volume.DiskFailed;

/**
 * What was erased, in a file that outlives the index: {@code volumes/erased}. FORMAT.md, "Erasure".
 * One thread at a time uses it.
 *
 * <p>It holds hashes and times, and is never shortened: a message that was erased must not come
 * back from a mailbox, a backup or an old PC after years.
 */
final class Ledger {
  /** How long the file was when it and the index held the same. */
  static final String COUNTER = "ledger";

  /** Who erases once more what was erased before. */
  private static final Actor AGAIN = new Actor("", "ledger");

  private static final String FOLDER = "volumes";
  private static final String NAME = FOLDER + "/erased";
  private static final Pattern LINE = Pattern.compile("(\\S+) ([0-9a-f]{64})");

  private static final String ADD = "INSERT OR IGNORE INTO erased (tag, erased) VALUES (?, ?)";
  private static final String HAS = "SELECT 1 FROM erased WHERE tag = ?";
  private static final String ALL = "SELECT tag, erased FROM erased";

  private static final String MESSAGES =
      """
      SELECT messages.id, accounts.filed, digest
      FROM messages JOIN accounts ON accounts.id = messages.account WHERE volume > 0
      """;

  private static final String ERASE_AGAIN =
      """
      INSERT OR IGNORE INTO erasing (message, removed_by, everywhere, forgotten)
      VALUES (?, ?, 1, 0)
      """;

  /** No file has this length. */
  private static final long UNEQUAL = -1;

  private final Disk disk;

  Ledger(Disk disk) {
    this.disk = disk;
  }

  /**
   * Adds tags; they are on the disk when this returns.
   *
   * @return how long the file is now
   */
  long append(Collection<Digest> tags, Instant when) throws IOException {
    StringBuilder lines = new StringBuilder();
    tags.forEach(tag -> lines.append(line(tag, when)));
    return append(lines);
  }

  private static String line(Digest tag, Instant when) {
    return when.truncatedTo(ChronoUnit.SECONDS) + " " + tag.hex() + "\n";
  }

  private long append(StringBuilder lines) throws IOException {
    boolean isNew = length() == 0;
    if (isNew) {
      disk.makeDirectory(FOLDER);
      disk.forceDirectory("");
    }
    try (Disk.File file = isNew ? disk.create(NAME) : disk.edit(NAME)) {
      long end = file.size();
      String begin = endsInLine(file, end) ? "" : "\n"; // behind one that a crash has torn
      byte[] octets = (begin + lines).getBytes(StandardCharsets.US_ASCII);
      file.write(ByteBuffer.wrap(octets), end);
      force(file);
      if (isNew) {
        disk.forceDirectory(FOLDER);
      }
      return end + octets.length;
    }
  }

  private static boolean endsInLine(Disk.File file, long end) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return end == 0 || (file.read(last, end - 1) == 1 && last.get(0) == '\n');
  }

  private static void force(Disk.File file) {
    try {
      file.force();
    } catch (IOException failed) {
      throw new DiskFailed("the ledger could not be forced to the disk", failed);
    }
  }

  private long length() throws IOException {
    try (Disk.File file = disk.open(NAME)) {
      return file.size();
    } catch (NoSuchFileException none) {
      return 0;
    }
  }

  private Map<Digest, Instant> read() throws IOException {
    Map<Digest, Instant> tags = new HashMap<>();
    try (Disk.File file = disk.open(NAME)) {
      ByteBuffer octets = ByteBuffer.allocate(Math.toIntExact(file.size()));
      int count = 1;
      while (count > 0 && octets.hasRemaining()) {
        count = file.read(octets, octets.position());
      }
      String text = new String(octets.array(), 0, octets.position(), StandardCharsets.US_ASCII);
      text.lines().forEach(line -> read(line, tags));
    } catch (NoSuchFileException none) {
      // nothing was erased, or the file is lost and is made again
    }
    return tags;
  }

  private static void read(String line, Map<Digest, Instant> into) {
    Matcher matcher = LINE.matcher(line);
    if (matcher.matches()) {
      try {
        into.put(Digest.parse(matcher.group(2)), Instant.parse(matcher.group(1)));
      } catch (DateTimeException torn) {
        // its message is in "erasing" still
      }
    }
  }

  /** Whether such a message was erased. */
  static boolean has(Database index, Digest tag) throws SQLException {
    return index.row(HAS, row -> true, tag.octets()).isPresent();
  }

  /** Learns a tag that a tombstone has told; {@link #join} must follow. */
  static void learn(Database index, Digest tag, Instant when) throws SQLException {
    add(index, tag, when);
    Index.putCounter(index, COUNTER, UNEQUAL);
  }

  /** Notes that a tag is in the file. */
  static void add(Database index, Digest tag, Instant when) throws SQLException {
    index.run(ADD, tag.octets(), when.getEpochSecond());
  }

  /**
   * Makes file and index hold the same, I17; to be called before anybody uses the index. Messages
   * that the index still has, because it is an older copy, are to be erased once more.
   */
  void join(Database index) throws SQLException, IOException {
    if (Index.counter(index, COUNTER).orElse(0L) == length()) {
      return;
    }
    index.run("BEGIN IMMEDIATE");
    try {
      Map<Digest, Instant> here = read();
      for (Map.Entry<Digest, Instant> one : here.entrySet()) {
        add(index, one.getKey(), one.getValue());
      }
      Map<Digest, Instant> all = new HashMap<>();
      index.each(
          ALL, row -> all.put(Digest.of(row.getBytes(1)), Instant.ofEpochSecond(row.getLong(2))));
      eraseAgain(index, all.keySet());
      all.keySet().removeAll(here.keySet());
      StringBuilder missing = new StringBuilder();
      all.forEach((tag, when) -> missing.append(line(tag, when)));
      long length = missing.isEmpty() ? length() : append(missing);
      Index.putCounter(index, COUNTER, length);
      index.run("COMMIT");
    } catch (SQLException | IOException failed) {
      index.rollBack();
      throw failed;
    }
  }

  private static void eraseAgain(Database index, Set<Digest> tags) throws SQLException {
    List<Long> messages = new ArrayList<>();
    index.each(
        MESSAGES,
        row -> {
          Digest digest = Digest.of(row.getBytes(3));
          if (tags.contains(Tag.of(row.getString(2), digest))) {
            messages.add(row.getLong(1));
          }
        });
    for (long message : messages) {
      index.run(ERASE_AGAIN, message, Entries.actor(index, AGAIN));
    }
  }
}
