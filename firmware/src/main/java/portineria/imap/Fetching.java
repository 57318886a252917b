package portineria.imap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.imap.wire.Bad;
import portineria.imap.wire.FetchItem;
import portineria.imap.wire.FetchItem.Attribute;
import portineria.imap.wire.ImapWriter;
import portineria.imap.wire.No;
import portineria.store.ErasedMessage;
import portineria.store.Flag;
import portineria.store.Mailbox.FlagChange;
import portineria.store.Mailbox.Flagged;
import portineria.store.MessageId;
import portineria.store.ModSeq;
import portineria.store.Refusal;
import portineria.store.UidSet;
import portineria.store.View;

/**
 * One FETCH at work: RFC 9051 §6.4.5, §7.5.2. Of each message it first gets ready all that can
 * fail, and then writes its response, so that a message that can't be read costs its own response
 * and no other: the others are sent, and the command ends with NO.
 */
public final class Fetching {
  private static final Logger LOG = LoggerFactory.getLogger(Fetching.class);

  /** Octets that are read from a message at once. */
  private static final int BUFFER_OCTETS = 32 * 1024;

  private static final byte[] NOTHING = {};

  private final ImapSession session;
  private final SelectedMailbox box;
  private final List<FetchItem> items;
  private final View view;
  private final ImapWriter out;
  private final Sections sections;
  private final SummaryCache cache;

  /** Whether it can't do without. */
  private final boolean needsSummary;

  /** Whether it is of use. */
  private final boolean loadsSummary;

  private final byte[] buffer;
  private UidSet newlySeen = UidSet.EMPTY;
  private Optional<No> trouble = Optional.empty();

  private Fetching(ImapSession session, SelectedMailbox box, List<FetchItem> items) {
    this.session = session;
    this.box = box;
    this.items = items;
    this.view = box.numbering().view();
    this.out = session.out();
    this.sections = new Sections(box.reader());
    this.cache = new SummaryCache(box.account().summaries(), box.reader());
    this.needsSummary = items.stream().anyMatch(Fetching::isInSummary);
    this.loadsSummary = needsSummary || items.stream().anyMatch(this::isListed);
    boolean reads = items.stream().anyMatch(item -> !(item instanceof Attribute));
    this.buffer = reads ? new byte[BUFFER_OCTETS] : NOTHING;
  }

  private static boolean isInSummary(FetchItem item) {
    return item == Attribute.ENVELOPE
        || item == Attribute.BODY
        || item == Attribute.BODYSTRUCTURE
        || item == Attribute.PREVIEW;
  }

  private boolean isListed(FetchItem item) {
    return item == Attribute.PREVIEW_LAZY
        || (item instanceof FetchItem.Body body && sections.isListed(body.section()));
  }

  /**
   * Sends {@code items} of the messages {@code among}.
   *
   * @throws No if a message could not be read; all others were sent
   */
  public static void run(ImapSession session, UidSet among, Set<FetchItem> items)
      throws IOException, Bad, No, Refusal {
    SelectedMailbox box = session.selected();
    List<FetchItem> wanted = new ArrayList<>(items);
    if (session.namesUids() && !items.contains(Attribute.UID)) {
      wanted.addFirst(Attribute.UID); // RFC 9051 §6.4.9
    }
    Fetching fetching = new Fetching(session, box, wanted);
    if (wanted.stream().anyMatch(Fetching::marksSeen) && box.permits(Flag.SEEN)) {
      fetching.markSeen(among);
    }
    fetching.all(box.numbering().indexes(among));
    if (fetching.trouble.isPresent()) {
      throw fetching.trouble.get();
    }
  }

  private static boolean marksSeen(FetchItem item) {
    return switch (item) {
      case Attribute any -> false;
      case FetchItem.Body body -> !body.peek();
      case FetchItem.Binary binary -> !binary.peek();
      case FetchItem.BinarySize any -> false;
    };
  }

  /**
   * One change for the whole command. The client hears of it with each message, not by itself. On a
   * full disk a message can still be read: then it stays unseen.
   */
  private void markSeen(UidSet among) throws IOException {
    long seen = box.numbering().flagTable().mask(Flag.SEEN);
    UidSet.Builder unseen = new UidSet.Builder();
    IntList indexes = box.numbering().indexes(among);
    for (int i = 0; i < indexes.size(); i++) {
      if ((box.numbering().flagBits(indexes.at(i)) & seen) == 0) {
        unseen.add(view.uid(indexes.at(i)));
      }
    }
    UidSet uids = unseen.build();
    if (uids.isEmpty()) {
      return;
    }
    try {
      FlagChange change = new FlagChange(FlagChange.Kind.ADD, Set.of(Flag.SEEN));
      Flagged flagged = box.mailbox().store(uids, change, ModSeq.MAX);
      newlySeen = flagged.changed();
      box.tell(
          out,
          new SelectedMailbox.Manner(false, session.namesUids()),
          Optional.of(new SelectedMailbox.OwnChange(change, flagged, true)));
    } catch (Refusal refusal) {
      LOG.warn("{} imap unseen reason={}", session.connection().id(), refusal.reason());
    }
  }

  private void all(IntList indexes) throws IOException {
    if (!loadsSummary) {
      for (int i = 0; i < indexes.size(); i++) {
        one(indexes.at(i), Optional.empty());
      }
      return;
    }
    SummariesAhead ahead = new SummariesAhead(box.account().summaries(), view, indexes);
    for (int i = 0; i < indexes.size(); ) {
      for (Optional<ByteBuffer> loaded : ahead.next()) {
        one(indexes.at(i++), loaded);
      }
    }
  }

