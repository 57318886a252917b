package portineria.notice;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import portineria.fetch.SealedPasswords;
import portineria.health.Words;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.Flag;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Store;
import portineria.store.Troubles.Draft;

/** Brings messages to where their recipients read. For many threads. */
public final class Courier implements AutoCloseable {
  static final String INBOX = "inbox:";
  static final String MAIL = "mail:";

  /** Where nobody has said under which address the box writes: RFC 6761 §6.4 keeps it free. */
  private static final String FROM = "portineria@portineria.invalid";

  private static final Actor BOX = new Actor("", "box");

  private final Store store;
  private final SmtpPost post;
  private final Outside outside = new Outside();

  public Courier(Store store, SealedPasswords sealed) {
    this.store = store;
    this.post = new SmtpPost(sealed);
  }

  /**
   * Brings a message, which is there when this returns; one that is there already is not brought
   * again into an INBOX.
   *
   * @param number what tells the message from all others of this box
   */
  void bring(long number, Draft draft) throws NotSent {
    NoticeSettings settings = NoticeSettings.of(store);
    String from = settings.server().map(SmtpServer::from).orElse(FROM);
    String id = "notice-" + number + "." + Long.toHexString(store.arrivals().generation());
    bring(id, from, draft);
  }

  private void bring(String id, String from, Draft draft) throws NotSent {
    if (draft.recipient().startsWith(INBOX)) {
      String account = draft.recipient().substring(INBOX.length());
      String to = account.contains("@") ? account : account + "@portineria.invalid";
      deliver(account, letter(id, from, to, draft));
      return;
    }
    String to = draft.recipient().substring(MAIL.length());
    SmtpServer server =
        NoticeSettings.of(store)
            .server()
            .orElseThrow(
                () ->
                    NotSent.forNow(
                        new Words(
                            "nobody has said through which server",
                            "nessuno ha detto attraverso quale server")));
    Letter letter = letter(id, from, to, draft);
    outside.go(() -> post.send(letter, server));
  }

  private static Letter letter(String id, String from, String to, Draft draft) {
    return new Letter(id, from, to, draft.written(), draft.urgent(), draft.subject(), draft.text());
  }

  private void deliver(String name, Letter letter) throws NotSent {
    Account account =
        store.account(name, BOX).orElseThrow(() -> NotSent.forGood("there is no account " + name));
    Mailbox inbox =
        account
            .mailbox(MailboxName.INBOX)
            .orElseThrow(() -> new AssertionError("FORMAT.md, I11: every account has an INBOX"));
    try {
      byte[] octets = letter.octets();
      try (Incoming incoming = account.incoming(octets.length)) {
        incoming.write(octets, 0, octets.length);
        Incoming.Received received = incoming.finish();
        if (inbox.copies(List.of(received.digest())).getFirst().ever() == 0) {
          Set<Flag> flags = letter.urgent() ? Set.of(Flag.FLAGGED) : Set.of();
          List<?> uids =
              inbox.append(List.of(new Mailbox.Delivery(received, flags, letter.written())));
          assert uids.size() == 1;
        }
      }
    } catch (Refusal refused) {
      if (refused.reason() == Refusal.Reason.ERASED) {
        throw NotSent.forGood("the message was erased");
      }
      throw NotSent.forNow("the box can't take it in: " + refused.getMessage(), refused);
    } catch (IOException e) {
      throw NotSent.forNow("the box can't take it in: " + e.getMessage(), e);
    }
  }

  /**
   * Brings a test message.
   *
   * @param recipient as in {@link Draft}
   */
  public void test(String recipient, Instant now) throws NotSent {
    Bulletin.Text text = new Bulletin(NoticeSettings.language(store)).test();
    Draft draft = new Draft(recipient, "test", now, false, text.subject(), text.body());
    String from = NoticeSettings.of(store).server().map(SmtpServer::from).orElse(FROM);
    bring("test-" + now.toEpochMilli(), from, draft);
  }

  /** Calls the heartbeat, once. */
  public void call(URI heartbeat) throws NotSent {
    outside.go(() -> Heartbeat.call(heartbeat));
  }

  /** Ends what waits for other servers; nothing goes there any more. */
  @Override
  public void close() {
    outside.close();
  }

  /** The recipient that an account's INBOX is. */
  public static String inbox(String account) {
    return INBOX + account;
  }

  /** The recipient that is reached by mail. */
  public static String mail(String address) {
    return MAIL + address;
  }
}
