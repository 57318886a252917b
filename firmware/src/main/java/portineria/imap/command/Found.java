package portineria.imap.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import portineria.imap.Extension;
import portineria.imap.ImapSession;
import portineria.imap.Numbering;
import portineria.imap.Searching;
import portineria.imap.SelectedMailbox;
import portineria.imap.wire.Bad;
import portineria.imap.wire.ImapWriter;
import portineria.imap.wire.SearchKey;
import portineria.store.UidSet;
import portineria.store.View;

/**
 * Messages that SEARCH or SORT has found, on their way to the client: in the order in which they
 * are told, so that MIN is the first of them and MAX the last.
 */
final class Found {
  private final ImapSession session;
  private final int[] indexes;

  /** Whether they are named by their UIDs. */
  private final boolean byUid;

  /** Whether modseqs were searched for: RFC 7162 §3.1.5. */
  private final boolean withModSeq;

  private Found(ImapSession session, int[] indexes, boolean byUid, boolean withModSeq) {
    this.session = session;
    this.indexes = indexes;
    this.byUid = byUid;
    this.withModSeq = withModSeq;
  }

  /** What {@code key} finds, in the order of the mailbox. */
  static Found by(ImapSession session, SearchKey key, boolean byUid) throws Bad, IOException {
    if (key.namesModSeqs()) {
      session.enable(Extension.CONDSTORE); // RFC 7162 §3.1
    }
    return new Found(session, Searching.run(session, key), byUid, key.namesModSeqs());
  }

  /** Where they stand in the view. */
  int[] indexes() {
    return indexes;
  }

  /** The same ones in another order. */
  Found ordered(int[] sorted) {
    return new Found(session, sorted, byUid, withModSeq);
  }

  private View view() throws Bad {
    return session.selected().numbering().view();
  }

  private long number(View view, int index) {
    return byUid ? view.uid(index) : index + 1L;
  }

  private int last() {
    return indexes[indexes.length - 1];
  }

  /** RFC 5182 §2.4: with MIN or MAX and neither ALL nor COUNT, only these are saved. */
  void save(Set<Result> wanted) throws Bad {
    SelectedMailbox selected = session.selected();
    View view = view();
    boolean ends = wanted.contains(Result.MIN) || wanted.contains(Result.MAX);
    boolean all = !ends || wanted.contains(Result.ALL) || wanted.contains(Result.COUNT);
    UidSet.Builder uids = new UidSet.Builder();
    for (int i = 0; i < indexes.length; i++) {
      if (all
          || (i == 0 && wanted.contains(Result.MIN))
          || (i == indexes.length - 1 && wanted.contains(Result.MAX))) {
        uids.add(view.uid(indexes[i]));
      }
    }
    selected.save(uids.build());
  }

  /** All of them: RFC 3501 §7.2.5, RFC 5256 §4. */
  void write(String response) throws Bad, IOException {
    View view = view();
    ImapWriter out = session.out().text("* ").text(response);
    for (int index : indexes) {
      out.space().number(number(view, index));
    }
    if (withModSeq && indexes.length > 0) {
      out.text(" (MODSEQ ").number(lastModSeq(indexes)).text(")");
    }
    out.crlf();
  }

  /** ESEARCH: RFC 9051 §7.3.4, RFC 5267 §3. */
  void writeExtended(Set<Result> wanted) throws Bad, IOException {
    View view = view();
    ImapWriter out = session.out().text("* ESEARCH (TAG ").string(session.tag()).text(")");
    if (byUid) {
      out.text(" UID");
    }
    if (indexes.length > 0 && wanted.contains(Result.MIN)) {
      out.text(" MIN ").number(number(view, indexes[0]));
    }
    if (indexes.length > 0 && wanted.contains(Result.MAX)) {
      out.text(" MAX ").number(number(view, last()));
    }
    if (indexes.length > 0 && wanted.contains(Result.ALL)) {
      writeSet(view, out.text(" ALL "));
    }
    if (wanted.contains(Result.COUNT)) {
      out.text(" COUNT ").number(indexes.length);
    }
    if (withModSeq && indexes.length > 0) {
      out.text(" MODSEQ ").number(lastModSeq(told(wanted)));
    }
    out.crlf();
  }

  /** A sequence-set that keeps the order: only what ascends by one is a range. */
  private void writeSet(View view, ImapWriter out) throws IOException {
    for (int i = 0; i < indexes.length; ) {
      long first = number(view, indexes[i]);
      long last = first;
      if (i > 0) {
        out.octet(',');
      }
      for (i++; i < indexes.length && number(view, indexes[i]) == last + 1; i++) {
        last++;
      }
      out.number(first);
      if (last > first) {
        out.octet(':').number(last);
      }
    }
  }

  /** Of what the client hears of: RFC 7162 §3.1.10. */
  private int[] told(Set<Result> wanted) {
    if (wanted.contains(Result.ALL) || wanted.contains(Result.COUNT)) {
      return indexes;
    }
    if (!wanted.contains(Result.MAX)) {
      return new int[] {indexes[0]};
    }
    return wanted.contains(Result.MIN) ? new int[] {indexes[0], last()} : new int[] {last()};
  }

  private long lastModSeq(int[] told) throws Bad {
    Numbering numbering = session.selected().numbering();
    return Arrays.stream(told).mapToLong(numbering::modSeq).max().orElseThrow();
  }
}
