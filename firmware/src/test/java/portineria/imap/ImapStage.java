package portineria.imap;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import portineria.imap.command.Commands;
import portineria.imap.wire.ImapLimits;
import portineria.net.Connection;
import portineria.net.TlsOffer;
import portineria.search.TextIndex;
import portineria.store.Account;
import portineria.store.Act;
import portineria.store.Actor;
import portineria.store.BoxLanguage;
import portineria.store.Digest;
import portineria.store.Erasure;
import portineria.store.FakeStore;
import portineria.store.Flag;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.Quota;
import portineria.store.Refusal;
import portineria.store.Rights;
import portineria.store.Sharing.Grant;
import portineria.transcript.Mails;
import portineria.transcript.MemoryConnection;
import portineria.transcript.Stage;

/**
 * Sets up what transcripts of IMAP need.
 *
 * <pre>
 *   inbox: 3 messages, \Seen 1      see {@link Mails#fill}
 *   in Sent: 2 messages             the same for another mailbox
 *   message: From: a␍␊␍␊text        one more in INBOX, octet by octet
 *   erased message: a: b            was in INBOX and was erased
 *   mailbox: Clients/Rossi          one more mailbox
 *   all mail: yes                   is shown from now on
 *   quota: 1000 octets, 5 messages  is the limit from now on; either may be left out
 *   italian: yes                    is the box's language
 *   account: bruno                  one more account, that can log in
 *   of bruno: 3 messages            what is in its INBOX
 *   mailbox of bruno: Clients       one more mailbox of it
 *   share: bruno anna lrs           rights in all its mailboxes, or in one that is named behind
 *   without: QRESYNC IDLE           is switched off for anna
 *   clients: anna bruno             who logs in, one after the other; else anna
 *   line: network                   or tls; else loopback
 *   tls: off                        or starttls, where the door with implicit TLS is closed
 *   begin: greeting                 or login; else each client has selected INBOX when it begins
 *   rev2: yes                       each client has enabled IMAP4rev2
 *   limits: small                   so small that a transcript can hit them
 *   store: NO_SPACE                 refuses from now on
 * </pre>
 */
final class ImapStage implements Stage {
  private static final byte[] NETWORK = {(byte) 192, 0, 2, 1};

  /** Far below what the box uses, so that lines of a transcript go beyond them. */
  private static final ImapLimits SMALL =
      new ImapLimits(
          200,
          50,
          250,
          150,
          1000,
          2,
          5,
          6,
          4,
          3,
          20,
          3,
          2,
          6,
          1,
          Duration.ofMinutes(30),
          Duration.ofMinutes(10));

  final FakeStore store = new FakeStore(InstantSource.fixed(Instant.EPOCH));
  final Account account;
  final Mailbox inbox;
  private String line = "loopback";
  private String tls = "on";
  private String begin = "inbox";
  private List<String> clients = List.of();
  private boolean rev2;
  private ImapLimits limits = ImapLimits.STANDARD;
  private TextIndex textIndex = TextIndex.NONE;
  private Optional<ImapServer> serving = Optional.empty();

