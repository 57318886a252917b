package portineria.admin.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.UpdateBook;
import portineria.webui.UpdateBook.State;
import portineria.webui.UpdateBook.Step;
import portineria.webui.UpdateBook.Upload;

/**
 * Where an update lies until the system takes it: {@code DATA/update/portineria.update}. It gets
 * that name when it is whole and on the disk, and the system, which is root, looks for that name
 * alone (portineria-update.path). The program can't do more than put it there, and need not: what
 * it is worth, the system finds out by its signature.
 *
 * <p>Safe for many threads; one file at a time comes in.
 */
final class UpdateInbox {
  /** What stays free on the disk: mail goes on, whose deliveries end at half of that. */
  static final long RESERVE_OCTETS = 512L << 20;

  private static final String FOLDER = "update";
  private static final String WHOLE = "portineria.update";
  private static final String COMING = "coming";

  private static final int PIECE_OCTETS = 64 * 1024;

  private final ImageSystem image;
  private final Path folder;
  private final long octetsMax;
  private final long reserve;

  /** Whether a file is coming. */
  private final AtomicBoolean taking = new AtomicBoolean();

  /** How much of it is here. */
  private volatile State coming = new State(Step.COMING, "", "");

  /** With these limits. */
  UpdateInbox(Path data, ImageSystem image, long octetsMax, long reserve) {
    this.folder = data.resolve(FOLDER);
    this.image = image;
    this.octetsMax = octetsMax;
    this.reserve = reserve;
  }

  /** On a box that has just been opened: what an interruption has left goes. */
  static UpdateInbox of(Path data, Path note) {
    try {
      UpdateInbox inbox =
          new UpdateInbox(data, ImageSystem.of(note), UpdateBook.OCTETS_MAX, RESERVE_OCTETS);
      inbox.clear();
      return inbox;
    } catch (IOException e) {
      throw new UncheckedIOException("the place for updates can't be made", e);
    }
  }

  /** Deletes what is left of a file. */
  void clear() throws IOException {
    CopyFolder.delete(folder);
    Files.createDirectory(folder);
  }

  ImageSystem image() {
    return image;
  }

  long reserve() {
    return reserve;
  }

  long free() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  State state() {
    if (taking.get()) {
      return coming;
    }
    return Files.exists(folder.resolve(WHOLE)) ? new State(Step.CHECKING, "", "") : image.state();
  }

  /** What is to be done before the system takes it. */
  interface Recording {
    void run(long octets) throws Refused;
  }

  /** Takes a file in; the system goes on with it. */
  void take(Upload upload, Recording recording) throws Refused {
    if (state().step().isUnderWay() || !taking.compareAndSet(false, true)) {
      throw new Refused(Why.UPDATE_BUSY);
    }
    Path part = folder.resolve(COMING);
    try {
      coming = at(0, upload);
      requireRoom(upload);
      recording.run(write(upload, part));
      Files.move(part, folder.resolve(WHOLE), StandardCopyOption.ATOMIC_MOVE);
      force(folder);
    } catch (IOException failed) {
      throw Refused.said(failed);
    } finally {
      delete(part);
      taking.set(false);
    }
  }

  private static State at(long octets, Upload upload) {
    return new State(Step.COMING, "", "", octets, upload.octets().orElse(0));
  }

  private void requireRoom(Upload upload) throws Refused, IOException {
    long octets = upload.octets().orElse(octetsMax);
    if (octets > octetsMax) {
      throw new Refused(Why.UPDATE_LARGE, megabytes(octetsMax));
    }
    long free = free();
    if (free - octets < reserve) {
      throw new Refused(Why.UPDATE_NO_ROOM, megabytes(free), megabytes(octets + reserve));
    }
  }

  private static String megabytes(long octets) {
    return "" + octets / 1_000_000;
  }

  /** Returns how long it is, when it is on the disk. */
  private long write(Upload upload, Path part) throws Refused, IOException {
    byte[] piece = new byte[PIECE_OCTETS];
    long octets = 0;
    try (FileChannel out =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int got = read(upload.content(), piece); got >= 0; got = read(upload.content(), piece)) {
        octets += got;
        if (octets > octetsMax) {
          throw new Refused(Why.UPDATE_LARGE, megabytes(octetsMax));
        }
        for (ByteBuffer left = ByteBuffer.wrap(piece, 0, got); left.hasRemaining(); ) {
          out.write(left);
        }
        coming = at(octets, upload);
      }
      out.force(true);
    }
    if (octets == 0) {
      throw new Refused(Why.UPDATE_NO_FILE);
    }
    return octets;
  }

  private static int read(InputStream in, byte[] piece) throws Refused {
    try {
      return in.read(piece);
    } catch (IOException gone) {
      throw new Refused(Why.UPDATE_BROKEN_OFF);
    }
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  private static void delete(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new UncheckedIOException("what is left of an update can't be deleted", e);
    }
  }
}
