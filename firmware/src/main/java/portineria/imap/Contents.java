package portineria.imap;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import portineria.imap.wire.FetchItem.Partial;
import portineria.imap.wire.ImapWriter;
import portineria.message.Octets;

/**
 * Octets of a message that are ready to be sent: they exist, their number is known, and the last of
 * them was read, so that what fails after the size was told is a broken disk, and not a file that
 * is missing or cut short: a program would ask for such a message again and again, in a new session
 * each time, and never get beyond it.
 */
sealed interface Contents {

  /** Writes them as a string, literal or NIL. {@code buffer} is the session's. */
  void write(ImapWriter out, byte[] buffer) throws IOException;

  /** There is no such part. */
  record Missing() implements Contents {
    @Override
    public void write(ImapWriter out, byte[] buffer) throws IOException {
      out.nil();
    }
  }

  /** How many octets something has. */
  record Size(long octets) implements Contents {
    @Override
    public void write(ImapWriter out, byte[] buffer) throws IOException {
      out.number(octets);
    }
  }

  /** Octets as they are stored, but for NUL. */
  record Stored(Octets octets) implements Contents {

    /** What {@code partial} leaves of {@code whole}: RFC 9051 §6.4.5, partial. */
    static Stored of(Octets whole, Optional<Partial> partial) throws IOException {
      Octets octets = whole;
      if (partial.isPresent()) {
        long start = Math.min(partial.get().start(), whole.size());
        octets = whole.slice(start, Math.min(partial.get().length(), whole.size() - start));
      }
      if (octets.size() > 0) {
        octets.read(octets.size() - 1, new byte[1], 0, 1);
      }
      return new Stored(octets);
    }

    @Override
    public void write(ImapWriter out, byte[] buffer) throws IOException {
      long size = octets.size();
      if (size == 0) {
        out.string("");
        return;
      }
      out.literal(size);
      for (long at = 0; at < size; ) {
        int count = octets.read(at, buffer, 0, buffer.length);
        if (count < 0) {
          throw new IOException("a message has become shorter");
        }
        out.literalOctets(buffer, 0, count);
        at += count;
      }
    }
  }

  /**
   * Octets that are decoded on their way.
   *
   * @param skipped decoded octets before the first
   * @param size decoded octets to send
   * @param binary whether NUL is among them
   */
  record Decoded(Source source, long skipped, long size, boolean binary) implements Contents {

    /** Opens the decoded octets from the first one on. */
    @FunctionalInterface
    interface Source {
      InputStream open() throws IOException;
    }

    /** Reads all once, to count them and to see whether they need a literal8. */
    static Decoded of(Source source, Optional<Partial> partial, byte[] buffer) throws IOException {
      long from = partial.isPresent() ? partial.get().start() : 0;
      long to = partial.isPresent() ? end(partial.get()) : Long.MAX_VALUE;
      long total = 0;
      boolean binary = false;
      try (InputStream in = source.open()) {
        for (int count; (count = in.read(buffer)) >= 0; total += count) {
          for (int i = 0; i < count && !binary; i++) {
            binary = buffer[i] == 0 && total + i >= from && total + i < to;
          }
        }
      }
      long start = Math.min(from, total);
      return new Decoded(source, start, Math.min(to, total) - start, binary);
    }

    private static long end(Partial partial) {
      long end = partial.start() + partial.length();
      return end < 0 ? Long.MAX_VALUE : end;
    }

    @Override
    public void write(ImapWriter out, byte[] buffer) throws IOException {
      if (size == 0) {
        out.string("");
        return;
      }
      if (binary) {
        out.binaryLiteral(size);
      } else {
        out.literal(size);
      }
      try (InputStream in = source.open()) {
        in.skipNBytes(skipped);
        for (long left = size; left > 0; ) {
          int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
          if (count < 0) {
            throw new IOException("a message has become shorter");
          }
          out.octets(buffer, 0, count);
          left -= count;
        }
      }
    }
  }
}
