package portineria.peer;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * IMAP programs at the end of a very slow line: each has asked for all messages of a mailbox, and
 * takes ten kilobytes a second of them.
 */
public final class SlowReaders implements Closeable {
  private static final int EVERY_MILLISECONDS = 50;
  private static final int OCTETS_AT_ONCE = 512;

  /** The system's own would take most of a mailbox at once. */
  private static final int RECEIVE_OCTETS = 4096;

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final List<Socket> sockets = new ArrayList<>();
  private final AtomicReference<IOException> trouble = new AtomicReference<>();
  private final AtomicLong octets = new AtomicLong();

  /** So many of them begin. */
  public SlowReaders(int count, int port, String user, String password, String mailbox)
      throws IOException {
    for (int i = 0; i < count; i++) {
      Socket socket = new Socket();
      sockets.add(socket);
      socket.setReceiveBufferSize(RECEIVE_OCTETS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      line(socket, "");
      say(socket, "a LOGIN " + user + " \"" + password + "\"");
      line(socket, "a OK");
      say(socket, "b SELECT " + mailbox);
      line(socket, "b OK");
      say(socket, "c FETCH 1:* (BODY.PEEK[])");
    }
    var running =
        thread.scheduleAtFixedRate(this::take, 0, EVERY_MILLISECONDS, TimeUnit.MILLISECONDS);
    assert !running.isCancelled();
  }

  private static void say(Socket socket, String command) throws IOException {
    socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads on to a line that begins so. */
  private static void line(Socket socket, String begin) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      if (octet != '\n') {
        line.write(octet);
      } else if (line.toString(StandardCharsets.ISO_8859_1).startsWith(begin)) {
        return;
      } else {
        line.reset();
      }
    }
    throw new IOException("the server has closed the connection");
  }

  private void take() {
    try {
      for (Socket socket : sockets) {
        int some = Math.min(OCTETS_AT_ONCE, socket.getInputStream().available());
        octets.addAndGet(socket.getInputStream().readNBytes(some).length);
      }
    } catch (IOException e) {
      trouble.compareAndSet(null, e);
    }
  }

  /** What all together have taken so far; throws where one of them was cut off. */
  public long octets() throws IOException {
    if (trouble.get() != null) {
      throw new IOException("a slow reader was cut off", trouble.get());
    }
    return octets.get();
  }

  @Override
  public void close() throws IOException {
    thread.shutdown();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
