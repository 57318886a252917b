package portineria.admin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The octets on the control socket. The client sends one request, the box answers with frames until
 * {@link Frame.Ended}. A client that asks sends questions, too, until it has no more; the next one
 * only after the last one's answer, so that neither side ever waits for the other to read.
 *
 * <pre>
 *   request  version(1) terminal(1) asks(1) count(4) string*  count(4) (string string)*
 *            behind its length(4), at most {@link #REQUEST_OCTETS_MAX}
 *   frame    kind(1) string
 *   question 'q' string, then {@link Chunks}; or 'x': no more
 *   string   length(4) octets, UTF-8 where they are text
 * </pre>
 *
 * <p>Both ends are of one version, unless the box was updated while it ran: hence the first octet.
 */
final class Wire {
  /** A command line with a bundle of certificates is far less. */
  static final int REQUEST_OCTETS_MAX = 4 * 1024 * 1024;

  /** Of one line; longer ones are cut. */
  static final int LINE_OCTETS_MAX = 16 * 1024;

  private static final int VERSION = 2;

  private static final byte QUESTION = 'q';
  private static final byte NO_MORE = 'x';

  private Wire() {}

  static void write(Request request, OutputStream to) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(octets);
    out.writeByte(VERSION);
    out.writeBoolean(request.terminal());
    out.writeBoolean(request.asks());
    out.writeInt(request.arguments().size());
    for (String argument : request.arguments()) {
      writeString(argument, out);
    }
    out.writeInt(request.attachments().size());
    for (Map.Entry<String, String> attachment : request.attachments().entrySet()) {
      writeString(attachment.getKey(), out);
      writeString(attachment.getValue(), out);
    }
    if (octets.size() > REQUEST_OCTETS_MAX) {
      throw new IOException("the command has more than 4 MiB with its files");
    }
    DataOutputStream whole = new DataOutputStream(to);
    whole.writeInt(octets.size());
    octets.writeTo(whole);
    whole.flush();
  }

  static Request readRequest(InputStream from) throws IOException {
    DataInputStream whole = new DataInputStream(from);
    byte[] octets = whole.readNBytes(length(whole.readInt(), REQUEST_OCTETS_MAX));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(octets));
    if (in.readByte() != VERSION) {
      throw new IOException("the running portineria has another version: start it again");
    }
    boolean terminal = in.readBoolean();
    boolean asks = in.readBoolean();
    List<String> arguments = new ArrayList<>();
    for (int left = length(in.readInt(), octets.length); left > 0; left--) {
      arguments.add(readString(in, octets.length));
    }
    Map<String, String> attachments = new HashMap<>();
    for (int left = length(in.readInt(), octets.length); left > 0; left--) {
      String name = readString(in, octets.length);
      attachments.put(name, readString(in, octets.length));
    }
    return new Request(arguments, attachments, terminal, asks);
  }

  static void write(Frame frame, OutputStream to) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(octets);
    switch (frame) {
      case Frame.Said(String line) -> write('s', line, out);
      case Frame.Complained(String line) -> write('c', line, out);
      case Frame.Progressed(String line) -> write('p', line, out);
      case Frame.Answered(ByteBuffer answer) -> {
        out.writeByte('a');
        writeOctets(array(answer), out);
      }
      case Frame.Ended(int exitCode) -> write('e', String.valueOf(exitCode), out);
    }
    octets.writeTo(to);
    to.flush();
  }

  private static byte[] array(ByteBuffer buffer) {
    byte[] octets = new byte[buffer.remaining()];
    buffer.duplicate().get(octets);
    return octets;
  }

  private static void write(char kind, String text, DataOutputStream out) throws IOException {
    out.writeByte(kind);
    // A character has at most three octets.
    writeString(text.substring(0, Math.min(text.length(), LINE_OCTETS_MAX / 3)), out);
  }

  static Frame readFrame(InputStream from) throws IOException {
    DataInputStream in = new DataInputStream(from);
    byte kind = in.readByte();
    if (kind == 'a') {
      return new Frame.Answered(ByteBuffer.wrap(readOctets(in, Desk.ANSWER_OCTETS_MAX)));
    }
    String text = readString(in, LINE_OCTETS_MAX);
    return switch (kind) {
      case 's' -> new Frame.Said(text);
      case 'c' -> new Frame.Complained(text);
      case 'p' -> new Frame.Progressed(text);
      case 'e' -> ended(text);
      default -> throw new IOException("not a frame: " + kind);
    };
  }

  private static Frame ended(String text) throws IOException {
    try {
      return new Frame.Ended(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw new IOException("not an exit code", e);
    }
  }

  /** What comes along with it follows. */
  static void writeQuestion(byte[] question, DataOutputStream out) throws IOException {
    if (question.length > Desk.QUESTION_OCTETS_MAX) {
      throw new IOException("a question of " + question.length + " octets is too long");
    }
    out.writeByte(QUESTION);
    writeOctets(question, out);
  }

  static void writeNoMore(DataOutputStream out) throws IOException {
    out.writeByte(NO_MORE);
    out.flush();
  }

  /** Empty when there are no more. */
  static Optional<byte[]> readQuestion(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case QUESTION -> Optional.of(readOctets(in, Desk.QUESTION_OCTETS_MAX));
      case NO_MORE -> Optional.empty();
      default -> throw new IOException("not a question: " + kind);
    };
  }

  private static void writeString(String text, DataOutputStream out) throws IOException {
    writeOctets(text.getBytes(StandardCharsets.UTF_8), out);
  }

  private static void writeOctets(byte[] octets, DataOutputStream out) throws IOException {
    out.writeInt(octets.length);
    out.write(octets);
  }

  private static String readString(DataInputStream in, int max) throws IOException {
    return new String(readOctets(in, max), StandardCharsets.UTF_8);
  }

  private static byte[] readOctets(DataInputStream in, int max) throws IOException {
    int length = length(in.readInt(), max);
    byte[] octets = in.readNBytes(length);
    if (octets.length < length) {
      throw new EOFException();
    }
    return octets;
  }

  private static int length(int length, int max) throws IOException {
    if (length < 0 || length > max) {
      throw new IOException("a length beyond its limit: " + length);
    }
    return length;
  }
}
