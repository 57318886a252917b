package portineria.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The targets, each in a file of {@code DATA/backup/targets}. Whoever owns the data changes them,
 * through one object; others read the files once. Safe for many threads.
 */
public final class Targets {
  private final Path folder;
  private final Map<String, Target> all = new ConcurrentHashMap<>();

  private Targets(Path folder) {
    this.folder = folder;
  }

  /** As they are now in the folder {@code data}. */
  public static Targets of(Path data) {
    Targets targets = new Targets(folder(data));
    try {
      targets.load();
    } catch (IOException e) {
      throw new UncheckedIOException("the backup targets can't be read", e);
    }
    return targets;
  }

  static Path folder(Path data) {
    return data.resolve("backup/targets");
  }

  private void load() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.matches(Target.NAME)) {
          Target.parse(name, Files.readString(file, StandardCharsets.UTF_8))
              .ifPresent(target -> all.put(name, target));
        }
      }
    }
  }

  /** By name. */
  public List<Target> all() {
    List<Target> sorted = new ArrayList<>(all.values());
    sorted.sort(Comparator.comparing(Target::name));
    return Collections.unmodifiableList(sorted);
  }

  public Optional<Target> find(String name) {
    return Optional.ofNullable(all.get(name));
  }

  /**
   * The index is made anew: what stands in the volumes may be another thing than what was read
   * back.
   */
  public void forgetReadBack() throws IOException {
    for (Target target : all()) {
      put(target.withRead(Map.of()));
    }
  }

  synchronized void put(Target target) throws IOException {
    Files.createDirectories(folder);
    Folders.write(folder.resolve(target.name()), target.text());
    all.put(target.name(), target);
  }

  /** As {@link #put}, unless the target was removed meanwhile: then nothing is done, and false. */
  synchronized boolean update(Target target) throws IOException {
    if (find(target.name()).filter(known -> known.id().equals(target.id())).isEmpty()) {
      return false;
    }
    put(target);
    return true;
  }

  synchronized void remove(String name) throws IOException {
    all.remove(name);
    Files.deleteIfExists(folder.resolve(name));
    Folders.force(folder);
  }
}
