package portineria.peer;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A plain POP3 client for tests that keeps every octet as it came, but for the dot-stuffing. */
public final class RawPop3 implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  public RawPop3(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  public RawPop3(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    out = socket.getOutputStream();
    expectOk(readLine());
  }

  /** Implicit TLS to localhost, where only the authority of {@code caFile} is trusted. */
  public static RawPop3 overTls(int port, Path caFile) throws IOException {
    try (InputStream pem = Files.newInputStream(caFile)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null);
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return new RawPop3(context.getSocketFactory().createSocket("localhost", port));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  public RawPop3 login(String user, String password) throws IOException {
    command("USER " + user);
    command("PASS " + password);
    return this;
  }

  /** Sends a command that must be answered by {@code +OK}; what stands after that. */
  public String command(String command) throws IOException {
    out.write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
    return expectOk(readLine());
  }

  /** How many messages there are. */
  public int count() throws IOException {
    return Integer.parseInt(command("STAT").split(" ")[0]);
  }

  /** Message {@code number}, from 1, un-stuffed. */
  public byte[] retrieve(int number) throws IOException {
    command("RETR " + number);
    return body();
  }

  /** The lines of a multi-line answer. */
  public List<String> lines(String command) throws IOException {
    command(command);
    String text = new String(body(), StandardCharsets.UTF_8);
    return text.isEmpty() ? List.of() : List.of(text.split("\r\n"));
  }

  /** All messages, pipelined where the server can keep up. */
  public List<byte[]> all() throws IOException {
    int count = count();
    List<byte[]> messages = new ArrayList<>(count);
    for (int i = 1; i <= count; i++) {
      messages.add(retrieve(i));
    }
    return messages;
  }

  private byte[] body() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      byte[] line = readOctets();
      int length = line.length;
      boolean dot = length > 0 && line[0] == '.';
      if (dot && (length == 2 || (length == 3 && line[1] == '\r'))) {
        return body.toByteArray();
      }
      body.write(line, dot ? 1 : 0, dot ? length - 1 : length);
    }
  }

  private static String expectOk(String answer) throws IOException {
    if (!answer.startsWith("+OK")) {
      throw new IOException(answer);
    }
    return answer.substring(3).strip();
  }

  private String readLine() throws IOException {
    return new String(readOctets(), StandardCharsets.UTF_8).stripTrailing();
  }

  /** A line with its end. */
  private byte[] readOctets() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int c = in.read();
      if (c < 0) {
        throw new EOFException("the server has closed the connection");
      }
      line.write(c);
      if (c == '\n') {
        return line.toByteArray();
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      command("QUIT");
    } finally {
      socket.close();
    }
  }
}
