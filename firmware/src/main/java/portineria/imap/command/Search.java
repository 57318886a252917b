package portineria.imap.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import portineria.imap.Command;
import portineria.imap.Extension;
import portineria.imap.ImapSession;
import portineria.imap.Numbering;
import portineria.imap.Ok;
import portineria.imap.Searching;
import portineria.imap.SelectedMailbox;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.ImapWriter;
import portineria.imap.wire.No;
import portineria.imap.wire.SearchKey;
import portineria.imap.wire.SearchKeys;
import portineria.store.UidSet;
import portineria.store.View;

/**
 * SEARCH and UID SEARCH: finds messages.
 *
 * <pre>
 *   search      SEARCH [SP RETURN "(" option … ")"] [SP CHARSET charset] 1*(SP search-key)
 *                                            RFC 9051 §6.4.4, RFC 3501 §6.4.4
 *   option      MIN / MAX / ALL / COUNT / SAVE
 *                                            RFC 4731 §3.1, RFC 5182 §2, RFC 7162 §3.1.10
 *   uid-search  UID SEARCH …                 RFC 9051 §6.4.9
 * </pre>
 *
 * @param returns empty where the client did not say RETURN
 */
record Search(Optional<Set<Result>> returns, SearchKey key, boolean byUid) implements Command {

  /** What of the result is wanted. */
  enum Result {
    MIN,
    MAX,
    ALL,
    COUNT,
    SAVE
  }

  static Command parse(Arguments in, boolean byUid) throws Bad, No, IOException {
    in.space();
    Optional<Set<Result>> returns = Optional.empty();
    if (in.peekKeyword().equals("RETURN")) {
      in.keyword();
      in.space();
      returns = Optional.of(results(in));
      in.space();
    }
    try {
      return new Search(returns, SearchKeys.program(in), byUid);
    } catch (No no) {
      boolean saves = returns.isPresent() && returns.get().contains(Result.SAVE);
      return session -> refuse(session, saves, no);
    }
  }

  private static Ok refuse(ImapSession session, boolean saves, No no) throws Bad, No {
    if (saves) {
      session.selected().save(UidSet.EMPTY); // RFC 5182 §2.1
    }
    throw no;
  }

  private static Set<Result> results(Arguments in) throws Bad, No, IOException {
    Set<Result> results = EnumSet.noneOf(Result.class);
    results.addAll(in.list(0, 2 * Result.values().length, () -> result(in)));
    if (results.isEmpty()) {
      results.add(Result.ALL); // RFC 4731 §3.1
    }
    return results;
  }

  private static Result result(Arguments in) throws Bad {
    return switch (in.keyword()) {
      case "MIN" -> Result.MIN;
      case "MAX" -> Result.MAX;
      case "ALL" -> Result.ALL;
      case "COUNT" -> Result.COUNT;
      case "SAVE" -> Result.SAVE;
      default -> throw new Bad("SEARCH knows no such result option");
    };
  }

  @Override
  public Ok run(ImapSession session) throws Bad, IOException {
    SelectedMailbox selected = session.selected();
    if (key.namesModSeqs()) {
      session.enable(Extension.CONDSTORE); // RFC 7162 §3.1
    }
    int[] found = Searching.run(session, key);
    Set<Result> wanted = returns.orElse(Set.of(Result.ALL));
    if (wanted.contains(Result.SAVE)) {
      save(selected, found, wanted);
    }
    if (returns.isEmpty() && !session.isRev2()) {
      writeSearch(session, found);
    } else if (!wanted.equals(Set.of(Result.SAVE))) {
      writeExtended(session, found, wanted);
    }
    return Ok.completed("SEARCH");
  }

  /** RFC 5182 §2.4: with MIN or MAX and neither ALL nor COUNT, only these are saved. */
  private static void save(SelectedMailbox selected, int[] found, Set<Result> wanted) {
    View view = selected.numbering().view();
    boolean ends = wanted.contains(Result.MIN) || wanted.contains(Result.MAX);
    boolean all = !ends || wanted.contains(Result.ALL) || wanted.contains(Result.COUNT);
    UidSet.Builder uids = new UidSet.Builder();
    for (int i = 0; i < found.length; i++) {
      if (all
          || (i == 0 && wanted.contains(Result.MIN))
          || (i == found.length - 1 && wanted.contains(Result.MAX))) {
        uids.add(view.uid(found[i]));
      }
    }
    selected.save(uids.build());
  }

  private long number(View view, int index) {
    return byUid ? view.uid(index) : index + 1L;
  }

  /** RFC 3501 §7.2.5. */
  private void writeSearch(ImapSession session, int[] found) throws Bad, IOException {
    View view = session.selected().numbering().view();
    ImapWriter out = session.out().text("* SEARCH");
    for (int index : found) {
      out.space().number(number(view, index));
    }
    if (key.namesModSeqs() && found.length > 0) {
      out.text(" (MODSEQ ").number(lastModSeq(session, found)).text(")");
    }
    out.crlf();
  }

  /** RFC 9051 §7.3.4. */
  private void writeExtended(ImapSession session, int[] found, Set<Result> wanted)
      throws Bad, IOException {
    View view = session.selected().numbering().view();
    ImapWriter out = session.out().text("* ESEARCH (TAG ").string(session.tag()).text(")");
    if (byUid) {
      out.text(" UID");
    }
    if (found.length > 0 && wanted.contains(Result.MIN)) {
      out.text(" MIN ").number(number(view, found[0]));
    }
    if (found.length > 0 && wanted.contains(Result.MAX)) {
      out.text(" MAX ").number(number(view, found[found.length - 1]));
    }
    if (found.length > 0 && wanted.contains(Result.ALL)) {
      out.text(" ALL ").text(set(view, found));
    }
    if (wanted.contains(Result.COUNT)) {
      out.text(" COUNT ").number(found.length);
    }
    if (key.namesModSeqs() && found.length > 0) {
      out.text(" MODSEQ ").number(lastModSeq(session, told(found, wanted)));
    }
    out.crlf();
  }

  /** Of what the client hears of: RFC 7162 §3.1.10. */
  private static int[] told(int[] found, Set<Result> wanted) {
    if (wanted.contains(Result.ALL) || wanted.contains(Result.COUNT)) {
      return found;
    }
    int first = found[0];
    int last = found[found.length - 1];
    if (!wanted.contains(Result.MAX)) {
      return new int[] {first};
    }
    return wanted.contains(Result.MIN) ? new int[] {first, last} : new int[] {last};
  }

  private static long lastModSeq(ImapSession session, int[] found) throws Bad {
    Numbering numbering = session.selected().numbering();
    return Arrays.stream(found).mapToLong(numbering::modSeq).max().orElseThrow();
  }

  private String set(View view, int[] found) {
    UidSet.Builder numbers = new UidSet.Builder();
    for (int index : found) {
      numbers.add(number(view, index));
    }
    return numbers.build().toString();
  }
}
