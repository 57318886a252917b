package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.SettableClock;
import portineria.store.Store;
import portineria.store.StoreContract;
import portineria.store.volume.FolderDisk;

/** The store on a disk keeps the contract, and after each test the invariants of FORMAT.md hold. */
class SqliteStoreTest implements StoreContract {
  @TempDir Path data;

  private final SettableClock clock = new SettableClock();

  private StoreSettings settings() {
    return TestSettings.of(data).withClock(clock).withDisk(new UnforcedDisk(new FolderDisk(data)));
  }

  @Override
  public SettableClock clock() {
    return clock;
  }

  @Override
  public Store open() throws Exception {
    return SqliteStore.open(settings());
  }

  @AfterEach
  void theInvariantsHold() throws IOException {
    assertEquals(List.of(), Verify.run(settings(), (octets, total) -> {}));
  }
}
