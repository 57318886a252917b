package portineria.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import portineria.store.volume.Disk;

/** Another disk; before each operation that changes something, {@code moment} is run. */
final class WatchedDisk implements Disk {
  private final Disk disk;
  private final Runnable moment;

  WatchedDisk(Disk disk, Runnable moment) {
    this.disk = disk;
    this.moment = moment;
  }

  @Override
  public Disk.File open(String name) throws IOException {
    return disk.open(name);
  }

  @Override
  public Disk.File edit(String name) throws IOException {
    return new WatchedFile(disk.edit(name));
  }

  @Override
  public Disk.File create(String name) throws IOException {
    moment.run();
    return new WatchedFile(disk.create(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    moment.run();
    disk.rename(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    moment.run();
    disk.delete(name);
  }

  @Override
  public void makeDirectory(String name) throws IOException {
    moment.run();
    disk.makeDirectory(name);
  }

  @Override
  public void forceDirectory(String name) throws IOException {
    disk.forceDirectory(name);
  }

  @Override
  public List<String> list(String directory) throws IOException {
    return disk.list(directory);
  }

  @Override
  public long freeOctets() throws IOException {
    return disk.freeOctets();
  }

  private final class WatchedFile implements Disk.File {
    private final Disk.File file;

    WatchedFile(Disk.File file) {
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return file.read(target, position);
    }

    @Override
    public void write(ByteBuffer octets, long position) throws IOException {
      moment.run();
      file.write(octets, position);
    }

    @Override
    public void truncate(long size) throws IOException {
      moment.run();
      file.truncate(size);
    }

    @Override
    public void force() throws IOException {
      file.force();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
