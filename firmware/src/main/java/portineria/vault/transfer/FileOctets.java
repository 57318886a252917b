package portineria.vault.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import portineria.message.Octets;

/**
 * What a file holds between two places. Readable as long as the channel is open; a file that
 * shrinks meanwhile just ends.
 *
 * @param size how many there are from {@code start} on
 */
record FileOctets(FileChannel channel, long start, long size) implements Octets {
  /** As a stream that opens the file and closes it again. */
  static InputStream open(Path file, long start, long size) throws IOException {
    FileChannel channel = FileChannel.open(file);
    return new FilterInputStream(new FileOctets(channel, start, size).stream()) {
      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  @Override
  public int read(long position, byte[] target, int offset, int length) throws IOException {
    if (position >= size) {
      return -1;
    }
    int wanted = (int) Math.min(length, size - position);
    return channel.read(ByteBuffer.wrap(target, offset, wanted), start + position);
  }
}
