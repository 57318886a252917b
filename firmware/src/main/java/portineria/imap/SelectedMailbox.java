package portineria.imap;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import portineria.imap.wire.Bad;
import portineria.imap.wire.FlagTexts;
import portineria.imap.wire.ImapWriter;
import portineria.imap.wire.MessageSet;
import portineria.imap.wire.No;
import portineria.store.Account;
import portineria.store.Flag;
import portineria.store.FlagTable;
import portineria.store.Listener;
import portineria.store.Mailbox;
import portineria.store.Mailbox.FlagChange;
import portineria.store.Mailbox.Flagged;
import portineria.store.ModSeq;
import portineria.store.Right;
import portineria.store.Rights;
import portineria.store.Subscription;
import portineria.store.Uid;
import portineria.store.UidSet;
import portineria.store.View;

/**
 * The mailbox that a session has selected, and what its client was told of it. Only the session's
 * thread uses it; {@code listener} alone is called by others.
 */
public final class SelectedMailbox implements AutoCloseable {
  private final Place place;
  private final Mailbox mailbox;
  private final boolean examined;
  private final Set<Extension> enabled;
  private final boolean recentWanted;
  private final Subscription subscription;
  private final Numbering numbering;
  private final MessageReader reader;
  private FlagTexts flagTexts;
  private UidSet recent = UidSet.EMPTY;
  private UidSet saved = UidSet.EMPTY;

  /**
   * Selects.
   *
   * @param examined by EXAMINE, or in a store that can't be written to
   * @param enabled what the client has switched on, as of now at any time
   * @param listener is called by the store after every change
   */
  public SelectedMailbox(
      Place place, Mailbox mailbox, boolean examined, Set<Extension> enabled, Listener listener) {
    this.place = place;
    this.mailbox = mailbox;
    this.examined = examined;
    this.enabled = enabled;
    this.recentWanted = !enabled.contains(Extension.IMAP4REV2);
    this.subscription = mailbox.subscribe(listener);
    this.numbering = new Numbering(younger(0));
    this.flagTexts = new FlagTexts(numbering.flagTable());
    this.reader = new MessageReader(place.account());
  }

  public Mailbox mailbox() {
    return mailbox;
  }

  /** Whether it was opened so that nothing can be changed. */
  boolean isExamined() {
    return examined;
  }

  /** Whether nothing can be changed, however it was opened. */
  public boolean isReadOnly() {
    return examined || !mailbox.kind().isChangeable() || !rights().permitChanges();
  }

  /** What may be done here, as of now, whatever the mailbox is called by now. */
  public Rights rights() {
    return place.rights(mailbox.name());
  }

  /** Refuses where not all of these are had. */
  public void require(Right... needed) throws No {
    Place.mustHave(rights(), needed);
  }

  /** Whether it still may be read. One that was deleted shows nothing any more. */
  boolean isReadable() {
    return place.isOwn() || mailbox.isDeleted() || rights().hasAll(Rights.READ);
  }

  /** Whether this flag can be changed here: RFC 4314 §4. */
  public boolean permits(Flag flag) {
    return !isReadOnly() && rights().permits(flag);
  }

  /** Whether any of these is a message that the client knows. */
  public boolean knowsAny(UidSet uids) {
    return !numbering.indexes(uids).isEmpty();
  }

  public Numbering numbering() {
    return numbering;
  }

  public int recentCount() {
    if (recent.isEmpty()) {
      return 0;
    }
    View view = numbering.view();
    int count = 0;
    for (int index = view.count() - 1; index >= 0; index--) {
      count += recent.contains(view.uid(index)) ? 1 : 0;
    }
    return count;
  }

  boolean isRecent(long uid) {
    return !recent.isEmpty() && recent.contains(uid);
  }

  Account account() {
    return place.account();
  }

  MessageReader reader() {
    return reader;
  }

