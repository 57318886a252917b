package portineria.vault.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A message in an mbox of ours, from its {@code From} line up to the next one's. */
record MboxEntry(long start, long end, LineEnds lineEnds) {

  /** The message as it was before it was written. */
  InputStream open(FileChannel channel) throws IOException {
    long message = start + separatorOctets(channel);
    long length = Math.max(0, end - message - (lineEnds.isAdded() ? 2 : 1));
    InputStream raw = new FileOctets(channel, message, length).stream();
    return new StagedStream(
        raw, next -> MboxQuoting.unquote(lineEnds.isLf() ? LineEnding.undoLf(next) : next));
  }

  /** As above; the file is open as long as the stream is. */
  InputStream open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      return new FilterInputStream(open(channel)) {
        @Override
        public void close() throws IOException {
          channel.close();
        }
      };
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private long separatorOctets(FileChannel channel) throws IOException {
    InputStream line = new FileOctets(channel, start, end - start).stream();
    byte[] octets = line.readNBytes(100);
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] == '\n') {
        return i + 1L;
      }
    }
    throw new Unreadable("there is no From line where messages.csv says so");
  }
}
