package portineria.webui;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import portineria.webui.Refused.Why;
import portineria.webui.UpdateBook.Upload;

/**
 * A form with a large file as its last field, {@code multipart/form-data} (RFC 7578), read as it
 * comes: first its fields, so that its token is known before anything of the file is taken; the
 * file then by the page, piece by piece. Nobody holds it in memory.
 *
 * <p>Used by the thread of one request.
 */
final class FileForm {
  /** The name of the field. */
  static final String FILE = "file";

  /** Read at a time. */
  private static final int PIECE_OCTETS = 64 * 1024;

  /** What is read past of a file that nobody wants, so that the browser comes to the answer. */
  private static final long DISCARDED_OCTETS_MAX = UpdateBook.OCTETS_MAX;

  private final InputStream in;
  private final byte[] line;
  private final Runnable ended;

  /** What has come and was not given yet is in it from {@link #at} to {@link #end}. */
  private final byte[] buffer = new byte[2 * PIECE_OCTETS];

  private int at;
  private int end;

  /** Up to here there is no boundary. */
  private int clear;

  private FileForm(InputStream in, byte[] line, Runnable ended) {
    this.in = in;
    this.line = line;
    this.ended = ended;
    // The line end before the first boundary is missing, mostly.
    buffer[end++] = '\r';
    buffer[end++] = '\n';
  }

  /**
   * Reads the fields before the file.
   *
   * @param type with its boundary
   * @param textMax octets of the fields, all together
   * @param octets of all that comes, where that is known
   * @param ended runs when all of it was read
   * @return the fields, and the file where there is one
   * @throws Refused with {@code FORM} for what no page sends
   */
  static Form begin(String type, InputStream in, int textMax, OptionalLong octets, Runnable ended)
      throws IOException, Refused {
    FileForm form = new FileForm(in, Multipart.boundary(type), ended);
    return form.read(textMax, octets);
  }

  private Form read(int textMax, OptionalLong octets) throws IOException, Refused {
    Map<String, String> fields = new HashMap<>();
    int left = textMax;
    left -= text(new Part(), left).length();
    while (hasAnother()) {
      Part part = new Part();
      String headers = headers(part);
      left -= headers.length();
      String name =
          Multipart.nameIn(headers)
              .filter(one -> fields.size() < Form.FIELDS_MAX)
              .orElseThrow(() -> new Refused(Why.FORM));
      if (name.equals(FILE)) {
        return new Form(fields, Optional.empty(), Optional.of(upload(headers, octets, part)));
      }
      String text = text(part, left);
      left -= text.length();
      fields.putIfAbsent(name, text);
    }
    passOver();
    return new Form(fields);
  }

  private static Upload upload(String headers, OptionalLong octets, Part part) {
    Matcher named = Multipart.FILE_NAME.matcher(headers);
    return new Upload(FileName.safe(named.find() ? named.group(1) : "", FILE), octets, part);
  }

  /** After a boundary: whether another part begins there. */
  private boolean hasAnother() throws IOException, Refused {
    while (end - at < 2) {
      fill();
    }
    boolean another = buffer[at] == '\r' && buffer[at + 1] == '\n';
    if (!another && !(buffer[at] == '-' && buffer[at + 1] == '-')) {
      throw new Refused(Why.FORM);
    }
    // The line end is left: it may be the one before an empty line.
    return another;
  }

  /** Up to the empty line. */
  private static String headers(Part part) throws IOException, Refused {
    StringBuilder headers = new StringBuilder();
    while (headers.indexOf("\r\n\r\n") < 0) {
      int octet = part.read();
      if (octet < 0 || headers.length() >= Multipart.HEADERS_OCTETS_MAX) {
        throw new Refused(Why.FORM);
      }
      headers.append((char) octet);
    }
    return new String(
        headers.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static String text(Part part, int most) throws IOException, Refused {
    byte[] octets = part.readNBytes(Math.max(0, most) + 1);
    if (octets.length > most) {
      throw new Refused(Why.FORM);
    }
    return new String(octets, StandardCharsets.UTF_8);
  }

  /** What is left behind the last boundary, which is nothing much. */
  private void passOver() throws IOException {
    if (in.readNBytes(PIECE_OCTETS).length < PIECE_OCTETS) {
      ended.run();
    }
  }

  /** Reads some more. */
  private void fill() throws IOException {
    if (at > 0) {
      System.arraycopy(buffer, at, buffer, 0, end - at);
      end -= at;
      clear -= at;
      at = 0;
    }
    int got = in.read(buffer, end, buffer.length - end);
    if (got < 0) {
      throw new EOFException("the form ends in its middle");
    }
    end += got;
  }

  /** What is in one part, up to the boundary behind it, which is passed over. */
  private final class Part extends InputStream {
    private boolean over;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (over || length == 0) {
        return over ? -1 : 0;
      }
      if (!look()) {
        over = true;
        at += line.length;
        clear = at;
        return -1;
      }
      int some = Math.min(length, clear - at);
      System.arraycopy(buffer, at, into, from, some);
      at += some;
      return some;
    }

    /** Whether there is more of the part, which is in the buffer then. */
    private boolean look() throws IOException {
      while (clear <= at) {
        clear = at;
        while (clear + line.length <= end && !isBoundary(clear)) {
          clear++;
        }
        if (clear == at && clear + line.length <= end) {
          return false;
        }
        if (clear == at) {
          fill();
        }
      }
      return true;
    }

    private boolean isBoundary(int where) {
      for (int i = 0; i < line.length; i++) {
        if (buffer[where + i] != line[i]) {
          return false;
        }
      }
      return true;
    }

    /** Reads past what nobody has read. */
    @Override
    public void close() throws IOException {
      byte[] passed = new byte[PIECE_OCTETS];
      long left = DISCARDED_OCTETS_MAX;
      for (int got = 0; got >= 0 && left > 0; left -= got) {
        got = read(passed);
      }
      if (over) {
        passOver();
      }
    }
  }
}
