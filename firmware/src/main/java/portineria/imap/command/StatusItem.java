package portineria.imap.command;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portineria.imap.ImapSession;
import portineria.imap.Place;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.ImapWriter;
import portineria.imap.wire.No;
import portineria.store.Flag;
import portineria.store.Mailbox;
import portineria.store.MailboxInfo;
import portineria.store.View;

/**
 * What STATUS can say of a mailbox: RFC 9051 §6.3.11, RFC 8438 §2 (SIZE), RFC 7889 §3.2
 * (APPENDLIMIT), RFC 3501 §6.3.10 (RECENT), RFC 9208 §4.1.4 (DELETED, DELETED-STORAGE).
 */
enum StatusItem {
  MESSAGES,
  RECENT,
  UIDNEXT,
  UIDVALIDITY,
  UNSEEN,
  DELETED,
  SIZE,
  APPENDLIMIT,
  DELETED_STORAGE;

  private final String word = name().replace('_', '-');

  /** {@code (MESSAGES UNSEEN)}. */
  static Set<StatusItem> list(Arguments in) throws Bad, No, IOException {
    List<StatusItem> items = in.list(1, 2 * values().length, () -> item(in));
    return EnumSet.copyOf(items);
  }

  private static StatusItem item(Arguments in) throws Bad {
    String name = in.keyword();
    for (StatusItem item : values()) {
      if (item.word.equals(name)) {
        return item;
      }
    }
    throw new Bad("STATUS knows no such item");
  }

  /** One STATUS response: RFC 9051 §7.3.5. */
  static void write(ImapSession session, MailboxInfo mailbox, Set<StatusItem> items)
      throws IOException {
    ImapWriter out = session.out();
    out.text("* STATUS ").mailbox(mailbox.name(), session.isRev2()).text(" (");
    boolean first = true;
    for (StatusItem item : items) {
      (first ? out : out.space()).text(item.word).space().number(item.value(session, mailbox));
      first = false;
    }
    out.text(")").crlf();
  }

  private long value(ImapSession session, MailboxInfo mailbox) {
    return switch (this) {
      case MESSAGES -> mailbox.messages();
      case RECENT -> recent(session.reach().place(mailbox.name()).flatMap(Place::mailbox));
      case UIDNEXT -> mailbox.uidNext().value();
      case UIDVALIDITY -> mailbox.uidValidity().value();
      case UNSEEN -> mailbox.unseen();
      case DELETED -> mailbox.deleted();
      case SIZE -> mailbox.octets();
      case APPENDLIMIT -> session.limits().appendOctets();
      case DELETED_STORAGE ->
          mailbox.deleted() == 0 ? 0 : deleted(session.account().mailbox(mailbox.name()));
    };
  }

  /** What expunging would take out of it. */
  private static long deleted(Optional<Mailbox> mailbox) {
    if (mailbox.isEmpty()) {
      return 0;
    }
    View view = mailbox.get().view();
    long bit = view.flagTable().mask(Flag.DELETED);
    long octets = 0;
    for (int i = 0; i < view.count(); i++) {
      octets += (view.flagBits(i) & bit) == 0 ? 0 : view.size(i);
    }
    return octets;
  }

  private static long recent(Optional<Mailbox> mailbox) {
    if (mailbox.isEmpty()) {
      return 0;
    }
    if (!mailbox.get().kind().isChangeable()) {
      return 0; // nothing in there is news
    }
    View view = mailbox.get().view();
    int at = view.indexOf(mailbox.get().peekRecent().value());
    return (long) view.count() - (at < 0 ? -at - 1 : at);
  }
}
