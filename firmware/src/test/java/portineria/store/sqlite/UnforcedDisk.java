package portineria.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import portineria.store.volume.Disk;

/** Another disk that forces nothing: for tests of many runs, in which no power is cut. */
record UnforcedDisk(Disk disk) implements Disk {
  @Override
  public Disk.File open(String name) throws IOException {
    return disk.open(name);
  }

  @Override
  public Disk.File edit(String name) throws IOException {
    return new UnforcedFile(disk.edit(name));
  }

  @Override
  public Disk.File create(String name) throws IOException {
    return new UnforcedFile(disk.create(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    disk.delete(name);
  }

  @Override
  public void makeDirectory(String name) throws IOException {
    disk.makeDirectory(name);
  }

  @Override
  public void forceDirectory(String name) {}

  @Override
  public List<String> list(String directory) throws IOException {
    return disk.list(directory);
  }

  @Override
  public long freeOctets() throws IOException {
    return disk.freeOctets();
  }

  private record UnforcedFile(Disk.File file) implements Disk.File {
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
      file.write(octets, position);
    }

    @Override
    public void truncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void force() {}

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
