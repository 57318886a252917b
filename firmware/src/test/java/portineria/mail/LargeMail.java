package portineria.mail;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/** A message with one big attachment that is never in memory as a whole. */
final class LargeMail extends InputStream {
  private static final int LINE_CHARS = 76;
  private static final int LINE_OCTETS = LINE_CHARS + 2;

  private final byte[] block;
  private long position;
  private final long size;

  /** Base64 lines that repeat after some time, of {@code size} octets in all. */
  private LargeMail(Draw draw, long size) {
    this.size = size;
    this.block = new MailBuffer().base64(draw.octets(57 * 997)).toBytes();
    assert block.length % LINE_OCTETS == 0;
  }

  static InputStream stream(Draw draw, Conversation thread, long octets) {
    String boundary = "------------large" + draw.hex(12);
    String head =
        MessageHeader.write(draw, thread, false, "")
            + "Content-Type: multipart/mixed; boundary=\""
            + boundary
            + "\"\r\n\r\n--"
            + boundary
            + "\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nIl file.\r\n--"
            + boundary
            + "\r\nContent-Type: application/octet-stream; name=\"disco.iso\"\r\n"
            + "Content-Transfer-Encoding: base64\r\n"
            + "Content-Disposition: attachment; filename=\"disco.iso\"\r\n\r\n";
    String tail = "\r\n--" + boundary + "--\r\n";
    long body = octets - head.length() - tail.length();
    if (body < 0) {
      throw new IllegalArgumentException("a large message of " + octets + " octets");
    }
    return new SequenceInputStream(
        Collections.enumeration(List.of(latin(head), new LargeMail(draw, body), latin(tail))));
  }

  private static InputStream latin(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public int read() {
    return position == size ? -1 : block[(int) (position++ % block.length)];
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (position == size && length > 0) {
      return -1;
    }
    int from = (int) (position % block.length);
    int count = (int) Math.min(Math.min(length, size - position), block.length - from);
    System.arraycopy(block, from, target, offset, count);
    position += count;
    return count;
  }
}
