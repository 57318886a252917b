package portineria.fetch;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import portineria.peer.Listening;

/**
 * A POP3 server for tests, on loopback, with every oddity that real ones have as a switch. Its
 * maildrop may be changed at any time; a session sees it as of its login, as RFC 1939 §4 demands,
 * and deletes at QUIT.
 */
public final class ScriptedUpstream implements AutoCloseable {
  public static final String USER = "rossi@example.it";
  public static final String PASSWORD = "segreto";

  /** A message upstream. Two with the same octets are two. */
  public static final class Message {
    private final String uniqueId;
    private final byte[] octets;
    private final Optional<byte[]> wire;

    private Message(String uniqueId, byte[] octets, Optional<byte[]> wire) {
      this.uniqueId = uniqueId;
      this.octets = octets;
      this.wire = wire;
    }

    public String uniqueId() {
      return uniqueId;
    }

    /** As the server has it; a client gets a CRLF more where it lacks one at its end. */
    public byte[] octets() {
      return octets;
    }

    /** The same message, as a server that renumbers shows it. */
    public Message renumbered(String newId) {
      return new Message(newId, octets, wire);
    }
  }

  private final Listening listening;
  private final List<Message> maildrop = new CopyOnWriteArrayList<>();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger together = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger roundTrips = new AtomicInteger();
  private final AtomicInteger logins = new AtomicInteger();
  private final List<String> commands = new CopyOnWriteArrayList<>();

  // The script. Changed between sessions, or while one goes on.
  volatile List<String> capabilities =
      List.of("USER", "UIDL", "TOP", "SASL PLAIN", "PIPELINING", "RESP-CODES", "AUTH-RESP-CODE");
  volatile String greeting = "+OK ready";
  volatile Map<String, String> replies = new HashMap<>();
  volatile Map<String, String> refusals = new HashMap<>();
  volatile Map<Message, String> refusing = Map.of();
  volatile Set<String> undeletable = Set.of();
  volatile Set<String> breaking = Set.of();
  volatile boolean uniqueIds = true;
  volatile boolean placesForUniqueIds;
  volatile double sizeFactor = 1;
  volatile Map<String, Long> wrongSizes = Map.of();
  volatile Optional<SSLContext> implicitTls = Optional.empty();
  volatile Optional<SSLContext> startTls = Optional.empty();
  volatile String afterStls = "";
  volatile boolean dropBeforeQuitReply;
  volatile boolean dropBeforeQuit;
  public volatile Runnable beforeGreeting = () -> {};
  volatile Runnable onCommand = () -> {};

  /** Octets that may still be sent before the line breaks. */
  final AtomicLong octetsLeft = new AtomicLong(Long.MAX_VALUE);

  public ScriptedUpstream() throws IOException {
    listening = new Listening(this::serve);
  }

  public int port() {
    return listening.port();
  }

  public String host() {
    return InetAddress.getLoopbackAddress().getHostAddress();
  }

  public Message add(String uniqueId, byte[] octets) {
    Message message = new Message(uniqueId, octets, Optional.empty());
    maildrop.add(message);
    return message;
  }

