package portineria.store.sqlite;

import java.time.InstantSource;
import java.util.Optional;
import portineria.store.Act;
import portineria.store.sqlite.database.Readers;
import portineria.store.volume.Spool;
import portineria.store.volume.Volumes;

/**
 * What the parts of an open store work with.
 *
 * @param spool empty of one that is open for reading only
 */
record Engine(
    Changes changes,
    Readers readers,
    Catalog catalog,
    Views views,
    Locations locations,
    SummaryCache summaries,
    Volumes volumes,
    Optional<Spool> spool,
    StoreLimits limits,
    InstantSource clock) {

  /** The same, with all changes recorded as {@code act}. */
  Engine recording(Act act) {
    return new Engine(
        new Changes.Recorded(changes, act),
        readers,
        catalog,
        views,
        locations,
        summaries,
        volumes,
        spool,
        limits,
        clock);
  }
}
