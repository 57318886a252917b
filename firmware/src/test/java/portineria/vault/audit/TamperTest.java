package portineria.vault.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Act;
import portineria.store.Act.Figure;
import portineria.store.Act.Kind;
import portineria.store.Act.Part;
import portineria.store.Actor;
import portineria.store.Audit;
import portineria.store.AuditText;
import portineria.store.Digest;
import portineria.store.sqlite.SqliteStore;
import portineria.store.sqlite.StoreSettings;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.database.Gate;

/** Somebody who can write to the index changes the audit chain behind the box's back. */
class TamperTest {
  private static final int ENTRIES = 7;
  private static final Actor CARLA = new Actor("carla", "cli");

  @TempDir Path data;

  private SqliteStore store;
  private Database database;

  /** Entries with names, the first two of which were forgotten, and one entry without any. */
  @BeforeEach
  void fill() throws Exception {
    try (SqliteStore filled = SqliteStore.open(StoreSettings.of(data))) {
      Audit audit = filled.audit();
      audit.record(Act.of(Kind.ACCOUNT_ADDED, CARLA).with(Part.ACCOUNT, "anna"));
      audit.record(Act.of(Kind.DEVICE_ADDED, CARLA).with(Part.ACCOUNT, "anna"));
      audit.record(
          Act.of(Kind.MAIL_EXPORTED, CARLA)
              .with(Part.ACCOUNT, "anna")
              .with(Part.REASON, "perché sì")
              .with(Figure.MESSAGES, 12));
      audit.forgetNames(2, new Actor("", "box"));
      audit.record(Act.of(Kind.MAIL_READ, CARLA).with(Part.ADDRESS, "x@example.org"));
      audit.record(Act.of(Kind.SETTINGS_CHANGED, CARLA));
      audit.record(Act.of(Kind.MAIL_READ, CARLA).with(Part.ADDRESS, "y@example.org"));
    }
    store = SqliteStore.openReading(StoreSettings.of(data));
    database = Database.open(data.resolve("index.db"), Gate.OPEN);
    database.runOnce("PRAGMA synchronous = OFF");
  }

  @AfterEach
  void close() throws Exception {
    database.close();
    store.close();
  }

  private ChainCheck.Report check() {
    return ChainCheck.run(store.audit(), Optional.empty());
  }

  private void allIsWell() {
    assertEquals(List.of(), check().problems());
  }

  /** The check finds something, and names this entry. */
  private void named(long entry, String what) {
    List<String> problems = check().problems();
    Pattern number = Pattern.compile("\\b" + entry + "\\b");
    assertTrue(
        problems.stream().anyMatch(problem -> number.matcher(problem).find()),
        () -> what + " of entry " + entry + ": " + problems);
  }

  /** A place in the index that holds octets of an entry. */
  private record Column(String name, String read, String write) {}

  private static final List<Column> OF_ENTRY =
      List.of(
          new Column(
              "text",
              "SELECT text FROM audit WHERE number = ?1",
              "UPDATE audit SET text = ?2 WHERE number = ?1"),
          new Column(
              "hash",
              "SELECT hash FROM audit WHERE number = ?1",
              "UPDATE audit SET hash = ?2 WHERE number = ?1"));

  private static final List<Column> OF_NAME =
      List.of(
          new Column(
              "salt",
              "SELECT salt FROM audit_names WHERE entry = ?1 AND part = ?2",
              "UPDATE audit_names SET salt = ?3 WHERE entry = ?1 AND part = ?2"),
          new Column(
              "name",
              "SELECT name FROM audit_names WHERE entry = ?1 AND part = ?2",
              "UPDATE audit_names SET name = ?3 WHERE entry = ?1 AND part = ?2"));

  @Test
  void everyOctetOfAnEntryCounts() throws Exception {
    allIsWell();
    int tried = 0;
    for (long entry = 1; entry <= ENTRIES; entry++) {
      for (Column column : OF_ENTRY) {
        byte[] octets = database.row(column.read, row -> row.getBytes(1), entry).orElseThrow();
        for (byte[] other : othersThan(octets)) {
          assertEquals(1, database.run(column.write, entry, other));
          named(entry, column.name);
          tried++;
        }
        database.run(column.write, entry, octets);
      }
    }
    allIsWell();
    assertTrue(tried > 2 * ENTRIES * 250, tried + " changes");
  }

