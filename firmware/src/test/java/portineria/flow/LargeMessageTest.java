package portineria.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.peer.Appliance;
import portineria.peer.Dovecot;
import portineria.peer.ImapClient;

/**
 * A message of 100 MB comes in by IMAP and goes out by IMAP and POP3 with a heap of 64 MB, and a
 * neighbour's flag changes are answered while it is on its way.
 */
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LargeMessageTest {
  private static final int LINE_OCTETS = 76;
  private static final int LINES = 100_000_000 / (LINE_OCTETS + 2);
  private static final int LINES_BETWEEN_FLAGS = LINES / 50;
  private static final byte[] HEADER =
      "Subject: disegni\r\nContent-Type: application/octet-stream\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);
  private static final int SIZE = HEADER.length + LINES * (LINE_OCTETS + 2);

  @TempDir Path temp;
  private Path data;

  @BeforeEach
  void addUser() throws Exception {
    data = Setting.account(temp);
  }

  @Test
  void aHundredMegabytesPassThroughSixtyFourMegabytesOfHeap() throws Exception {
    try (Appliance box = Appliance.run(List.of("-Xmx64m"), data);
        ImapClient neighbour = new ImapClient(box.port("imap"))) {
      neighbour.login("maria", "secret");
      neighbour.append("INBOX", "", HEADER);
      neighbour.expectOk("SELECT INBOX");
      String digest = append(box, neighbour);
      assertEquals(digest, fetch(box, neighbour));
      assertEquals(digest, retrieve(box, neighbour));
      neighbour.expectOk("FETCH 1:* (FLAGS ENVELOPE BODYSTRUCTURE)");
      neighbour.expectOk("SEARCH BODY nowhere");
    }
    String log = Files.readString(temp.resolve("data.log"));
    assertFalse(log.contains("OutOfMemoryError"), log);
  }

  private String append(Appliance box, ImapClient neighbour) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (Socket socket = connect(box.port("imap"))) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      readLine(in);
      send(out, "a LOGIN maria secret\r\n");
      expect(in, "a OK");
      send(out, "b APPEND INBOX {" + SIZE + "+}\r\n");
      out.write(HEADER);
      digest.update(HEADER);
      Random random = new Random(1);
      byte[] line = new byte[LINE_OCTETS + 2];
      for (int i = 0; i < LINES; i++) {
        fill(line, random);
        out.write(line);
        digest.update(line);
        if (i % LINES_BETWEEN_FLAGS == 0) {
          neighbour.expectOk("STORE 1 " + (i % 2 == 0 ? "+" : "-") + "FLAGS (\\Flagged)");
        }
      }
      send(out, "\r\n");
      expect(in, "b OK");
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void fill(byte[] line, Random random) {
    for (int i = 0; i < LINE_OCTETS; i += 4) {
      int letters = random.nextInt(26 * 26 * 26 * 26);
      for (int j = 0; j < 4; j++) {
        line[i + j] = (byte) ('A' + letters % 26);
        letters /= 26;
      }
    }
    line[LINE_OCTETS] = '\r';
    line[LINE_OCTETS + 1] = '\n';
  }

  @Test
  void asMuchIsFetchedFromAProvider() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("fetched"));
    try (Dovecot upstream = Dovecot.start(folder.resolve("upstream"))) {
      byte[] message = message();
      upstream.deliver("user", message);
      Path fetched = Setting.accountAndSource(folder, upstream, "--tls", "none", "--every", "1");
      try (Appliance box = Appliance.run(List.of("-Xmx64m"), fetched);
          ImapClient program = new ImapClient(box.port("imap"))) {
        program.login(Setting.ACCOUNT, Setting.PASSWORD).append("INBOX", "", HEADER);
        program.expectOk("SELECT INBOX");
        while (program.command("STATUS INBOX (MESSAGES)").untagged().stream()
            .noneMatch(line -> line.endsWith("(MESSAGES 2)"))) {
          program.expectOk("STORE 1 +FLAGS (\\Flagged)").expectOk("STORE 1 -FLAGS (\\Flagged)");
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        assertEquals(HexFormat.of().formatHex(digest.digest(message)), fetch(box, program));
      }
    }
  }

  private static byte[] message() {
    ByteBuffer message = ByteBuffer.allocate(SIZE).put(HEADER);
    Random random = new Random(2);
    byte[] line = new byte[LINE_OCTETS + 2];
    while (message.hasRemaining()) {
      fill(line, random);
      message.put(line);
    }
    return message.array();
  }

  private static String fetch(Appliance box, ImapClient neighbour) throws Exception {
    try (Socket socket = connect(box.port("imap"))) {
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      OutputStream out = socket.getOutputStream();
      readLine(in);
      send(out, "a LOGIN maria secret\r\nb EXAMINE INBOX\r\nc FETCH 2 BODY.PEEK[]\r\n");
      String line = readLine(in);
      while (!line.endsWith("BODY[] {" + SIZE + "}")) {
        line = readLine(in);
      }
      return digest(in, neighbour);
    }
  }

  private static String retrieve(Appliance box, ImapClient neighbour) throws Exception {
    try (Socket socket = connect(box.port("pop3"))) {
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      OutputStream out = socket.getOutputStream();
      readLine(in);
      for (String command : List.of("USER maria", "PASS secret", "RETR 2")) {
        send(out, command + "\r\n");
        expect(in, "+OK");
      }
      return digest(in, neighbour); // no line of it begins with a dot
    }
  }

  /** Reads the message, and has a neighbour change flags in the midst of it. */
  private static String digest(InputStream in, ImapClient neighbour) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[1 << 16];
    for (long rest = SIZE; rest > 0; ) {
      if (rest > SIZE / 2 - buffer.length && rest < SIZE / 2) {
        neighbour.expectOk("STORE 1 +FLAGS (\\Seen)").expectOk("STORE 1 -FLAGS (\\Seen)");
      }
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, rest));
      if (n < 0) {
        throw new IOException(rest + " octets are missing");
      }
      digest.update(buffer, 0, n);
      rest -= n;
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Socket connect(int port) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void expect(InputStream in, String start) throws IOException {
    String line = readLine(in);
    while (line.startsWith("* ")) {
      line = readLine(in);
    }
    if (!line.startsWith(start)) {
      throw new IOException(line);
    }
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the server has closed the connection");
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }
}
