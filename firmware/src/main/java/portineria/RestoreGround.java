package portineria;

import java.io.IOException;
import java.nio.file.Path;
import portineria.backup.Restoring;
import portineria.store.Actor;
import portineria.store.sqlite.Landing;

/** The store's side of a restore. */
record RestoreGround(Path data, Landing landing, Actor by) implements Restoring.Ground {
  @Override
  public Path restoring() {
    return landing.restoring();
  }

  @Override
  public boolean isSettled() {
    return landing.isSettled();
  }

  @Override
  public int lastVolume(Path index) throws IOException {
    return Landing.lastVolume(index);
  }

  @Override
  public void settle(Path index, Path ledger) throws IOException {
    landing.settle(index, ledger, by);
  }

  @Override
  public void end() throws IOException {
    landing.end();
  }
}
