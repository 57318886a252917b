package portineria.store.volume;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The files below one directory. Names are relative, with {@code /} between their parts. Nothing is
 * durable before it was forced: a file's octets by {@link File#force}, its name by {@link
 * #forceDirectory} of the directory that holds it. Safe for many threads.
 */
public interface Disk {

  /**
   * Opens a file for reading.
   *
   * @throws java.nio.file.NoSuchFileException where there is none
   */
  File open(String name) throws IOException;

  /**
   * Opens a file for reading and writing.
   *
   * @throws java.nio.file.NoSuchFileException where there is none
   */
  File edit(String name) throws IOException;

  /** Makes an empty file, in the place of any other of that name, for reading and writing. */
  File create(String name) throws IOException;

  /** Gives a file another name, in one step, in the place of any other of that name. */
  void rename(String from, String to) throws IOException;

  /** Deletes a file; it need not be there. */
  void delete(String name) throws IOException;

  /** Makes a directory, which may be there already, in one that is there. */
  void makeDirectory(String name) throws IOException;

  /** Makes durable which names the directory holds; {@code ""} is the topmost. */
  void forceDirectory(String name) throws IOException;

  /** The names in a directory, without the directory's own, sorted; empty where there is none. */
  List<String> list(String directory) throws IOException;

  /** Octets that can still be written. */
  long freeOctets() throws IOException;

  /** An open file. Reads by many threads; writes by one. */
  interface File extends Closeable {
    long size() throws IOException;

    /** Reads some octets: at least one when there is room for it; -1 at or after the end. */
    int read(ByteBuffer target, long position) throws IOException;

    /**
     * Writes all that remains in {@code octets}. When it fails, any part may have been written.
     *
     * @throws NoSpace when the disk is full
     */
    void write(ByteBuffer octets, long position) throws IOException;

    /** Cuts the file; it never grows by this. */
    void truncate(long size) throws IOException;

    /** Returns when all octets and the size are on the disk. Not to be repeated when it failed. */
    void force() throws IOException;
  }
}
