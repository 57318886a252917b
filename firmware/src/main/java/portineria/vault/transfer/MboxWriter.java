package portineria.vault.transfer;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import portineria.store.View;

/**
 * One file for a mailbox: a line {@code From …} before each message, an empty one behind. Nothing
 * is added to a message's header: flags stand in {@code messages.csv} alone, so that every octet
 * can be had back.
 */
final class MboxWriter implements MailboxWriter {
  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final int BUFFER_OCTETS = 64 * 1024;

  private final Path file;
  private final String place;
  private final FileChannel channel;
  private final OutputStream out;

  private MboxWriter(Path file, String place) throws IOException {
    this.file = file;
    this.place = place;
    this.channel =
        FileChannel.open(
            WholeFile.partial(file),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_OCTETS);
  }

  /** A file that was finished before, of which something is different now, is begun again. */
  static MboxWriter open(Path folder, String place) throws IOException {
    Path file = folder.resolve(place);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.deleteIfExists(file);
    return new MboxWriter(file, place);
  }

  @Override
  public boolean holds(MessageRow row, long end) throws IOException {
    if (end > channel.size()) {
      return false;
    }
    try (InputStream in = new MboxEntry(row.position(), end, row.lineEnds()).open(channel)) {
      return Sha256.of(in).digest().equals(row.digest());
    } catch (Unreadable e) {
      return false;
    }
  }

  @Override
  public void goOn(long position) throws IOException {
    channel.truncate(position);
    channel.position(position);
  }

  @Override
  public MessageRow write(ExportedMessage message) throws IOException {
    long position = channel.position();
    LineEndScan scan = new LineEndScan();
    message.copyTo(scan);
    LineEnds ends = scan.result();
    try {
      String separator = "From MAILER-DAEMON " + ASCTIME.format(message.internalDate()) + "\n";
      out.write(separator.getBytes(StandardCharsets.US_ASCII));
      Stage quoting = MboxQuoting.quote(Stage.into(out));
      Stage first = ends.isLf() ? LineEnding.toLf(quoting) : quoting;
      message.copyTo(first.stream());
      first.end();
      out.write((ends.isAdded() ? "\n\n" : "\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (Unreadable e) {
      out.flush();
      channel.truncate(position);
      throw e;
    }
    return message.row(place, position, ends);
  }

  @Override
  public void finish(View view) throws IOException {
    if (channel.size() > 0) {
      channel.force(true);
    }
    close();
    WholeFile.finish(file);
  }

  /** Deletes what an earlier run wrote of a mailbox that is no more. */
  static void sweep(Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(WholeFile.partial(file));
    Sweeping.folder(file.toAbsolutePath().resolveSibling(""));
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
