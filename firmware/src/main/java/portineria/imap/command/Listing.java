package portineria.imap.command;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import portineria.imap.ImapSession;
import portineria.imap.wire.ImapWriter;
import portineria.imap.wire.MailboxNames;
import portineria.store.Account;
import portineria.store.MailboxInfo;
import portineria.store.MailboxName;
import portineria.store.SpecialUse;

/** All names of an account that LIST and LSUB can speak of, as of one moment. */
final class Listing {
  private final SequencedMap<MailboxName, Entry> entries = new TreeMap<>();
  private final Set<MailboxName> parents = new HashSet<>();

  /**
   * One name.
   *
   * @param info empty where there is no such mailbox, only a subscription
   */
  record Entry(MailboxName name, Optional<MailboxInfo> info, boolean subscribed) {
    Optional<SpecialUse> use() {
      return info.flatMap(MailboxInfo::use);
    }
  }

  private Listing() {}

  static Listing of(Account account) {
    Listing listing = new Listing();
    Set<MailboxName> subscriptions = account.subscriptions();
    for (MailboxInfo info : account.mailboxes()) {
      boolean subscribed = subscriptions.contains(info.name());
      listing.entries.put(info.name(), new Entry(info.name(), Optional.of(info), subscribed));
      above(info.name()).forEach(listing.parents::add);
    }
    for (MailboxName name : subscriptions) {
      listing.entries.putIfAbsent(name, new Entry(name, Optional.empty(), true));
    }
    return listing;
  }

  /** All names above that one, the nearest first. */
  static Stream<MailboxName> above(MailboxName name) {
    return Stream.iterate(
            name.parent(), Optional::isPresent, above -> above.flatMap(MailboxName::parent))
        .flatMap(Optional::stream);
  }

  Stream<Entry> entries() {
    return entries.values().stream();
  }

  /** The entry of that name, which may be one that only stands above others. */
  Entry entry(MailboxName name) {
    Entry known = entries.get(name);
    return known != null ? known : new Entry(name, Optional.empty(), false);
  }

  /** Attributes that every LIST response has: RFC 9051 §7.3.1, RFC 3348 §3, RFC 6154 §2. */
  String attributes(Entry entry) {
    StringBuilder attributes = new StringBuilder();
    attributes.append(parents.contains(entry.name()) ? "\\HasChildren" : "\\HasNoChildren");
    if (entry.info().isEmpty()) {
      attributes.append(" \\NonExistent");
    } else if (!entry.info().get().selectable()) {
      attributes.append(" \\Noselect");
    }
    entry.use().ifPresent(use -> attributes.append(' ').append(use.attribute()));
    return attributes.toString();
  }

  /** One LIST response up to and with its name. */
  static ImapWriter begin(ImapSession session, String attributes, MailboxName name)
      throws IOException {
    ImapWriter out = session.out();
    return out.text("* LIST (").text(attributes).text(") \"/\" ").mailbox(name, session.isRev2());
  }

  /** The LIST response of SELECT in IMAP4rev2: RFC 9051 §6.3.2. */
  void writeRenamed(ImapSession session, MailboxName name, String given) throws IOException {
    ImapWriter out = begin(session, attributes(entry(name)), name);
    if (isNormalised(name, given)) {
      out.text(" (\"OLDNAME\" (").mailboxText(given).text("))");
    }
    out.crlf();
  }

  /** Says which name the client's became, if it is another: RFC 9051 §6.3.4. */
  void writeIfRenamed(ImapSession session, MailboxName name, String given) throws IOException {
    if (isNormalised(name, given)) {
      writeRenamed(session, name, given);
    }
  }

  /** A separator at the end, and the case of INBOX, make no other name. */
  private static boolean isNormalised(MailboxName name, String given) {
    String encoded = MailboxNames.encode(name, true);
    return !encoded.equalsIgnoreCase(given) && !given.equals(encoded + MailboxName.SEPARATOR);
  }
}