  /** The list of flags of the message at {@code index}, as it is sent. */
  byte[] flagText(int index) {
    return flagTexts().of(numbering.flagBits(index), isRecent(numbering.view().uid(index)));
  }

  /** The flags that the mailbox knows. */
  public FlagTexts flagTexts() {
    if (!flagTexts.table().equals(numbering.flagTable())) {
      flagTexts = new FlagTexts(numbering.flagTable());
    }
    return flagTexts;
  }

  /** What {@code $} stands for: RFC 5182 §2.1. */
  public void save(UidSet result) {
    saved = result;
  }

  /** The UIDs that a client means. */
  public UidSet uids(MessageSet set, boolean byUid) throws Bad {
    return switch (set) {
      case MessageSet.Saved() -> saved;
      case MessageSet.Ranges ranges ->
          byUid ? numbering.ofUids(ranges) : numbering.ofNumbers(ranges);
    };
  }

  /** The same, of messages that were removed, too. */
  public UidSet formerUids(MessageSet set) {
    return switch (set) {
      case MessageSet.Saved() -> saved;
      case MessageSet.Ranges ranges -> numbering.ofFormerUids(ranges);
    };
  }

  /**
   * Of {@code among}, those that were removed after {@code since} and that the client has not been
   * told of otherwise: RFC 7162 §3.2.6.
   */
  public UidSet vanishedSince(ModSeq since, UidSet among) {
    return mailbox.vanishedSince(since).and(among).without(numbering.view());
  }

  /**
   * The present view. Messages that arrived since {@code uidNextTold} and were nobody else's before
   * become recent here; they are claimed before the view is taken, so that two sessions may both
   * count one as recent but never none (RFC 3501 §2.3.2).
   */
  private View younger(long uidNextTold) {
    View view = mailbox.view();
    if (!recentWanted
        || !mailbox.kind().isChangeable() // nothing in there is news
        || view.uidNext().value() == uidNextTold) {
      return view;
    }
    Uid from = examined ? mailbox.peekRecent() : mailbox.claimRecent();
    view = mailbox.view();
    if (from.value() < view.uidNext().value()) {
      recent = union(recent, from.value(), view.uidNext().value() - 1);
    }
    return view;
  }

  private static UidSet union(UidSet set, long first, long last) {
    UidSet.Builder union = new UidSet.Builder();
    for (int i = 0; i < set.rangeCount(); i++) {
      union.add(set.first(i), set.last(i));
    }
    return union.add(first, last).build();
  }

  /** What is told, and how. */
  public record Manner(boolean mayExpunge, boolean namesUids) {}

  /**
   * A change of flags that this client asked for, and what came of it.
   *
   * @param answered whether the command's own answer tells of it
   */
  public record OwnChange(FlagChange change, Flagged flagged, boolean answered) {

    /**
     * Whether the client can know the flags {@code bits} without being told: it has changed what it
     * knew, and nobody else had changed that before.
     */
    private boolean explains(long uid, long before, long bits, long modSeq, FlagTable table) {
      return flagged.modSeq().value() == modSeq
          && flagged.changed().contains(uid)
          && change.applied(before, table) == bits;
    }
  }

  /**
   * Tells the client all that has changed.
   *
   * @param quiet a change of the client's own that it does not want to hear of: STORE.SILENT, RFC
   *     9051 §6.4.6
   */
  public void tell(ImapWriter out, Manner manner, Optional<OwnChange> quiet) throws IOException {
    View view = younger(numbering.view().uidNext().value());
    numbering.catchUp(view, manner.mayExpunge(), new Teller(out, manner.namesUids(), quiet));
    if (numbering.isBehind() && enabled.contains(Extension.QRESYNC)) {
      writeHighestModSeq(out);
    }
  }

  /**
   * Up to where the client knows of everything: RFC 7162 §3.1.2.1. It must say so where it tells of
   * younger flags while a removal is held back: a client that goes now asks from there on.
   */
  public void writeHighestModSeq(ImapWriter out) throws IOException {
    out.text("* OK [HIGHESTMODSEQ ").number(numbering.view().highestModSeq().value());
    out.text("] Known up to here").crlf();
  }

