package portineria.peer;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A plain IMAP client for tests and for the benchmark: it sends what it is told to, and reads
 * answers without understanding them, but for their ends. One thread.
 */
public final class ImapClient implements AutoCloseable {
  private final Socket socket;
  private final ImapInput in;
  private final OutputStream out;
  private int tags;

  /**
   * An answer: its untagged lines (literals left out or kept) and its tagged one without the tag.
   */
  public record Answer(List<String> untagged, String tagged) {
    public boolean isOk() {
      return tagged.startsWith("OK");
    }
  }

  public ImapClient(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  public ImapClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    this.in = new ImapInput(socket.getInputStream());
    this.out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
    in.readLine();
  }

  public ImapClient login(String user, String password) throws IOException {
    return expectOk("LOGIN " + user + " \"" + password + "\"");
  }

  /** Sends a command that must be answered by OK. */
  public ImapClient expectOk(String command) throws IOException {
    Answer answer = command(command);
    if (!answer.isOk()) {
      throw new IOException(command + ": " + answer.tagged());
    }
    return this;
  }

  /** Sends a command and keeps the untagged lines, with literals inside them. */
  public Answer command(String command) throws IOException {
    String tag = send(command);
    out.flush();
    List<String> untagged = new ArrayList<>();
    while (true) {
      String next = readWholeLine();
      if (next.startsWith(tag + " ")) {
        return new Answer(untagged, next.substring(tag.length() + 1));
      }
      untagged.add(next);
    }
  }

  /** Sends a command that must be answered by OK, and counts its untagged lines: for benchmarks. */
  public int count(String command) throws IOException {
    String tag = send(command);
    out.flush();
    int lines = 0;
    while (in.skipUntagged()) {
      lines++;
    }
    String tagged = in.readLine();
    if (!tagged.startsWith(tag + " OK")) {
      throw new IOException(command + ": " + tagged);
    }
    return lines;
  }

  /** APPEND with a non-synchronizing literal: RFC 7888. Throws where it is not answered by OK. */
  public String append(String mailbox, String arguments, byte[] message) throws IOException {
    return append(mailbox, arguments, List.of(message));
  }

  /** APPEND of several messages at once: RFC 3502. */
  public String append(String mailbox, String arguments, List<byte[]> messages) throws IOException {
    String tag = send("APPEND " + mailbox, "");
    for (byte[] message : messages) {
      out.write(
          (" " + arguments + "{" + message.length + "+}\r\n").getBytes(StandardCharsets.UTF_8));
      out.write(message);
    }
    out.write('\r');
    out.write('\n');
    out.flush();
    while (true) {
      String next = readWholeLine();
      if (next.startsWith(tag + " ")) {
        String answer = next.substring(tag.length() + 1);
        if (!answer.startsWith("OK")) {
          throw new IOException("APPEND: " + answer);
        }
        return answer;
      }
    }
  }

  /** Sends a command without waiting for its answer; the tag it got. */
  public String send(String command) throws IOException {
    return send(command, "\r\n");
  }

  private String send(String command, String end) throws IOException {
    String tag = "a" + ++tags;
    out.write((tag + " " + command + end).getBytes(StandardCharsets.UTF_8));
    return tag;
  }

  /** Sends octets as they are, and flushes. */
  public void raw(String octets) throws IOException {
    out.write(octets.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** All octets of one message, by UID. */
  public byte[] body(long uid) throws IOException {
    String tag = send("UID FETCH " + uid + " BODY.PEEK[]");
    out.flush();
    byte[] body = new byte[0];
    while (true) {
      String next = in.readLine();
      if (next.startsWith(tag + " ")) {
        return body;
      }
      long size = ImapInput.literalSize(next);
      if (size >= 0) {
        body = in.readNBytes(size);
      }
    }
  }

  /** Octets that came from the server so far. */
  public long octetsRead() {
    return in.octetsRead();
  }

  /** A line and all that its literals bring along, as Latin-1. */
  public String readWholeLine() throws IOException {
    String first = in.readLine();
    long size = ImapInput.literalSize(first);
    if (size < 0) {
      return first;
    }
    StringBuilder whole = new StringBuilder(first);
    while (size >= 0) {
      whole.append(new String(in.readNBytes(size), StandardCharsets.ISO_8859_1));
      String rest = in.readLine();
      whole.append(rest);
      size = ImapInput.literalSize(rest);
    }
    return whole.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
