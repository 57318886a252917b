package portineria.pop3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.account.Authenticator.Outcome;
import portineria.account.PlainCredentials;
import portineria.net.Connection;
import portineria.net.DoorClosed;
import portineria.net.LineTooLong;
import portineria.net.TlsOffer;
import portineria.store.Account;
import portineria.store.ErasedMessage;

/**
 * One client's session, from greeting to end: reads a command, runs it, answers. All of it belongs
 * to the session's thread.
 *
 * <pre>
 *   AUTHORIZATION --login--&gt; TRANSACTION --QUIT--&gt; (UPDATE) --&gt; end       RFC 1939 §3
 *         └------------------------ QUIT -----------------------&gt; end
 * </pre>
 *
 * <p>Answers leave when no further input waits: a client that pipelines ten thousand RETR gets its
 * answers in full packets (RFC 2449 §6.6).
 */
public final class Pop3Session {
  private static final Logger LOG = LoggerFactory.getLogger(Pop3Session.class);

  /** Where a session stands; UPDATE is over within QUIT. */
  public enum State {
    AUTHORIZATION,
    TRANSACTION
  }

  private final Pop3Server server;
  private final Connection connection;
  private final Answers answers;
  private Optional<String> userName = Optional.empty();
  private Optional<Maildrop> maildrop = Optional.empty();
  private int badCommands;
  private int commandsBeforeLogin;
  private int loginFailures;
  private boolean ended;

  Pop3Session(Pop3Server server, Connection connection) {
    this.server = server;
    this.connection = connection;
    this.answers = new Answers(connection);
  }

  /**
   * A client that is silent for too long is cut off without a word and without its deletions, by
   * the {@link portineria.net.IdleTimeout}: RFC 1939 §3. So it is when the door is closed, but for
   * the word, which is the answer to what the client may just have sent.
   */
  void run() throws IOException {
    try {
      talk();
    } catch (DoorClosed closed) {
      answers.err(new Err(Err.Code.SYS_TEMP, "the server is closing").answer());
      connection.flush();
    }
  }

  private void talk() throws IOException {
    answers.ok("Portineria, POP3");
    while (!ended) {
      if (!connection.inputWaiting()) {
        connection.flush();
      }
      try {
        next(connection.readLine(server.limits().lineOctetsMax()));
      } catch (LineTooLong e) {
        bad(tooLong(e));
      }
    }
    connection.flush();
  }

  private void next(byte[] line) throws IOException {
    if (state() == State.AUTHORIZATION
        && ++commandsBeforeLogin > server.limits().commandsBeforeLoginMax()) {
      answers.err("too many commands without a login");
      end();
      return;
    }
    Command command;
    try {
      command = server.commands().parse(line, state());
    } catch (Err e) {
      bad(e);
      return;
    }
    badCommands = 0;
    run(command);
  }

  private void bad(Err error) throws IOException {
    boolean enough = ++badCommands >= server.limits().badCommandsMax();
    answers.err(enough ? "too many bad commands" : error.answer());
    if (enough) {
      end();
    }
  }

  private void run(Command command) throws IOException {
    try {
      command.run(this);
    } catch (Err e) {
      answers.err(e.answer());
    } catch (RuntimeException bug) {
      LOG.error("{} pop3 bug command={}", connection.id(), command.getClass(), bug);
      if (answers.isInside()) {
        throw new IOException("no answer can follow half an answer", bug);
      }
      answers.err(new Err(Err.Code.SYS_PERM, "a fault in this server").answer());
    }
  }

  public State state() {
    return maildrop.isPresent() ? State.TRANSACTION : State.AUTHORIZATION;
  }

  public Answers answers() {
    return answers;
  }

  /** What the session sees since its login. */
  public Maildrop maildrop() {
    return maildrop.orElseThrow();
  }

  /** Ends the session when the present command has been answered. */
  public void end() {
    ended = true;
  }

