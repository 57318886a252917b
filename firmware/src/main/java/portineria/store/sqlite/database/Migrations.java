package portineria.store.sqlite.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a database to the present schema: files {@code 001.sql}, {@code 002.sql}, … that lie
 * beside a class, each run once, in one transaction. Which ones were run is SQLite's {@code
 * user_version}. A file never changes once it was released.
 */
public final class Migrations {
  private final Class<?> beside;
  private final String folder;

  /** The files in {@code folder} beside the class {@code beside}. */
  public Migrations(Class<?> beside, String folder) {
    this.beside = beside;
    this.folder = folder;
  }

  /**
   * Runs what is missing.
   *
   * @throws NewerDatabase when the database comes from a later program
   */
  public void run(Database database) throws SQLException, IOException {
    long version = database.number("PRAGMA user_version");
    List<String> scripts = scripts();
    if (version > scripts.size()) {
      throw new NewerDatabase(version, scripts.size());
    }
    for (int next = (int) version; next < scripts.size(); next++) {
      database.run("BEGIN IMMEDIATE");
      for (String statement : scripts.get(next).split(";\\s*\\R")) {
        if (!statement.isBlank()) {
          database.runOnce(statement);
        }
      }
      database.runOnce("PRAGMA user_version = " + (next + 1));
      database.run("COMMIT");
    }
  }

  /**
   * Looks whether they were run, for who may not run them.
   *
   * @throws NewerDatabase when the database comes from a later program
   */
  public void requireRun(Database database) throws SQLException, IOException {
    long version = database.number("PRAGMA user_version");
    int present = scripts().size();
    if (version > present) {
      throw new NewerDatabase(version, present);
    }
    if (version < present) {
      throw new SQLException(
          "it has version "
              + version
              + " and this program reads version "
              + present
              + ": 'portineria run' brings it there when it starts");
    }
  }

  private List<String> scripts() throws IOException {
    List<String> scripts = new ArrayList<>();
    while (true) {
      String name = String.format("%s/%03d.sql", folder, scripts.size() + 1);
      try (InputStream in = beside.getResourceAsStream(name)) {
        if (in == null) {
          return scripts;
        }
        scripts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }
}
