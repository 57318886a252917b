package portineria.store.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The volumes that are open for reading: at most so many, those that were read last. Safe for many
 * threads; the lock is held while a file is opened or closed, never while one is read.
 */
final class ReadPool implements AutoCloseable {
  private final Disk disk;
  private final Shelf shelf;
  private final int openMax;

  /** By volume, the one that was used longest ago first. */
  private final Map<Integer, Held> open = new LinkedHashMap<>(16, 0.75f, true);

  ReadPool(Disk disk, Shelf shelf, int openMax) {
    this.disk = disk;
    this.shelf = shelf;
    this.openMax = openMax;
  }

  /** Reads at least one octet. */
  int read(int volume, ByteBuffer target, long position) throws IOException {
    try {
      return readOnce(volume, target, position);
    } catch (ClosedChannelException interrupted) {
      // Somebody interrupted a reader, which closes the channel for all; the file is still there.
      return readOnce(volume, target, position);
    }
  }

  private int readOnce(int volume, ByteBuffer target, long position) throws IOException {
    Held held = take(volume);
    boolean usable = false;
    try {
      int count = held.file.read(target, position);
      usable = true;
      if (count < 0) {
        throw new DamagedVolume(
            volume,
            "volume " + volume + " ends before octet " + position + "; " + DamagedVolume.ADVICE);
      }
      return count;
    } finally {
      giveBack(volume, held, usable);
    }
  }

  private synchronized Held take(int volume) throws IOException {
    Held held = open.get(volume);
    if (held == null) {
      held = new Held(openVolume(volume));
      open.put(volume, held);
      closeOldest();
    }
    held.users++;
    return held;
  }

  private Disk.File openVolume(int volume) throws IOException {
    String name =
        shelf.find(volume).orElseThrow(() -> missing(volume, "volume " + volume + " is missing"));
    try {
      return disk.open(name);
    } catch (NoSuchFileException gone) {
      throw missing(volume, name + " is missing");
    }
  }

  private static DamagedVolume missing(int volume, String what) {
    return new DamagedVolume(volume, what + "; " + DamagedVolume.ADVICE);
  }

  /** Those in use stay open, so there may be more for a while: one for each reading thread. */
  private void closeOldest() throws IOException {
    Iterator<Held> oldest = open.values().iterator();
    while (open.size() > openMax && oldest.hasNext()) {
      Held held = oldest.next();
      if (held.users == 0 && oldest.hasNext()) {
        oldest.remove();
        held.file.close();
      }
    }
  }

  private synchronized void giveBack(int volume, Held held, boolean usable) throws IOException {
    held.users--;
    if (!usable) {
      open.remove(volume, held);
    }
    if (held.users == 0 && open.get(volume) != held) {
      held.file.close();
    }
  }

  /** Nobody finds the volume open here any more; who reads it just now reads to the end. */
  synchronized void drop(int volume) throws IOException {
    Held held = open.remove(volume);
    if (held != null && held.users == 0) {
      held.file.close();
    }
  }

  /** How many are open. */
  synchronized int count() {
    return open.size();
  }

  @Override
  public synchronized void close() throws IOException {
    for (Held held : open.values()) {
      held.file.close();
    }
    open.clear();
  }

  /** An open file, and how many threads read it just now. */
  private static final class Held {
    private final Disk.File file;
    private int users;

    private Held(Disk.File file) {
      this.file = file;
    }
  }
}