  private record NamePlace(long entry, String part) {}

  private List<NamePlace> names() throws SQLException {
    return database.rows(
        "SELECT entry, part FROM audit_names",
        row -> new NamePlace(row.getLong(1), row.getString(2)));
  }

  @Test
  void everyOctetOfANameCounts() throws Exception {
    for (NamePlace place : names()) {
      for (Column column : OF_NAME) {
        byte[] octets =
            database
                .row(column.read, row -> row.getBytes(1), place.entry, place.part)
                .orElseThrow();
        for (byte[] other : othersThan(octets)) {
          assertEquals(1, database.run(column.write, place.entry, place.part, other));
          named(place.entry, column.name + " of " + place.part);
        }
        database.run(column.write, place.entry, place.part, octets);
      }
    }
    allIsWell();
  }

  @Test
  void everyOctetOfTheWordThatTellsWhatANameIsCounts() throws Exception {
    String write =
        "UPDATE audit_names SET part = CAST(?3 AS TEXT) WHERE entry = ?1 AND part = CAST(?2 AS TEXT)";
    for (NamePlace place : names()) {
      byte[] octets =
          database
              .row(
                  "SELECT CAST(part AS BLOB) FROM audit_names WHERE entry = ?1 AND part = ?2",
                  row -> row.getBytes(1),
                  place.entry,
                  place.part)
              .orElseThrow();
      for (byte[] other : othersThan(octets)) {
        assertEquals(1, database.run(write, place.entry, octets, other));
        named(place.entry, "part " + place.part);
        assertEquals(1, database.run(write, place.entry, other, octets));
      }
    }
    allIsWell();
  }

  @Test
  void everyOctetOfANumberCounts() throws Exception {
    for (long entry = 1; entry <= ENTRIES; entry++) {
      for (long other : othersThan(entry)) {
        database.run("UPDATE audit SET number = ? WHERE number = ?", other, entry);
        named(entry, "number " + other);
        database.run("UPDATE audit SET number = ? WHERE number = ?", entry, other);
      }
    }
    for (NamePlace place : names()) {
      for (long other : othersThan(place.entry)) {
        String write = "UPDATE audit_names SET entry = ? WHERE entry = ? AND part = ?";
        database.run(write, other, place.entry, place.part);
        named(place.entry, "a name moved to " + other);
        database.run(write, place.entry, other, place.part);
      }
    }
    allIsWell();
  }

  @Test
  void everyOctetOfTheCountCounts() throws Exception {
    for (long other : othersThan(ENTRIES)) {
      database.run("UPDATE counters SET value = ? WHERE name = 'audit'", other);
      assertEquals(1, check().problems().size());
    }
    database.run("UPDATE counters SET value = 0 WHERE name = 'audit'");
    assertEquals(1, check().problems().size());
  }

  /** The octets with each one changed in turn, in a digit and in the case of a letter. */
  private static List<byte[]> othersThan(byte[] octets) {
    List<byte[]> others = new ArrayList<>();
    for (int at = 0; at < octets.length; at++) {
      for (int mask : new int[] {0x01, 0x20}) {
        byte[] other = octets.clone();
        other[at] ^= (byte) mask;
        others.add(other);
      }
    }
    return others;
  }

  /** Those that no entry has. */
  private static List<Long> othersThan(long number) {
    return othersThan(ByteBuffer.allocate(Long.BYTES).putLong(number).array()).stream()
        .map(octets -> ByteBuffer.wrap(octets).getLong())
        .filter(other -> other < 1 || other > ENTRIES)
        .toList();
  }

  @Test
  void eachEntryThatIsTakenOutIsMissed() throws Exception {
    for (long entry = 1; entry <= ENTRIES; entry++) {
      database.run("BEGIN");
      database.run("CREATE TABLE kept AS SELECT * FROM audit WHERE number = ?", entry);
      database.run("DELETE FROM audit WHERE number = ?", entry);
      database.run("COMMIT");
      assertEquals(
          entry < ENTRIES
              ? "entry " + entry + " is missing"
              : "the last entry is 6, but 7 were written: those at the end are missing",
          check().problems().getFirst());
      database.run("INSERT INTO audit SELECT * FROM kept");
      database.run("DROP TABLE kept");
    }
    allIsWell();
  }