  /** What of a message had to be got ready, item by item. */
  private record Ready(Optional<Summary> summary, List<Contents> contents, String emailId) {
    static final Ready NOTHING = new Ready(Optional.empty(), List.of(), "");
  }

  private void one(int index, Optional<ByteBuffer> loaded) throws IOException {
    Optional<Ready> ready = ready(index, loaded);
    if (ready.isEmpty()) {
      return;
    }
    out.text("* ").number(index + 1L).text(" FETCH (");
    int contents = 0;
    boolean first = true;
    for (FetchItem item : items) {
      if (!first) {
        out.space();
      }
      first = false;
      switch (item) {
        case Attribute attribute -> attribute(attribute, index, ready.get());
        case FetchItem.Body body -> {
          out.text(body.name());
          if (body.partial().isPresent()) {
            out.text("<").number(body.partial().get().start()).text(">");
          }
          ready.get().contents().get(contents++).write(out.space(), buffer);
        }
        case FetchItem.Binary binary -> {
          out.text(binary.name());
          if (binary.partial().isPresent()) {
            out.text("<").number(binary.partial().get().start()).text(">");
          }
          ready.get().contents().get(contents++).write(out.space(), buffer);
        }
        case FetchItem.BinarySize size -> {
          out.text(size.name());
          ready.get().contents().get(contents++).write(out.space(), buffer);
        }
      }
    }
    if (newlySeen.contains(view.uid(index)) && !items.contains(Attribute.FLAGS)) {
      out.text(" FLAGS ").octets(box.flagText(index));
      if (session.has(Extension.CONDSTORE) && !items.contains(Attribute.MODSEQ)) {
        SelectedMailbox.writeModSeq(out.space(), box.numbering().modSeq(index));
      }
    }
    out.text(")").crlf();
  }

  private Optional<Ready> ready(int index, Optional<ByteBuffer> loaded) {
    boolean needsId = items.contains(Attribute.EMAILID);
    if (!loadsSummary && !needsId && buffer.length == 0) {
      return Optional.of(Ready.NOTHING);
    }
    MessageId message = view.message(index);
    try {
      Optional<Summary> summary =
          needsSummary
              ? Optional.of(cache.summary(message, loaded))
              : loaded.flatMap(Summary::decode);
      String emailId = needsId ? box.reader().emailId(message) : "";
      return Optional.of(new Ready(summary, contents(message, summary), emailId));
    } catch (No no) {
      trouble = Optional.of(no);
    } catch (ErasedMessage e) {
      trouble = Optional.of(no("EXPUNGEISSUED", index, "was erased")); // RFC 9051 §7.1
    } catch (IOException e) {
      report("unreadable", message, e);
      trouble = Optional.of(no("CORRUPTION", index, "can't be read from the disk"));
    } catch (RuntimeException | StackOverflowError | AssertionError bug) {
      report("poisoned", message, bug);
      trouble = Optional.of(no("SERVERBUG", index, "is not understood; BODY[] gives its octets"));
    }
    return Optional.empty();
  }

  private No no(String code, int index, String what) {
    return new No(code, "The message with UID " + view.uid(index) + " " + what);
  }

  private void report(String event, MessageId message, Throwable cause) {
    if (box.reader().isNews(message)) {
      LOG.error("{} imap {} message={}", session.connection().id(), event, message.value(), cause);
    }
  }

  private List<Contents> contents(MessageId message, Optional<Summary> summary)
      throws IOException, No {
    if (buffer.length == 0) {
      return List.of();
    }
    List<Contents> contents = new ArrayList<>();
    for (FetchItem item : items) {
      switch (item) {
        case Attribute any -> {}
        case FetchItem.Body body -> contents.add(sections.body(message, body, summary));
        case FetchItem.Binary binary -> contents.add(sections.binary(message, binary, buffer));
        case FetchItem.BinarySize size ->
            contents.add(new Contents.Size(sections.binarySize(message, size, buffer)));
      }
    }
    return contents;
  }

  private void attribute(Attribute attribute, int index, Ready ready) throws IOException {
    switch (attribute) {
      case FLAGS -> out.text("FLAGS ").octets(box.flagText(index));
      case UID -> out.text("UID ").number(view.uid(index));
      case INTERNALDATE ->
          out.text("INTERNALDATE ").dateTime(session.dateTimes(), view.internalDate(index));
      case RFC822_SIZE -> out.text("RFC822.SIZE ").number(view.size(index));
      case EMAILID -> out.text("EMAILID (").text(ready.emailId()).text(")");
      case THREADID -> out.text("THREADID NIL"); // RFC 8474 §5.2: none are kept
      case SAVEDATE -> out.text("SAVEDATE ").dateTime(session.dateTimes(), view.saveDate(index));
      case MODSEQ -> SelectedMailbox.writeModSeq(out, box.numbering().modSeq(index));
      case ENVELOPE -> ready.summary().orElseThrow().writeEnvelope(out.text("ENVELOPE "));
      case BODY -> ready.summary().orElseThrow().writeBody(out.text("BODY "));
      case BODYSTRUCTURE ->
          ready.summary().orElseThrow().writeBodyStructure(out.text("BODYSTRUCTURE "));
      case PREVIEW -> ready.summary().orElseThrow().writePreview(out.text("PREVIEW "));
      case PREVIEW_LAZY -> {
        out.text("PREVIEW ");
        if (ready.summary().isPresent()) {
          ready.summary().get().writePreview(out);
        } else {
          out.nil(); // RFC 8970 §3.1: it would have to be read
        }
      }
    }
  }
}
