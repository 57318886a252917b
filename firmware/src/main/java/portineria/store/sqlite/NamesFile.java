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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.database.Readers;
import portineria.store.volume.Disk;

/**
 * What accounts are called that were renamed, in a file that outlives the index: {@code
 * volumes/names}. FORMAT.md, "An account's names".
 *
 * <p>It is written after the commit, so that it never tells of a renaming that was refused; what a
 * crash in between keeps from it, the next start writes.
 */
final class NamesFile {
  private static final Logger LOG = LoggerFactory.getLogger(NamesFile.class);

  private static final String FOLDER = "volumes";
  private static final String NAME = FOLDER + "/names";
  private static final String FRESH = NAME + ".new";
  private static final Pattern LINE = Pattern.compile("(\\S+) (\\S+) (\\S+)");

  private static final String ACCOUNT = "SELECT id FROM accounts WHERE filed = ?";

  private static final String RENAMED =
      """
      SELECT id, filed, name FROM accounts WHERE id IN (SELECT account FROM bygone_names)
      ORDER BY id
      """;

  private static final String BYGONE =
      "SELECT name, until_ms FROM bygone_names WHERE account = ? ORDER BY id";

  private static final String KNOWN = "SELECT count(*) FROM bygone_names WHERE account = ?";

  private final Disk disk;

  NamesFile(Disk disk) {
    this.disk = disk;
  }

  /**
   * An account was given another name.
   *
   * @param filed the name under which its mail is filed
   * @param name that it has since
   */
  record Line(Instant when, String filed, String name) {
    String text() {
      return when.truncatedTo(ChronoUnit.SECONDS) + " " + filed + " " + name + "\n";
    }
  }

  /**
   * Makes file and index say the same, I20. Of each account the one that knows of more renamings is
   * right: the index may be an older copy, the file may not have been written before a crash.
   */
  void join(Database index) throws SQLException, IOException {
    Map<String, List<Line>> here = read();
    if (!here.isEmpty()) {
      index.run("BEGIN IMMEDIATE");
      try {
        for (Map.Entry<String, List<Line>> account : here.entrySet()) {
          renameAgain(index, account.getKey(), account.getValue());
        }
        index.run("COMMIT");
      } catch (SQLException failed) {
        index.rollBack();
        throw failed;
      }
    }
    write(known(index));
  }

  private static void renameAgain(Database index, String filed, List<Line> lines)
      throws SQLException {
    List<Long> account = index.rows(ACCOUNT, row -> row.getLong(1), filed);
    if (account.isEmpty()) {
      return;
    }
    int known = Math.toIntExact(index.number(KNOWN, account.getFirst()));
    for (Line line : lines.subList(Math.min(known, lines.size()), lines.size())) {
      if (!AccountNames.renameAgain(index, account.getFirst(), line)) {
        LOG.warn("name-taken filed={} name={}", filed, line.name());
        return;
      }
    }
  }

  /** Writes what the index says, unless that is there; where the disk is full, another time. */
  synchronized void follow(Readers readers) {
    write(readers.read(NamesFile::known));
  }

  private void write(Map<String, List<Line>> known) {
    try {
      Map<String, List<Line>> here = read();
      Map<String, List<Line>> all = new TreeMap<>(here);
      all.putAll(known);
      if (!all.equals(here)) {
        writeAll(all);
      }
    } catch (IOException later) {
      LOG.error("names-unwritten cause=\"{}\"", later.getMessage());
    }
  }

  private static Map<String, List<Line>> known(Database index) throws SQLException {
    record Renamed(long id, String filed, String name) {}
    record Bygone(String name, Instant until) {}
    Map<String, List<Line>> known = new TreeMap<>();
    for (Renamed account :
        index.rows(
            RENAMED, row -> new Renamed(row.getLong(1), row.getString(2), row.getString(3)))) {
      List<Bygone> bygone =
          index.rows(
              BYGONE,
              row -> new Bygone(row.getString(1), Instant.ofEpochMilli(row.getLong(2))),
              account.id);
      List<Line> lines = new ArrayList<>();
      for (int i = 0; i < bygone.size(); i++) {
        String next = i + 1 < bygone.size() ? bygone.get(i + 1).name : account.name;
        Instant when = bygone.get(i).until.truncatedTo(ChronoUnit.SECONDS);
        lines.add(new Line(when, account.filed, next));
      }
      known.put(account.filed, lines);
    }
    return known;
  }

  private Map<String, List<Line>> read() throws IOException {
    Map<String, List<Line>> lines = new TreeMap<>();
    try (Disk.File file = disk.open(NAME)) {
      ByteBuffer octets = ByteBuffer.allocate(Math.toIntExact(file.size()));
      int count = 1;
      while (count > 0 && octets.hasRemaining()) {
        count = file.read(octets, octets.position());
      }
      String text = new String(octets.array(), 0, octets.position(), StandardCharsets.US_ASCII);
      text.lines().forEach(line -> read(line, lines));
    } catch (NoSuchFileException none) {
      // nobody was renamed, or the file is lost and is made again
    }
    return lines;
  }

  private static void read(String text, Map<String, List<Line>> into) {
    Matcher matcher = LINE.matcher(text);
    if (matcher.matches()) {
      try {
        Line line = new Line(Instant.parse(matcher.group(1)), matcher.group(2), matcher.group(3));
        into.computeIfAbsent(line.filed(), filed -> new ArrayList<>()).add(line);
      } catch (DateTimeException strange) {
        // somebody has written into it
      }
    }
  }

  /** All or nothing. */
  private void writeAll(Map<String, List<Line>> lines) throws IOException {
    StringBuilder text = new StringBuilder();
    lines.values().forEach(account -> account.forEach(line -> text.append(line.text())));
    disk.makeDirectory(FOLDER);
    disk.forceDirectory("");
    try (Disk.File file = disk.create(FRESH)) {
      file.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII)), 0);
      file.force();
    }
    disk.rename(FRESH, NAME);
    disk.forceDirectory(FOLDER);
  }
}
