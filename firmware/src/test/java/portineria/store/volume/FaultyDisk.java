package portineria.store.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Another disk, of which the n-th changing operation fails. A failing write is torn in the middle;
 * anything else that fails has no effect. Reading never counts; it fails only when all is dead.
 */
public final class FaultyDisk implements Disk {

  /** What happens at the n-th operation. */
  public enum Fault {
    /** It fails, and the next ones succeed. */
    ERROR,
    /** It fails, and so does everything after it: the program was killed. */
    DEATH,
    /** What needs space fails from then on, until {@link #heal}. */
    FULL
  }

  private final Disk disk;
  private final Fault fault;
  private final long failing;
  private long count;
  private boolean healed;

  /**
   * A disk that fails at the operation number {@code failing}, counted from 1.
   *
   * @param failing 0 for never
   */
  public FaultyDisk(Disk disk, Fault fault, long failing) {
    this.disk = disk;
    this.fault = fault;
    this.failing = failing;
  }

  /** Whether the operation that was to fail has come. */
  public synchronized boolean hasFailed() {
    return failing > 0 && count >= failing;
  }

  /** From now on nothing fails. */
  public synchronized void heal() {
    healed = true;
  }

  /** Counts as an operation that needs no space: for what happens beside the disk. */
  public void step() throws IOException {
    if (fails(false)) {
      throw failure();
    }
  }

  private synchronized boolean fails(boolean needsSpace) {
    count++;
    if (healed || failing == 0) {
      return false;
    }
    return switch (fault) {
      case ERROR -> count == failing;
      case DEATH -> count >= failing;
      case FULL -> count >= failing && needsSpace;
    };
  }

  private IOException failure() {
    return fault == Fault.FULL
        ? new NoSpace("operation " + failing)
        : new IOException("operation " + failing);
  }

  private synchronized void checkAlive() throws IOException {
    if (!healed && fault == Fault.DEATH && hasFailed()) {
      throw failure();
    }
  }

  @Override
  public Disk.File open(String name) throws IOException {
    checkAlive();
    return new FaultyFile(disk.open(name));
  }

  @Override
  public Disk.File edit(String name) throws IOException {
    step();
    return new FaultyFile(disk.edit(name));
  }

  @Override
  public Disk.File create(String name) throws IOException {
    if (fails(true)) {
      throw failure();
    }
    return new FaultyFile(disk.create(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    step();
    disk.rename(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    step();
    disk.delete(name);
  }

  @Override
  public void makeDirectory(String name) throws IOException {
    if (fails(true)) {
      throw failure();
    }
    disk.makeDirectory(name);
  }

  @Override
  public void forceDirectory(String name) throws IOException {
    step();
    disk.forceDirectory(name);
  }

  @Override
  public List<String> list(String directory) throws IOException {
    checkAlive();
    return disk.list(directory);
  }

  @Override
  public long freeOctets() throws IOException {
    checkAlive();
    return disk.freeOctets();
  }

  private final class FaultyFile implements Disk.File {
    private final Disk.File file;

    private FaultyFile(Disk.File file) {
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      checkAlive();
      return file.size();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      checkAlive();
      return file.read(target, position);
    }

    /** On a full disk, what was there before can still be written over. */
    @Override
    public void write(ByteBuffer octets, long position) throws IOException {
      boolean grows = position + octets.remaining() > file.size();
      if (fails(grows)) {
        int half = octets.remaining() / 2;
        file.write(octets.slice(octets.position(), half), position);
        octets.position(octets.position() + half);
        throw failure();
      }
      file.write(octets, position);
    }

    @Override
    public void truncate(long size) throws IOException {
      step();
      file.truncate(size);
    }

    @Override
    public void force() throws IOException {
      step();
      file.force();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
