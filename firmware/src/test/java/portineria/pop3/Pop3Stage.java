package portineria.pop3;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portineria.net.Connection;
import portineria.net.TlsOffer;
import portineria.pop3.command.Commands;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.Directory.Pop3Deletion;
import portineria.store.FakeStore;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.transcript.Mails;
import portineria.transcript.MemoryConnection;
import portineria.transcript.Stage;

/**
 * Sets up what transcripts of POP3 need.
 *
 * <pre>
 *   inbox: 3 messages             see {@link Mails#fill}
 *   message: From: a␍␊␍␊text      one more, octet by octet
 *   line: network                 or tls; else loopback
 *   login: no                     the topic is the login; else each client logs in first
 *   password 2: secret pc         of client 2; else it is the account's own
 *   deletion: REMOVE              else HIDE
 *   tls: off
 *   store: NO_SPACE               refuses from now on
 *   blocks: 3 octets              of a message at a time
 * </pre>
 */
final class Pop3Stage implements Stage {
  private static final byte[] NETWORK = {(byte) 192, 0, 2, 1};

  final FakeStore store = new FakeStore(InstantSource.fixed(Instant.EPOCH));
  final Account account;
  final Mailbox inbox;
  private final Map<Integer, String> passwords = new HashMap<>();
  private Pop3Deletion deletion = Pop3Deletion.HIDE;
  private String line = "loopback";
  private boolean logsIn = true;
  private boolean tls = true;
  private Pop3Limits limits = Pop3Limits.standard();

  Pop3Stage() {
    try {
      account = store.createAccount("anna", new Actor("", "cli"));
      inbox = account.mailbox(MailboxName.INBOX).orElseThrow();
    } catch (Refusal e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void prepare(String subject, String text) throws Exception {
    switch (subject) {
      case "password 1" -> passwords.put(1, text);
      case "password 2" -> passwords.put(2, text);
      case "inbox" -> Mails.fill(account, inbox, text);
      case "message" -> Mails.append(account, inbox, Mails.written(text), Set.of());
      case "line" -> line = text;
      case "login" -> logsIn = !text.equals("no");
      case "deletion" -> deletion = Pop3Deletion.valueOf(text);
      case "tls" -> tls = !text.equals("off");
      case "store" -> store.refuseChanges(Refusal.Reason.valueOf(text));
      case "blocks" -> limits = blocks(Integer.parseInt(text.split(" ")[0]));
      default -> throw new IllegalArgumentException("what is " + subject + "?");
    }
  }

  /** So that small messages have many blocks. */
  private static Pop3Limits blocks(int octets) {
    Pop3Limits usual = Pop3Limits.standard();
    return new Pop3Limits(
        usual.lineOctetsMax(),
        usual.badCommandsMax(),
        usual.commandsBeforeLoginMax(),
        usual.loginFailuresMax(),
        octets,
        usual.idle());
  }

  void limits(Pop3Limits other) {
    limits = other;
  }

  void password(int client, String password) {
    passwords.put(client, password);
  }

  @Override
  public MemoryConnection connection(int client) {
    String id = "C" + client;
    try {
      return switch (line) {
        case "network" -> new MemoryConnection(id, InetAddress.getByAddress(NETWORK), false);
        case "tls" -> new MemoryConnection(id, InetAddress.getByAddress(NETWORK), true);
        default -> MemoryConnection.local(id);
      };
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public List<String> opening(int client) {
    if (!logsIn) {
      return List.of();
    }
    String password = passwords.getOrDefault(client, "secret");
    return List.of(
        "S0: +OK ...", "C0: USER anna", "S0: +OK ...", "C0: PASS " + password, "S0: +OK ...");
  }

  Pop3Server server() {
    return new Pop3Server(
        store,
        new FakeAuthenticator(deletion),
        new TlsOffer(tls, () -> tls ? 1995 : 0),
        limits,
        Commands.table());
  }

  @Override
  public void serve(Connection connection) throws IOException {
    server().serve(connection);
  }
}
