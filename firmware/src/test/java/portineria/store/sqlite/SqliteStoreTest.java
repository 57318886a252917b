package portineria.store.sqlite;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Store;
import portineria.store.StoreContract;

/** The store on a disk keeps the contract. */
class SqliteStoreTest implements StoreContract {
  @TempDir Path data;

  @Override
  public Store open() throws Exception {
    return SqliteStore.open(TestSettings.of(data).withClock(CLOCK));
  }
}