  ImapStage() {
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
      case "inbox" -> Mails.fill(account, inbox, text);
      case "message" -> append(text, Set.of());
      case "seen message" -> append(text, Set.of(Flag.SEEN));
      case "erased message" -> erase(text);
      case "mailbox" -> account.create(new MailboxName(text), Optional.empty());
      case "all mail" -> account.allMail().show(text.equals("yes"));
      case "quota" ->
          account.limit(new Quota.Limits(limit(text, "octets"), limit(text, "messages")));
      case "italian" -> store.putSetting(BoxLanguage.SETTING, BoxLanguage.ITALIAN.code());
      case "account" -> store.createAccount(text, new Actor("", "cli"));
      case "without" -> store.directory().withhold("anna", Set.of(text.split(" ")));
      case "share" -> share(text.split(" ", 4));
      case "clients" -> clients = List.of(text.split(" "));
      case "line" -> line = text;
      case "tls" -> tls = text;
      case "begin" -> begin = text;
      case "rev2" -> rev2 = text.equals("yes");
      case "limits" -> limits = SMALL;
      case "store" -> store.refuseChanges(Refusal.Reason.valueOf(text));
      default -> {
        if (subject.startsWith("of ")) {
          Account other = other(subject.substring(3));
          Mails.fill(other, other.mailbox(MailboxName.INBOX).orElseThrow(), text);
          return;
        }
        if (subject.startsWith("mailbox of ")) {
          other(subject.substring(11)).create(new MailboxName(text), Optional.empty());
          return;
        }
        if (!subject.startsWith("in ")) {
          throw new IllegalArgumentException("what is " + subject + "?");
        }
        MailboxName name = new MailboxName(subject.substring(3));
        Mails.fill(account, account.mailbox(name).orElseThrow(), text);
      }
    }
  }

  private static OptionalLong limit(String text, String of) {
    return Stream.of(text.split(", "))
        .filter(one -> one.endsWith(" " + of))
        .mapToLong(one -> Long.parseLong(one.split(" ")[0]))
        .findFirst();
  }

  private Account other(String name) {
    return store.account(name, new Actor("", "cli")).orElseThrow();
  }

  private void share(String[] words) throws Refusal {
    String rights = words[2].equals("none") ? "" : words[2];
    Optional<MailboxName> mailbox =
        words.length > 3 ? Optional.of(new MailboxName(words[3])) : Optional.empty();
    store.sharing().give(new Grant(words[0], mailbox, words[1], Rights.of(rights)));
  }

  void append(String written, Set<Flag> flags) throws Refusal, IOException {
    byte[] octets = Mails.written(written);
    // The notation ends each line with CRLF; a message says itself how it ends.
    Mails.append(account, inbox, Arrays.copyOf(octets, octets.length - 2), flags);
  }

  private void erase(String written) throws Refusal, IOException {
    append(written, Set.of());
    Digest digest = account.digest(inbox.view().message(inbox.view().count() - 1));
    Act act = Act.of(Act.Kind.MAIL_ERASED, new Actor("", "cli"));
    List<Erasure.Target> target = List.of(new Erasure.Target("anna", digest));
    store.erase(new Erasure(target, Erasure.Extent.MESSAGES, act), (done, all) -> {});
  }

  void limits(ImapLimits other) {
    limits = other;
  }

  void textIndex(TextIndex other) {
    textIndex = other;
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
    List<String> opening = new ArrayList<>();
    if (!begin.equals("greeting")) {
      opening.addAll(
          List.of("S0: * OK ...", "C0: z1 LOGIN " + name(client) + " secret", "S0: z1 OK ..."));
      if (rev2) {
        opening.addAll(
            List.of("C0: z2 ENABLE IMAP4rev2", "S0: * ENABLED IMAP4rev2", "S0: z2 OK ..."));
      }
    }
    if (begin.equals("inbox")) {
      opening.addAll(List.of("C0: z3 SELECT INBOX", "S0: (anything)", "S0: z3 OK ..."));
    }
    return opening;
  }

  private String name(int client) {
    return client > clients.size() ? "anna" : clients.get(client - 1);
  }

  ImapServer server() {
    return new ImapServer(
        store,
        new FakeAuthenticator(),
        Commands.table(),
        new ImapSettings(
            limits,
            new TlsOffer(!tls.equals("off"), () -> tls.equals("on") ? 1993 : 0),
            ZoneOffset.UTC,
            InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z")),
            textIndex));
  }

  /** One for all clients of a transcript. */
  private synchronized ImapServer serving() {
    ImapServer one = serving.orElseGet(this::server);
    serving = Optional.of(one);
    return one;
  }

  @Override
  public void serve(Connection connection) throws IOException {
    serving().serve(connection);
  }
}