  private final class Teller implements Numbering.Telling {
    private final ImapWriter out;
    private final boolean namesUids;
    private final Optional<OwnChange> quiet;

    Teller(ImapWriter out, boolean namesUids, Optional<OwnChange> quiet) {
      this.out = out;
      this.namesUids = namesUids;
      this.quiet = quiet;
    }

    @Override
    public void expunged(View before, IntList indexes) throws IOException {
      if (enabled.contains(Extension.QRESYNC)) {
        UidSet.Builder uids = new UidSet.Builder();
        for (int i = 0; i < indexes.size(); i++) {
          uids.add(before.uid(indexes.at(i)));
        }
        out.text("* VANISHED ").text(uids.build().toString()).crlf(); // RFC 7162 §3.2.10
      } else {
        for (int i = 0; i < indexes.size(); i++) {
          out.text("* ").number(indexes.at(i) + 1L - i).text(" EXPUNGE").crlf();
        }
      }
    }

    @Override
    public void arrived(int count) throws IOException {
      out.text("* ").number(count).text(" EXISTS").crlf();
      if (recentWanted) {
        out.text("* ").number(recentCount()).text(" RECENT").crlf();
      }
    }

    @Override
    public void knows(FlagTable table) throws IOException {
      writeFlags(out);
    }

    @Override
    public void flagged(int number, long uid, long before, long bits, long modSeq)
        throws IOException {
      FlagTable table = numbering.flagTable();
      boolean known = quiet.isPresent() && quiet.get().explains(uid, before, bits, modSeq, table);
      boolean modSeqs = enabled.contains(Extension.CONDSTORE);
      if (known && (!modSeqs || quiet.get().answered())) {
        return;
      }
      out.text("* ").number(number).text(" FETCH (");
      if (namesUids || enabled.contains(Extension.QRESYNC)) {
        out.text("UID ").number(uid).space();
      }
      if (!known) {
        out.text("FLAGS ").octets(flagTexts().of(bits, isRecent(uid)));
        out.text(modSeqs ? " " : "");
      }
      if (modSeqs) {
        writeModSeq(out, modSeq); // also of a silent change: RFC 7162 §3.1.3
      }
      out.text(")").crlf();
    }
  }

  /** One item of a FETCH response: RFC 7162 §3.1.4.2. */
  static void writeModSeq(ImapWriter out, long modSeq) throws IOException {
    out.text("MODSEQ (").number(modSeq).text(")");
  }

  /** The flags that are known here, and which of them can be kept: RFC 9051 §7.1, §7.3.5. */
  public void writeFlags(ImapWriter out) throws IOException {
    byte[] all = flagTexts().all();
    out.text("* FLAGS ").octets(all).crlf();
    if (isReadOnly()) {
      out.text("* OK [PERMANENTFLAGS ()] Read-only").crlf();
    } else {
      boolean full = flagTexts().table().keywords().size() == FlagTable.KEYWORDS_MAX;
      boolean more = !full && rights().has(Right.WRITE);
      byte[] kept = flagTexts().some(rights()::permits);
      out.text("* OK [PERMANENTFLAGS ").octets(kept, 0, kept.length - 1);
      out.text(more ? " \\*)" : ")").text("] These are kept").crlf();
    }
  }

  /** The number of the first message without {@code \Seen}; 0 where there is none. */
  public int firstUnseen() {
    View view = numbering.view();
    long seen = view.flagTable().mask(Flag.SEEN);
    if (view.countWith(Flag.SEEN) == view.count()) {
      return 0;
    }
    for (int index = 0; index < view.count(); index++) {
      if ((view.flagBits(index) & seen) == 0) {
        return index + 1;
      }
    }
    return 0;
  }

  @Override
  public void close() {
    subscription.close();
  }
}
