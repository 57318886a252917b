package portineria.store.volume;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FolderDiskTest implements DiskContract {
  @TempDir Path folder;

  @Override
  public Disk disk() {
    return new FolderDisk(folder);
  }
}
