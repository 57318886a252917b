package portineria.store.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The files below a folder of the computer's file system. */
public final class FolderDisk implements Disk {
  /** Less than this free after a failed write means that the disk is full. */
  private static final long FULL_OCTETS = 1024 * 1024;

  private final Path root;

  /** The files below {@code root}, which is there already. */
  public FolderDisk(Path root) {
    this.root = root;
  }

  @Override
  public Disk.File open(String name) throws IOException {
    return channel(name, StandardOpenOption.READ);
  }

  @Override
  public Disk.File edit(String name) throws IOException {
    return channel(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public Disk.File create(String name) throws IOException {
    try {
      return channel(
          name,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING);
    } catch (NoSuchFileException missing) {
      throw missing;
    } catch (IOException failed) {
      throw fullOr(failed, 0);
    }
  }

  private OpenFile channel(String name, OpenOption... options) throws IOException {
    return new OpenFile(FileChannel.open(root.resolve(name), options));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(root.resolve(from), root.resolve(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(root.resolve(name));
  }

  @Override
  public void makeDirectory(String name) throws IOException {
    Path directory = root.resolve(name);
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException there) {
      if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        throw there;
      }
    } catch (IOException failed) {
      throw fullOr(failed, 0);
    }
  }

  /** Linux forces a directory like a file; Java's channel of a directory can do just that. */
  @Override
  public void forceDirectory(String name) throws IOException {
    try (FileChannel channel = FileChannel.open(root.resolve(name), StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public List<String> list(String directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(root.resolve(directory))) {
      for (Path path : stream) {
        names.add(path.getFileName().toString());
      }
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    }
    names.sort(null);
    return names;
  }

  @Override
  public long freeOctets() throws IOException {
    return Files.getFileStore(root).getUsableSpace();
  }

  /**
   * Tells a full disk from a broken one. The system's message is in the system's language, so it is
   * the free space that tells.
   */
  private IOException fullOr(IOException failed, long wanted) throws IOException {
    return freeOctets() < wanted + FULL_OCTETS ? new NoSpace("the disk is full", failed) : failed;
  }

  private final class OpenFile implements Disk.File {
    private final FileChannel channel;

    private OpenFile(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return channel.read(target, position);
    }

    @Override
    public void write(ByteBuffer octets, long position) throws IOException {
      long at = position;
      while (octets.hasRemaining()) {
        try {
          at += channel.write(octets, at);
        } catch (IOException failed) {
          throw fullOr(failed, octets.remaining());
        }
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      channel.truncate(size);
    }

    @Override
    public void force() throws IOException {
      channel.force(false);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
