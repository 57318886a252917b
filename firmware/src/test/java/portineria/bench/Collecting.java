package portineria.bench;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import portineria.peer.ImapClient;

/** A POP3 program takes all messages of a full INBOX, and leaves them there. */
final class Collecting implements Trial {
  private static final int ROUNDS = 3;
  private static final int MESSAGES = Listing.MESSAGES;

  /** Commands that are under way at a time, as mpop and fetchers of the kind have it. */
  private static final int AHEAD = 100;

  @Override
  public void run(Contestant contestant, Table table) throws Exception {
    try (ImapClient client = contestant.client()) {
      client.expectOk("SELECT " + Listing.MAILBOX).expectOk("COPY 1:* INBOX");
      Contestant.expectMessages(client, "INBOX", MESSAGES);
    }
    long octets = collect(contestant, AHEAD); // warms up
    measure(contestant, table, "one by one", 1, octets);
    measure(contestant, table, "pipelined", AHEAD, octets);
  }

  private static void measure(
      Contestant contestant, Table table, String what, int ahead, long octets) throws Exception {
    Measured measured =
        Measured.median(
            ROUNDS,
            () -> {
              long start = System.nanoTime();
              long came = collect(contestant, ahead);
              long nanos = System.nanoTime() - start;
              if (came != octets) {
                throw new IOException(came + " octets instead of " + octets);
              }
              return Measured.rate(MESSAGES, nanos);
            });
    table.add(
        Row.rate("POP3 of 10,000 messages, " + what, "messages/s"), contestant.name(), measured);
  }

  /** All that came, answers and dots too; the lines of success may differ from server to server. */
  private static long collect(Contestant contestant, int ahead) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), contestant.doors().pop3())) {
      socket.setTcpNoDelay(true);
      Answers answers = new Answers(socket.getInputStream());
      OutputStream out = new BufferedOutputStream(socket.getOutputStream());
      answers.line();
      say(out, "USER " + contestant.user());
      out.flush();
      answers.line();
      say(out, "PASS " + contestant.password());
      out.flush();
      answers.line();
      int asked = 0;
      for (int i = 1; i <= MESSAGES; i++) {
        if (asked < i) {
          for (int more = 0; more < ahead && asked < MESSAGES; more++) {
            say(out, "RETR " + ++asked);
          }
          out.flush();
        }
        answers.line();
        answers.text();
      }
      long octets = answers.octets();
      say(out, "QUIT");
      out.flush();
      answers.line();
      return octets;
    }
  }

  private static void say(OutputStream out, String command) throws IOException {
    out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** What the server sends, of which only the ends are looked for. */
  private static final class Answers {
    private static final int BUFFER_OCTETS = 256 * 1024;

    private final InputStream from;
    private final byte[] buffer = new byte[BUFFER_OCTETS];
    private int at;
    private int end;
    private long octets;

    Answers(InputStream from) {
      this.from = from;
    }

    long octets() {
      return octets;
    }

    /** A line of success, which is not counted: servers say more or less in it. */
    void line() throws IOException {
      int first = next();
      while (next() != '\n') {
        // not looked at
      }
      if (first != '+') {
        throw new IOException("a command was refused");
      }
    }

    /** Up to the line that is a dot. */
    void text() throws IOException {
      boolean atStart = true;
      while (true) {
        int octet = next();
        octets++;
        if (atStart && octet == '.') {
          int second = next();
          octets++;
          if (second == '\r') {
            next();
            octets++;
            return;
          }
        }
        atStart = octet == '\n';
      }
    }

    private int next() throws IOException {
      if (at == end) {
        end = from.read(buffer);
        at = 0;
        if (end <= 0) {
          throw new EOFException("the server has closed the connection");
        }
      }
      return buffer[at++];
    }
  }
}
