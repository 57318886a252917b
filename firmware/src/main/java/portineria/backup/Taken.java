package portineria.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import portineria.store.Still;

/**
 * What a backup is made of, as it was before restic began to read.
 *
 * @param data the box's folder
 * @param changed when the file of each volume was last changed, in milliseconds; whatever is
 *     changed later is another file to the next backup
 */
record Taken(Still still, Path data, Map<Integer, Long> changed) {
  Taken {
    changed = Map.copyOf(changed);
  }

  static Taken of(Still still, Path data) throws IOException {
    Map<Integer, Long> changed = new HashMap<>();
    for (Still.Volume volume : still.volumes()) {
      Path file = data.resolve(volume.name());
      changed.put(volume.number(), Files.getLastModifiedTime(file).toMillis());
    }
    return new Taken(still, data, changed);
  }

  long changed(Still.Volume volume) {
    return changed.getOrDefault(volume.number(), 0L);
  }
}
