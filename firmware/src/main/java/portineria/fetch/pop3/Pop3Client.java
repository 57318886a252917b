package portineria.fetch.pop3;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import portineria.fetch.pop3.UpstreamTrouble.Kind;
import portineria.store.Source.Tls;

/**
 * One session with a POP3 server, as RFC 1939 §3 draws it: {@link #open} and {@link #login}, then
 * {@link #overview}, {@link #sizes}, {@link #retrieve} and {@link #delete}, then {@link #quit},
 * which alone makes the server delete. {@link #close} drops the line, from any thread, and whatever
 * is under way ends.
 */
public final class Pop3Client implements AutoCloseable {
  /** Addresses of one name that are tried. */
  private static final int ADDRESSES_MAX = 4;

  private final Endpoint server;
  private final Trust trust;
  private final Pop3Limits limits;
  private final Wire wire;
  private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();
  private Capabilities capabilities = Capabilities.UNKNOWN;
  private String greeting = "";

  public Pop3Client(Endpoint server, Trust trust, Pop3Limits limits) {
    this.server = server;
    this.trust = trust;
    this.limits = limits;
    this.wire = new Wire(limits.lineOctetsMax());
  }

  /** Connects, makes the line safe as the endpoint says, and asks what the server can do. */
  public void open() throws UpstreamTrouble {
    connect();
    if (server.tls() == Tls.IMPLICIT) {
      handshake();
    }
    greet();
    capabilities = capa();
    if (server.tls() == Tls.STARTTLS) {
      startTls();
      capabilities = capa();
    }
  }

  private void connect() throws UpstreamTrouble {
    try {
      connectTo(NameLookup.addresses(server.host(), limits.connect(), stopped));
    } catch (UnknownHostException | TimeoutException e) {
      throw Words.unknownHost(server.host());
    } catch (IOException e) {
      throw Words.unreachable(server, limits.connect(), e);
    }
  }

