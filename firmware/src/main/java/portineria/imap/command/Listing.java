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
import portineria.store.Right;
import portineria.store.Rights;
import portineria.store.Sharing;
import portineria.store.SpecialUse;

/**
 * All names that LIST and LSUB can speak of, as of one moment: those of the account, and those that
 * others share with it.
 */
final class Listing {
  private final SequencedMap<MailboxName, Entry> entries = new TreeMap<>();
  private final Set<MailboxName> parents = new HashSet<>();

  /**
   * One name.
   *
   * @param info empty where there is no such mailbox, only a subscription
   * @param rights what may be done there
   * @param isLevel whether it only stands above what others share
   */
  record Entry(
      MailboxName name,
      Optional<MailboxInfo> info,
      Rights rights,
      boolean subscribed,
      boolean isLevel) {
    static Entry nothing(MailboxName name, boolean subscribed) {
      return new Entry(name, Optional.empty(), Rights.NONE, subscribed, false);
    }

    static Entry mailbox(MailboxInfo info, Rights rights, boolean subscribed) {
      return new Entry(info.name(), Optional.of(info), rights, subscribed, false);
    }

    static Entry level(MailboxName name, boolean subscribed) {
      return new Entry(name, Optional.empty(), Rights.NONE, subscribed, true);
    }

    /** Whether it is told to who does not ask for subscriptions. */
    boolean exists() {
      return info.isPresent() || isLevel;
    }

    Optional<SpecialUse> use() {
      return info.flatMap(MailboxInfo::use);
    }
  }

  private Listing() {}

  static Listing of(ImapSession session) {
    Listing listing = new Listing();
    Account own = session.account();
    Set<MailboxName> subscriptions = own.subscriptions();
    own.mailboxes().forEach(info -> listing.add(info, Rights.ALL, subscriptions));
    session.reach().others().forEach(other -> listing.addShared(session, other, subscriptions));
    for (MailboxName name : subscriptions) {
      listing.entries.putIfAbsent(name, Entry.nothing(name, true));
    }
    return listing;
  }

  private void add(MailboxInfo info, Rights rights, Set<MailboxName> subscriptions) {
    entries.put(info.name(), Entry.mailbox(info, rights, subscriptions.contains(info.name())));
    above(info.name()).forEach(parents::add);
  }

  /** Those that may be looked up, without what they are for: that is their owner's matter. */
  private void addShared(ImapSession session, Account other, Set<MailboxName> subscriptions) {
    for (MailboxInfo info : other.mailboxes()) {
      Optional<MailboxName> name = Sharing.name(other.name(), info.name());
      Rights rights = session.reach().place(other, info.name()).rights();
      if (name.isPresent() && rights.has(Right.LOOKUP) && !entries.containsKey(name.get())) {
        add(info.seenAs(name.get()), rights, subscriptions);
        above(name.get()).forEach(above -> addLevel(above, subscriptions));
      }
    }
  }

  /** Its place is taken as soon as there is a mailbox. */
  private void addLevel(MailboxName name, Set<MailboxName> subscriptions) {
    entries.putIfAbsent(name, Entry.level(name, subscriptions.contains(name)));
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
    return known != null ? known : Entry.nothing(name, false);
  }

  /** Attributes that every LIST response has: RFC 9051 §7.3.1, RFC 3348 §3, RFC 6154 §2. */
  String attributes(Entry entry) {
    StringBuilder attributes = new StringBuilder();
    attributes.append(parents.contains(entry.name()) ? "\\HasChildren" : "\\HasNoChildren");
    if (entry.isLevel()) {
      attributes.append(" \\Noselect");
    } else if (entry.info().isEmpty()) {
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
    return out.text("* LIST (").text(attributes).text(") \"/\" ").mailbox(name, session.isUtf8());
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