  @Test
  void eachEntryThatChangesPlacesIsNamed() throws Exception {
    for (long one = 1; one <= ENTRIES; one++) {
      for (long other = one + 1; other <= ENTRIES; other++) {
        exchange(one, other);
        named(one, "exchanged for " + other);
        named(other, "exchanged for " + one);
        exchange(one, other);
      }
    }
    allIsWell();
  }

  private void exchange(long one, long other) throws SQLException {
    String move = "UPDATE audit SET number = ? WHERE number = ?";
    database.run("BEGIN");
    database.run(move, -1, one);
    database.run(move, one, other);
    database.run(move, other, -1);
    database.run("COMMIT");
  }

  /** As somebody does it who knows the format, but does not write the whole chain anew. */
  @Test
  void anEntryThatIsForgedWithItsHashDoesNotFit() throws Exception {
    for (long number = 1; number < ENTRIES; number++) {
      Audit.Entry entry = store.audit().entries(number - 1, 1).getFirst();
      String forged = entry.text().replace("door cli", "door web").replace("door box", "door web");
      write(number, forged, AuditText.hash(forged));
      assertEquals(
          List.of(
              "entry "
                  + (number + 1)
                  + " does not follow entry "
                  + number
                  + ": one of both was replaced by another"),
          check().problems());
      write(number, entry.text(), Digest.parse(entry.hash()));
    }
  }

  private void write(long number, String text, Digest hash) throws SQLException {
    database.run(
        "UPDATE audit SET text = ?, hash = ? WHERE number = ?",
        text.getBytes(StandardCharsets.US_ASCII),
        hash.octets(),
        number);
  }

  @Test
  void aHeadThatWasWrittenDownTellsWhatTheChainCanNot() throws Exception {
    Digest head = check().head().hash();
    Digest third = Digest.parse(store.audit().entries(2, 1).getFirst().hash());
    database.run("DELETE FROM audit WHERE number > 5");
    database.run("DELETE FROM audit_names WHERE entry > 5");
    database.run("UPDATE counters SET value = 5 WHERE name = 'audit'");
    allIsWell();
    ChainCheck.Report report = ChainCheck.run(store.audit(), Optional.of(head));
    assertEquals(1, report.problems().size());
    assertTrue(report.problems().getFirst().contains(head.hex()), report.toString());
    ChainCheck.Report earlier = ChainCheck.run(store.audit(), Optional.of(third));
    assertEquals(List.of(), earlier.problems());
    assertEquals(OptionalLong.of(3), earlier.writtenDown());
  }

  @Test
  void aNameThatGoesBeforeItsTimeIsMissed() throws Exception {
    database.run("DELETE FROM audit_names WHERE entry = 3 AND part = 'by'");
    database.run("DELETE FROM audit_names WHERE entry = 5");
    assertEquals(
        List.of(
            "entry 3 lacks its by before the time",
            "entry 5 lacks its address, by before the time"),
        check().problems());
  }

  @Test
  void aNameThatIsPutInIsNamed() throws Exception {
    database.run("INSERT INTO audit_names VALUES (6, 'reason', x'00', CAST('because' AS BLOB))");
    assertEquals(
        List.of("entry 6 was changed: its reason is not the one of then"), check().problems());
  }

  @Test
  void whatFollowsATamperedEntryIsStillBoundToIt() throws Exception {
    store.close();
    database.run("UPDATE audit SET hash = x'00' WHERE number = 7");
    database.run("DELETE FROM audit WHERE number = 6");
    try (SqliteStore again = SqliteStore.open(StoreSettings.of(data))) {
      again.audit().record(Act.of(Kind.SETTINGS_CHANGED, CARLA));
      assertEquals(
          List.of(
              "entry 6 is missing",
              "entry 7 was changed: its text and its hash do not belong together"),
          ChainCheck.run(again.audit(), Optional.empty()).problems());
    }
  }
}
