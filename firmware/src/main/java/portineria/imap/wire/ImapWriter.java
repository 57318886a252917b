package portineria.imap.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import portineria.store.MailboxName;

/**
 * Writes answers: numbers, strings, lists, line ends (RFC 9051 §9). Gathers small pieces and hands
 * them on by the block. One thread uses it.
 */
public final class ImapWriter {
  private static final int BUFFER_OCTETS = 8192;

  /** A longer string is a literal: some programs have a limit for lines. */
  private static final int QUOTED_MAX = 1000;

  /** What stands for a NUL, as Dovecot has it. */
  private static final byte INSTEAD_OF_NUL = (byte) 0x80;

  private static final byte[] NIL = {'N', 'I', 'L'};

  private final Sink sink;
  private final byte[] buffer = new byte[BUFFER_OCTETS];
  private int length;
  private byte last = '\n';

  /** Where the octets go. */
  @FunctionalInterface
  public interface Sink {
    void write(byte[] octets, int offset, int length) throws IOException;
  }

  public ImapWriter(Sink sink) {
    this.sink = sink;
  }

  /** Hands on what was gathered. */
  public void spill() throws IOException {
    if (length > 0) {
      int gathered = length;
      length = 0;
      sink.write(buffer, 0, gathered);
    }
  }

  /** Whether a line was begun and not ended: then no other answer can be written. */
  public boolean isInLine() {
    return last != '\n';
  }

  public ImapWriter octet(int octet) throws IOException {
    if (length == BUFFER_OCTETS) {
      spill();
    }
    last = (byte) octet;
    buffer[length++] = last;
    return this;
  }

  public ImapWriter octets(byte[] octets) throws IOException {
    return octets(octets, 0, octets.length);
  }

  public ImapWriter octets(byte[] octets, int from, int count) throws IOException {
    if (count == 0) {
      return this;
    }
    if (count > BUFFER_OCTETS - length) {
      spill();
    }
    if (count >= BUFFER_OCTETS) {
      sink.write(octets, from, count);
    } else {
      System.arraycopy(octets, from, buffer, length, count);
      length += count;
    }
    last = octets[from + count - 1];
    return this;
  }

  /**
   * Octets within a literal. No NUL may be among them (RFC 9051 §4.3.1, §9 CHAR8), and programs
   * written in C lose what comes after one: each is replaced, in {@code octets} itself, so that
   * their number stays. BINARY gives them as they are.
   */
  public ImapWriter literalOctets(byte[] octets, int from, int count) throws IOException {
    for (int i = Nul.find(octets, from, from + count); i >= 0; ) {
      octets[i] = INSTEAD_OF_NUL;
      i = Nul.find(octets, i + 1, from + count);
    }
    return octets(octets, from, count);
  }

  /** These octets of {@code source}, whose position stays. */
  public ImapWriter octets(ByteBuffer source, int from, int count) throws IOException {
    for (int done = 0; done < count; ) {
      if (length == BUFFER_OCTETS) {
        spill();
      }
      int some = Math.min(count - done, BUFFER_OCTETS - length);
      source.get(from + done, buffer, length, some);
      length += some;
      done += some;
      last = buffer[length - 1];
    }
    return this;
  }

  /** Text of ours: what is beyond ASCII becomes a question mark. */
  public ImapWriter text(String text) throws IOException {
    return octets(text.getBytes(StandardCharsets.US_ASCII));
  }

  public ImapWriter number(long number) throws IOException {
    if (number < 0) {
      throw new IllegalArgumentException("a number of " + number);
    }
    if (BUFFER_OCTETS - length < 20) {
      spill();
    }
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    long rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      buffer[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    last = buffer[length - 1];
    return this;
  }

  public ImapWriter space() throws IOException {
    return octet(' ');
  }

  public ImapWriter nil() throws IOException {
    return octets(NIL);
  }

  public ImapWriter crlf() throws IOException {
    return octet('\r').octet('\n');
  }

  /** An INTERNALDATE with its quotes. */
  public ImapWriter dateTime(DateTimes times, long seconds) throws IOException {
    return octets(times.write(seconds));
  }

  /** The begin of a literal of that size; its octets follow. */
  public ImapWriter literal(long size) throws IOException {
    return octet('{').number(size).octet('}').crlf();
  }

  /** The begin of a literal in which NUL may occur: RFC 3516 §4.1. */
  public ImapWriter binaryLiteral(long size) throws IOException {
    return octet('~').literal(size);
  }

  /** A string that is given as octets, one to a char; quoted where that is allowed. */
  public ImapWriter string(String octets) throws IOException {
    if (!isQuotable(octets)) {
      literal(octets.length());
      return literalOctets(octets.getBytes(StandardCharsets.ISO_8859_1), 0, octets.length());
    }
    octet('"');
    for (int i = 0; i < octets.length(); i++) {
      char c = octets.charAt(i);
      if (c == '"' || c == '\\') {
        octet('\\');
      }
      octet(c);
    }
    return octet('"');
  }

  /** A string, or NIL for nothing. */
  public ImapWriter nstring(Optional<String> octets) throws IOException {
    return octets.isPresent() ? string(octets.get()) : nil();
  }

  private static boolean isQuotable(String octets) {
    if (octets.length() > QUOTED_MAX) {
      return false;
    }
    for (int i = 0; i < octets.length(); i++) {
      char c = octets.charAt(i);
      if (c == 0 || c == '\r' || c == '\n' || c > 0x7E) {
        return false;
      }
    }
    return true;
  }

  /** A mailbox's name: always quoted, which every client understands. */
  public ImapWriter mailbox(MailboxName name, boolean utf8) throws IOException {
    return mailboxText(MailboxNames.encode(name, utf8));
  }

  /** A mailbox's name as a client wrote it. */
  public ImapWriter mailboxText(String name) throws IOException {
    octet('"');
    for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
      if (octet == '"' || octet == '\\') {
        octet('\\');
      }
      octet(octet);
    }
    return octet('"');
  }
}