  public void add(String uniqueId, String text) {
    add(uniqueId, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A message that is sent as {@code wire} says, whatever the RFC says. */
  public void addRaw(String uniqueId, String wire, int size) {
    maildrop.add(
        new Message(
            uniqueId, new byte[size], Optional.of(wire.getBytes(StandardCharsets.ISO_8859_1))));
  }

  public void remove(Message message) {
    maildrop.remove(message);
  }

  public void clear() {
    maildrop.clear();
  }

  public void replaceAll(List<Message> messages) {
    maildrop.clear();
    maildrop.addAll(messages);
  }

  public List<Message> messages() {
    return List.copyOf(maildrop);
  }

  int logins() {
    return logins.get();
  }

  int connections() {
    return connections.get();
  }

  /** The most sessions that were there at the same time. */
  int together() {
    return together.get();
  }

  /** How often the server had nothing to do until the client had its answers. */
  int roundTrips() {
    return roundTrips.get();
  }

  List<String> commands() {
    return List.copyOf(commands);
  }

  long count(String command) {
    return commands.stream().filter(line -> line.startsWith(command)).count();
  }

  void forgetCommands() {
    commands.clear();
  }

  /** What a client that does all right makes of {@code octets}: a server ends them with CRLF. */
  static byte[] received(byte[] octets) {
    int length = octets.length;
    boolean ended = length >= 2 && octets[length - 2] == '\r' && octets[length - 1] == '\n';
    if (ended || length == 0) {
      return octets;
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(octets);
    whole.writeBytes(new byte[] {'\r', '\n'});
    return whole.toByteArray();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  private void serve(Socket socket) throws IOException {
    connections.incrementAndGet();
    int now = inside.incrementAndGet();
    together.accumulateAndGet(now, Math::max);
    try {
      new Session(socket).run();
    } finally {
      inside.decrementAndGet();
    }
  }

  private final class Session {
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private List<Message> seen = List.of();
    private final List<Message> deleted = new ArrayList<>();

    Session(Socket socket) {
      this.socket = socket;
    }

    void run() throws IOException {
      if (implicitTls.isPresent()) {
        secure(implicitTls.get());
      } else {
        open();
      }
      beforeGreeting.run();
      say(greeting);
      out.flush(); // also where a client that should wait for it has spoken already
      boolean more = true;
      while (more) {
        if (in.available() == 0) {
          out.flush();
          roundTrips.incrementAndGet();
        }
        String line = line();
        commands.add(
            line.startsWith("PASS") || line.startsWith("AUTH") ? line.substring(0, 4) : line);
        onCommand.run();
        more = command(line, line.split(" ", 2)[0].toUpperCase(java.util.Locale.ROOT));
      }
      out.flush();
    }

    private void open() throws IOException {
      in = new BufferedInputStream(socket.getInputStream());
      out = new BufferedOutputStream(new Fragile(socket.getOutputStream()), 16 * 1024);
    }

    private void secure(SSLContext context) throws IOException {
      SSLSocket tls =
          (SSLSocket) context.getSocketFactory().createSocket(socket, "client", 0, true);
      tls.setUseClientMode(false);
      tls.startHandshake();
      socket = tls;
      open();
    }

    private boolean command(String line, String verb) throws IOException {
      String reply = replies.get(verb);
      if (reply != null) {
        say(reply);
        return true;
      }
      switch (verb) {
        case "CAPA" -> capa();
        case "STLS" -> stls();
        case "USER" -> say(line.equals("USER " + USER) ? "+OK" : "-ERR [AUTH] unknown user");
        case "PASS" -> login(line.equals("PASS " + PASSWORD));
        case "AUTH" -> auth(line);
        case "STAT" -> say("+OK " + seen.size() + " " + octets());
        case "LIST" -> list();
        case "UIDL" -> uidl();
        case "RETR" -> retr(line);
        case "TOP" -> top(line);
        case "DELE" -> dele(line);
        case "NOOP" -> say("+OK");
        case "QUIT" -> {
          return quit();
        }
        default -> say("-ERR unknown command");
      }
      return true;
    }

    private void capa() throws IOException {
      if (capabilities.isEmpty()) {
        say("-ERR unknown command");
        return;
      }
      say("+OK");
      for (String each : capabilities) {
        say(each);
      }
      say(".");
    }

    private void stls() throws IOException {
      if (startTls.isEmpty()) {
        say("-ERR not supported");
        return;
      }
      say("+OK begin");
      out.write(afterStls.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      secure(startTls.get());
    }

    private void auth(String line) throws IOException {
      String[] words = line.split(" ");
      String response = words.length > 2 ? words[2] : challenge();
      String plain = new String(Base64.getDecoder().decode(response), StandardCharsets.UTF_8);
      login(plain.equals("\0" + USER + "\0" + PASSWORD));
    }

    private String challenge() throws IOException {
      say("+ ");
      out.flush();
      return line();
    }

    private void login(boolean right) throws IOException {
      if (!right) {
        say("-ERR [AUTH] wrong");
        return;
      }
      logins.incrementAndGet();
      seen = List.copyOf(maildrop);
      say("+OK");
    }

    private long octets() {
      return seen.stream().mapToLong(message -> message.octets().length).sum();
    }

    private void list() throws IOException {
      say("+OK");
      for (int i = 0; i < seen.size(); i++) {
        long size = (long) (received(seen.get(i).octets()).length * sizeFactor);
        say((i + 1) + " " + wrongSizes.getOrDefault(seen.get(i).uniqueId(), size));
      }
      say(".");
    }

    private void uidl() throws IOException {
      if (!uniqueIds) {
        say("-ERR unknown command");
        return;
      }
      say("+OK");
      for (int i = 0; i < seen.size(); i++) {
        String uniqueId = placesForUniqueIds ? "place-" + i : seen.get(i).uniqueId();
        say((i + 1) + " " + uniqueId);
      }
      say(".");
    }

    private Optional<Message> asked(String line) throws IOException {
      int number = Integer.parseInt(line.split(" ")[1]);
      Message message = seen.get(number - 1);
      String refusal = refusing.getOrDefault(message, refusals.get(message.uniqueId()));
      if (refusal != null || deleted.contains(message)) {
        say(refusal == null ? "-ERR deleted" : refusal);
        return Optional.empty();
      }
      return Optional.of(message);
    }

    private void retr(String line) throws IOException {
      Optional<Message> message = asked(line);
      if (message.isEmpty()) {
        return;
      }
      if (breaking.contains(message.get().uniqueId())) {
        say("+OK\r\nthe beg");
        out.flush();
        throw new IOException("the server crashes");
      }
      if (message.get().wire.isPresent()) {
        out.write(message.get().wire.get());
        return;
      }
      say("+OK " + message.get().octets().length + " octets");
      stuffed(received(message.get().octets()));
      say(".");
    }

    private void top(String line) throws IOException {
      Optional<Message> message = asked(line);
      if (message.isEmpty()) {
        return;
      }
      String text = new String(message.get().octets(), StandardCharsets.ISO_8859_1);
      int end = text.indexOf("\r\n\r\n");
      say("+OK");
      out.write(text.substring(0, end + 4).getBytes(StandardCharsets.ISO_8859_1));
      say(".");
    }

    private void stuffed(byte[] octets) throws IOException {
      boolean start = true;
      for (byte octet : octets) {
        if (start && octet == '.') {
          out.write('.');
        }
        out.write(octet);
        start = octet == '\n';
      }
    }

    private void dele(String line) throws IOException {
      Message message = seen.get(Integer.parseInt(line.split(" ")[1]) - 1);
      boolean refused = undeletable.contains(message.uniqueId());
      if (!refused) {
        deleted.add(message);
      }
      say(refused ? "-ERR no" : "+OK");
    }

    private boolean quit() throws IOException {
      if (dropBeforeQuit) {
        throw new IOException("dropped before QUIT");
      }
      maildrop.removeAll(deleted);
      if (dropBeforeQuitReply) {
        throw new IOException("dropped after QUIT");
      }
      say("+OK bye");
      return false;
    }

    private void say(String line) throws IOException {
      out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int octet = in.read(); octet != '\n'; octet = in.read()) {
        if (octet < 0) {
          throw new EOFException();
        }
        if (octet != '\r') {
          line.write(octet);
        }
      }
      return line.toString(StandardCharsets.UTF_8);
    }
  }

  /** A line that breaks when its octets are used up. */
  private final class Fragile extends OutputStream {
    private final OutputStream out;

    Fragile(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      long left = octetsLeft.getAndAdd(-length);
      out.write(octets, offset, Math.clamp(left, 0, length));
      out.flush();
      if (left < length) {
        throw new IOException("the line breaks");
      }
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}
