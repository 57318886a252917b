package portineria.peer;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A provider's submission server for tests, on loopback: TLS from the first octet or by STARTTLS,
 * AUTH PLAIN, and the oddities that a test gives it.
 */
public final class ScriptedSmtp implements AutoCloseable {
  public static final String USER = "studio@example.org";
  public static final String PASSWORD = "segreto";

  /** A message that was taken. */
  public record Mail(String from, List<String> to, String text) {
    /** The lines of the header that begin with {@code name}, unfolded. */
    public String header(String name) {
      String head = text.substring(0, text.indexOf("\r\n\r\n")).replaceAll("\r\n[ \t]", " ");
      return head.lines()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElse("");
    }
  }

  private final Listening listening;
  private final Optional<SSLContext> implicitTls;
  private final Optional<SSLContext> startTls;
  private final List<Mail> mails = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();

  private volatile Map<String, String> replies = Map.of();
  private volatile boolean silentAtQuit;

  private ScriptedSmtp(Optional<SSLContext> implicitTls, Optional<SSLContext> startTls)
      throws IOException {
    this.implicitTls = implicitTls;
    this.startTls = startTls;
    listening = new Listening(socket -> new Session(socket).run());
  }

  public static ScriptedSmtp implicit(SSLContext context) throws IOException {
    return new ScriptedSmtp(Optional.of(context), Optional.empty());
  }

  public static ScriptedSmtp startTls(SSLContext context) throws IOException {
    return new ScriptedSmtp(Optional.empty(), Optional.of(context));
  }

  /** One that offers no protection. */
  public static ScriptedSmtp clear() throws IOException {
    return new ScriptedSmtp(Optional.empty(), Optional.empty());
  }

  public int port() {
    return listening.port();
  }

  /** What it answers to these commands from now on, whatever is right. */
  public void replies(Map<String, String> now) {
    replies = now;
  }

  /** From now on the line breaks where an answer to QUIT is due. */
  public void breakAtQuit() {
    silentAtQuit = true;
  }

  public List<Mail> mails() {
    return List.copyOf(mails);
  }

  /** The commands of all sessions, without what is secret. */
  public List<String> commands() {
    return List.copyOf(commands);
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  private final class Session {
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private boolean secured;
    private boolean loggedIn;
    private String from = "";
    private List<String> to = new ArrayList<>();

    Session(Socket socket) throws IOException {
      this.socket = socket;
      open();
    }

    private void open() throws IOException {
      in = new BufferedInputStream(socket.getInputStream());
      out = new BufferedOutputStream(socket.getOutputStream());
    }

    private void secure(SSLContext context) throws IOException {
      SSLSocket tls =
          (SSLSocket) context.getSocketFactory().createSocket(socket, "client", 0, true);
      tls.setUseClientMode(false);
      tls.startHandshake();
      socket = tls;
      secured = true;
      open();
    }

    void run() throws IOException {
      if (implicitTls.isPresent()) {
        secure(implicitTls.get());
      }
      say("220 smtp.example.org ESMTP");
      boolean more = true;
      while (more) {
        String line = line();
        String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        commands.add(verb.equals("AUTH") ? "AUTH" : line);
        String reply = replies.get(verb);
        if (reply != null) {
          say(reply);
        } else {
          more = command(line, verb);
        }
      }
    }

    private boolean command(String line, String verb) throws IOException {
      switch (verb) {
        case "EHLO" -> ehlo();
        case "STARTTLS" -> {
          say("220 go ahead");
          secure(startTls.orElseThrow());
        }
        case "AUTH" -> auth(line);
        case "MAIL" -> {
          from = line;
          to = new ArrayList<>();
          say(loggedIn ? "250 ok" : "530 5.7.0 authentication required");
        }
        case "RCPT" -> {
          to.add(line.substring(line.indexOf('<') + 1, line.indexOf('>')));
          say("250 ok");
        }
        case "DATA" -> data();
        case "QUIT" -> {
          if (silentAtQuit) {
            throw new IOException("breaks");
          }
          say("221 bye");
          return false;
        }
        default -> say("250 ok");
      }
      return true;
    }

    private void ehlo() throws IOException {
      out.write("250-smtp.example.org\r\n".getBytes(StandardCharsets.US_ASCII));
      if (startTls.isPresent() && !secured) {
        say("250 STARTTLS");
      } else {
        say("250 AUTH PLAIN LOGIN");
      }
    }

    private void auth(String line) throws IOException {
      String[] words = line.split(" ");
      String response = words.length > 2 ? words[2] : challenge();
      String plain = new String(Base64.getDecoder().decode(response), StandardCharsets.UTF_8);
      loggedIn = plain.endsWith("\0" + USER + "\0" + PASSWORD);
      say(loggedIn ? "235 2.7.0 welcome" : "535 5.7.8 wrong");
    }

    private String challenge() throws IOException {
      say("334 ");
      return line();
    }

    private void data() throws IOException {
      say("354 go ahead");
      StringBuilder text = new StringBuilder();
      for (String line = line(); !line.equals("."); line = line()) {
        text.append(line.startsWith("..") ? line.substring(1) : line).append("\r\n");
      }
      mails.add(new Mail(from, List.copyOf(to), text.toString()));
      say("250 2.0.0 queued");
    }

    private void say(String line) throws IOException {
      out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
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
}