  /** Tries one after the other; a socket that failed to connect can't be used again. */
  private void connectTo(List<InetAddress> addresses) throws IOException {
    IOException failure = new UnknownHostException(server.host());
    for (InetAddress address : addresses.subList(0, Math.min(ADDRESSES_MAX, addresses.size()))) {
      try {
        wire.connect(new InetSocketAddress(address, server.port()), limits.connect());
        return;
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure;
  }

  private void handshake() throws UpstreamTrouble {
    try {
      wire.timeout(limits.greeting());
      wire.secure(trust, server.host());
    } catch (IOException e) {
      throw Words.insecure(server, limits.greeting(), e);
    }
  }

  private void greet() throws UpstreamTrouble {
    String line;
    try {
      wire.timeout(limits.greeting());
      line = wire.line();
      wire.timeout(limits.read());
    } catch (IOException e) {
      throw Words.noGreeting(server, limits.greeting(), e);
    }
    if (!line.startsWith("+OK") && !line.startsWith("-ERR")) {
      throw Words.notPop3(server, line);
    }
    Reply reply = Reply.parse(line, "the connection");
    greeting = reply.text();
    if (!reply.ok()) {
      throw refusal(reply, "the connection");
    }
  }

  /** RFC 2449 §5; a server that refuses it is older. */
  private Capabilities capa() throws UpstreamTrouble {
    return exchange(
        "CAPA",
        () -> {
          Reply reply = command("CAPA", "CAPA");
          return reply.ok() ? new Capabilities(lines("CAPA")) : Capabilities.UNKNOWN;
        });
  }

  /** RFC 2595 §4. */
  private void startTls() throws UpstreamTrouble {
    Reply reply = exchange("STLS", () -> command("STLS", "STLS"));
    if (!reply.ok()) {
      throw new UpstreamTrouble(
          Kind.INSECURE,
          server
              + " has no TLS on this port (it said "
              + reply.words()
              + "): choose implicit TLS, most likely with port 995.");
    }
    handshake();
  }

  /** What the server said it can do, on the line as it is now. */
  public Capabilities capabilities() {
    return capabilities;
  }

  /** The server's first words. */
  public String greeting() {
    return greeting;
  }

  /** The server's certificate, where there is TLS. */
  public Optional<CertificateDetails> certificate() {
    return wire.certificate().map(CertificateDetails::of);
  }

  /** Logs in: RFC 5034 or RFC 1939 §7. */
  public void login(String user, String password) throws UpstreamTrouble {
    exchange(
        "the login",
        () -> {
          new Login(this).run(user, password);
          return true;
        });
  }

  /** STAT and UIDL, in one round trip where that can be: RFC 1939 §5 and §7. */
  public Overview overview() throws UpstreamTrouble {
    return exchange(
        "STAT and UIDL",
        () -> {
          wire.send(pipelining() ? "STAT\r\nUIDL\r\n" : "STAT\r\n");
          String[] figures = accepted(wire.line(), "STAT").text().split(" +");
          if (!pipelining()) {
            wire.send("UIDL\r\n");
          }
          Reply uidl = Reply.parse(wire.line(), "UIDL");
          int messages = Math.clamp(figure(figures, 0), 0, Integer.MAX_VALUE);
          if (!uidl.ok() && messages > 0 && capabilities.has("UIDL")) {
            throw refusal(uidl, "UIDL");
          }
          NavigableMap<Integer, String> uniqueIds =
              uidl.ok() ? Listing.uniqueIds(lines("UIDL")) : new TreeMap<>();
          return new Overview(messages, figure(figures, 1), uniqueIds);
        });
  }

  /** The sizes that LIST gives, by message number: RFC 1939 §5. */
  public NavigableMap<Integer, Long> sizes() throws UpstreamTrouble {
    return exchange(
        "LIST",
        () -> {
          accept("LIST", "LIST");
          return Listing.octets(lines("LIST"));
        });
  }

  /** Asks for messages; read them all before anything else is asked. */
  public Retrieval retrieve(List<Wanted> wanted) {
    return new Retrieval(server, wire, limits, pipelining(), wanted, number -> "RETR " + number);
  }

  /** Asks for the headers and the first lines of messages: RFC 1939 §7. */
  public Retrieval top(List<Wanted> wanted, int lines) {
    return new Retrieval(
        server, wire, limits, pipelining(), wanted, number -> "TOP " + number + " " + lines);
  }

  /**
   * Marks messages for deletion: RFC 1939 §5.
   *
   * @return those that the server agreed to delete when it is told to {@link #quit}
   */
  public NavigableSet<Integer> delete(List<Integer> numbers) throws UpstreamTrouble {
    int window = pipelining() ? limits.windowMessages() : 1;
    return exchange(
        "DELE",
        () -> {
          NavigableSet<Integer> marked = new TreeSet<>();
          for (int from = 0; from < numbers.size(); from += window) {
            List<Integer> some = numbers.subList(from, Math.min(numbers.size(), from + window));
            StringBuilder commands = new StringBuilder();
            some.forEach(number -> commands.append("DELE ").append(number).append("\r\n"));
            wire.send(commands.toString());
            for (Integer number : some) {
              if (Reply.parse(wire.line(), "DELE").ok()) {
                marked.add(number);
              }
            }
          }
          return marked;
        });
  }

  /** Does nothing, and so shows that the server is still there: RFC 1939 §5. */
  public void noop() throws UpstreamTrouble {
    exchange("NOOP", () -> accept("NOOP", "NOOP"));
  }

  /**
   * Ends the session; only now the server deletes: RFC 1939 §6.
   *
   * @throws UpstreamTrouble if the server did not confirm: then nobody knows what it deleted
   */
  public void quit() throws UpstreamTrouble {
    exchange(
        "QUIT",
        () -> {
          wire.timeout(limits.quit());
          return accept("QUIT", "QUIT");
        });
  }

  @Override
  public void close() {
    stopped.complete(true);
    wire.drop();
  }

  /** Whether this side has dropped the line. */
  public boolean isClosed() {
    return stopped.isDone();
  }

  private boolean pipelining() {
    return capabilities.has("PIPELINING");
  }

  /** Sends a command and reads the first line of its answer. */
  Reply command(String command, String name) throws IOException, UpstreamTrouble {
    return Reply.parse(line(command), name);
  }

  /** Sends a command and reads a line. */
  String line(String command) throws IOException {
    wire.send(command + "\r\n");
    return wire.line();
  }

  private Reply accept(String command, String name) throws IOException, UpstreamTrouble {
    return accepted(line(command), name);
  }

  private Reply accepted(String line, String name) throws UpstreamTrouble {
    Reply reply = Reply.parse(line, name);
    if (!reply.ok()) {
      throw refusal(reply, name);
    }
    return reply;
  }

  private UpstreamTrouble refusal(Reply reply, String to) {
    Kind kind =
        switch (reply.code()) {
          case "LOGIN-DELAY" -> Kind.LOGIN_DELAY;
          case "IN-USE" -> Kind.IN_USE;
          case "SYS/PERM" -> Kind.PERMANENT;
          default -> Kind.TEMPORARY;
        };
    return new UpstreamTrouble(kind, server + " refuses " + to + " " + reply.words() + ".");
  }

  /** Whether a password would go over the line as it is. */
  boolean isClear() {
    return server.tls() == Tls.NONE;
  }

  /** The lines of a list, up to the dot. */
  private List<String> lines(String name) throws IOException, UpstreamTrouble {
    List<String> lines = new ArrayList<>();
    for (String line = wire.line(); !line.equals("."); line = wire.line()) {
      if (lines.size() >= limits.listLinesMax()) {
        throw new UpstreamTrouble(
            Kind.PROTOCOL,
            server + " sent more lines than a maildrop can have after " + name + ".");
      }
      lines.add(line.startsWith("..") ? line.substring(1) : line);
    }
    return lines;
  }

  private static long figure(String[] words, int index) {
    return words.length > index && words[index].matches("[0-9]{1,15}")
        ? Long.parseLong(words[index])
        : 0;
  }

  private <T> T exchange(String name, Step<T> step) throws UpstreamTrouble {
    try {
      return step.run();
    } catch (IOException e) {
      throw Words.broken(server, name, limits.read(), e);
    }
  }

  private interface Step<T> {
    T run() throws IOException, UpstreamTrouble;
  }
}
