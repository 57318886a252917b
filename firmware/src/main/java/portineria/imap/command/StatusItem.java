package portineria.imap.command;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portineria.imap.Extension;
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
 * (APPENDLIMIT), RFC 3501 §6.3.10 (RECENT), RFC 9208 §4.1.4 (DELETED, DELETED-STORAGE), RFC 7162
 * §3.1.7 (HIGHESTMODSEQ), RFC 8474 §4.3 (MAILBOXID).
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
  DELETED_STORAGE,
  HIGHESTMODSEQ,
  MAILBOXID;

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

  /** Who asks for modseqs wants to hear of them from now on: RFC 7162 §3.1. */
  static void noteWish(ImapSession session, Set<StatusItem> items) throws IOException {
    if (items.contains(HIGHESTMODSEQ)) {
      session.enable(Extension.CONDSTORE);
    }
  }

  /** One STATUS response: RFC 9051 §7.3.5. */
  static void write(ImapSession session, MailboxInfo mailbox, Set<StatusItem> items)
      throws IOException {
    ImapWriter out = session.out();
    out.text("* STATUS ").mailbox(mailbox.name(), session.isUtf8()).text(" (");
    boolean first = true;
    for (StatusItem item : items) {
      (first ? out : out.space()).text(item.word).space();
      if (item == MAILBOXID) {
        out.text("(").text(mailbox.objectId()).text(")");
      } else {
        out.number(item.value(session, mailbox));
      }
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
      case MAILBOXID -> throw new IllegalArgumentException("no number");
      case HIGHESTMODSEQ -> mailbox.highestModSeq().value();
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