  /** Whether the client may send a password now. */
  public boolean mayLogIn() {
    return TlsOffer.permitsPasswords(connection);
  }

  /** Refuses what would bring a password over a line that is not protected. */
  public void checkMayLogIn() throws Err {
    if (!mayLogIn()) {
      throw new Err(server.tls().advice());
    }
  }

  /** The name that USER gave, until a PASS takes it. */
  public Optional<String> takeUserName() {
    Optional<String> taken = userName;
    userName = Optional.empty();
    return taken;
  }

  public void userName(String name) {
    userName = Optional.of(name);
  }

  /** Checks a login and opens the maildrop. */
  public void logIn(PlainCredentials credentials) throws Err {
    checkMayLogIn();
    Outcome outcome = server.authenticator().login(credentials, connection.remoteAddress(), "pop3");
    switch (outcome) {
      case Outcome.Granted granted -> open(granted);
      case Outcome.Denied denied -> throw failed("wrong name or password");
      case Outcome.Closed closed -> throw failed("this login is closed");
      case Outcome.Unavailable unavailable -> throw new Err(Err.Code.SYS_TEMP, unavailable.why());
    }
  }

  private Err failed(String why) {
    if (++loginFailures >= server.limits().loginFailuresMax()) {
      end();
    }
    return new Err(Err.Code.AUTH, why);
  }

  private void open(Outcome.Granted granted) throws Err {
    Optional<Account> account = server.store().account(granted.account(), granted.actor());
    if (account.isEmpty()) {
      throw new Err(Err.Code.SYS_PERM, "this login has no mail");
    }
    String device = granted.actor().device();
    Maildrop opened = Maildrop.open(account.get(), device, granted.pop3Deletion());
    maildrop = Optional.of(opened);
    connection.timeout(server.limits().idle());
    LOG.info(
        "{} pop3 login account={} device={} messages={}",
        connection.id(),
        granted.account(),
        device,
        opened.count());
  }

  /** Asks within a SASL exchange and gives the client's response: RFC 5034 §4. */
  public String ask(String base64) throws Err, IOException {
    answers.challenge(base64);
    connection.flush();
    try {
      byte[] line = connection.readLine(server.limits().lineOctetsMax());
      return new String(line, StandardCharsets.ISO_8859_1);
    } catch (LineTooLong e) {
      throw tooLong(e);
    }
  }

  /** After a line without an end nobody knows where a command begins. */
  private Err tooLong(LineTooLong line) {
    if (!line.isSkipped()) {
      end();
    }
    return new Err("this line is too long");
  }

  /** Whether STLS would be done now. */
  public boolean offersStls() {
    return server.tls().offersUpgrade(connection);
  }

  /** Turns TLS on. What the client said in the clear is forgotten: RFC 2595 §4. */
  public void startTls() throws IOException {
    userName = Optional.empty();
    answers.utf8(false);
    connection.startTls();
  }

  /** Texts may be UTF-8 from now on. */
  public void utf8() {
    answers.utf8(true);
  }

  /** Answers with the header of a message and at most so many lines of its body. */
  public void send(int number, long bodyLines) throws Err, IOException {
    Maildrop drop = maildrop();
    try {
      MessageWriter writer =
          new MessageWriter(connection, drop.content(number), server.limits().blockOctets());
      answers.begin(drop.octets(number) + " octets");
      writer.write(bodyLines);
      answers.end();
    } catch (MessageWriter.Unreadable e) {
      boolean isErased = e.getCause() instanceof ErasedMessage;
      if (!isErased) {
        LOG.warn("{} pop3 unreadable message={}", connection.id(), drop.uniqueId(number), e);
      }
      if (answers.isInside()) {
        throw new IOException("the rest of a message could not be read", e);
      }
      if (isErased) {
        throw new Err("message " + number + " was erased");
      }
      throw new Err(Err.Code.SYS_TEMP, "message " + number + " can not be read", e);
    }
  }
}
