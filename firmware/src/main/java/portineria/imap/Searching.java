package portineria.imap;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.imap.wire.Bad;
import portineria.imap.wire.MessageSet;
import portineria.imap.wire.SearchKey;
import portineria.imap.wire.SearchKey.When;
import portineria.message.MessageDates;
import portineria.search.Sought;
import portineria.search.Verdict;
import portineria.store.ErasedMessage;
import portineria.store.MessageId;
import portineria.store.UidSet;
import portineria.store.View;

/**
 * One SEARCH at work: RFC 9051 §6.4.4. What the view tells decides first; then the index is asked
 * about the messages that are left, one text after the other; then those are read that are left
 * still. A message that can't be read holds nothing that is looked for.
 */
public final class Searching {
  private static final Logger LOG = LoggerFactory.getLogger(Searching.class);

  private final ImapSession session;
  private final SelectedMailbox box;
  private final View view;
  private final List<TextKey> texts = new ArrayList<>();

  private Searching(ImapSession session, SelectedMailbox box) {
    this.session = session;
    this.box = box;
    this.view = box.numbering().view();
  }

  /** The indexes, ascending, of the messages that {@code key} finds. */
  public static int[] run(ImapSession session, SearchKey key) throws Bad {
    Searching searching = new Searching(session, session.selected());
    return searching.run(searching.test(key));
  }

  private int[] run(SearchTest test) {
    BitSet found = new BitSet();
    int[] undecided = IntStream.range(0, view.count()).toArray();
    undecided = decide(test, undecided, false, found);
    texts.sort(Comparator.comparingInt(TextKey::cost));
    for (TextKey text : texts) {
      if (undecided.length > 0) {
        text.ask(session.settings().textIndex(), view, undecided);
        undecided = decide(test, undecided, false, found);
      }
    }
    undecided = decide(test, undecided, true, found);
    assert undecided.length == 0;
    return found.stream().toArray();
  }

  /** Notes which are found for certain, and gives those that are undecided still. */
  private int[] decide(SearchTest test, int[] indexes, boolean mayRead, BitSet found) {
    IntList undecided = new IntList();
    for (int index : indexes) {
      switch (verdict(test, index, mayRead)) {
        case HOLDS -> found.set(index);
        case LACKS -> {}
        case UNREAD -> undecided.add(index);
      }
    }
    return undecided.toArray();
  }

  private Verdict verdict(SearchTest test, int index, boolean mayRead) {
    try {
      return test.of(new SearchedMessage(box.account(), view, index, mayRead));
    } catch (ErasedMessage e) {
      return Verdict.LACKS; // its removal is told after the command
    } catch (IOException | RuntimeException | StackOverflowError | AssertionError e) {
      MessageId message = view.message(index);
      if (box.reader().isNews(message)) {
        String id = session.connection().id();
        LOG.error("{} imap unsearched message={}", id, message.value(), e);
      }
      return Verdict.LACKS;
    }
  }

  private SearchTest test(SearchKey key) throws Bad {
    return switch (key) {
      case SearchKey.All() -> onView(index -> true);
      case SearchKey.Flagged(var flag) -> {
        long mask = box.numbering().flagTable().mask(flag);
        yield onView(index -> (box.numbering().flagBits(index) & mask) != 0);
      }
      case SearchKey.Recent() -> onView(index -> box.isRecent(view.uid(index)));
      case SearchKey.Numbers(MessageSet set) -> among(box.uids(set, false));
      case SearchKey.Uids(MessageSet set) -> among(box.uids(set, true));
      case SearchKey.Internal(When when, LocalDate day) -> {
        long wanted = day.toEpochDay();
        yield onView(
            index -> fits(when, session.dateTimes().day(view.internalDate(index)), wanted));
      }
      case SearchKey.Saved(When when, LocalDate day) -> {
        long wanted = day.toEpochDay();
        yield onView(index -> fits(when, session.dateTimes().day(view.saveDate(index)), wanted));
      }
      case SearchKey.Younger(long seconds) -> {
        long oldest = session.settings().clock().instant().getEpochSecond() - seconds;
        yield onView(index -> view.internalDate(index) >= oldest);
      }
      case SearchKey.EmailId(String id) ->
          new SearchTest(
              SearchTest.VIEW,
              message -> verdict(box.reader().emailId(message.message()).equals(id)));
      case SearchKey.Sent(When when, LocalDate day) -> sent(when, day.toEpochDay());
      case SearchKey.Larger(long octets) -> onView(index -> view.size(index) > octets);
      case SearchKey.Smaller(long octets) -> onView(index -> view.size(index) < octets);
      case SearchKey.HeaderField(String field, String text) -> text(Sought.field(field, text));
      case SearchKey.Body(String text) -> text(new Sought.Body(text));
      case SearchKey.Text(String text) -> text(new Sought.Anywhere(text));
      case SearchKey.Modified(long from) -> onView(index -> box.numbering().modSeq(index) >= from);
      case SearchKey.Not(SearchKey negated) -> test(negated).not();
      case SearchKey.Or(SearchKey one, SearchKey other) ->
          SearchTest.any(List.of(test(one), test(other)));
      case SearchKey.And(List<SearchKey> keys) -> {
        List<SearchTest> tests = new ArrayList<>();
        for (SearchKey one : keys) {
          tests.add(test(one));
        }
        yield SearchTest.all(tests);
      }
    };
  }

  private static SearchTest onView(IntPredicate question) {
    return new SearchTest(SearchTest.VIEW, message -> verdict(question.test(message.index())));
  }

  private static Verdict verdict(boolean holds) {
    return holds ? Verdict.HOLDS : Verdict.LACKS;
  }

  private SearchTest among(UidSet uids) {
    return onView(index -> uids.contains(view.uid(index)));
  }

  private static boolean fits(When when, long day, long wanted) {
    return switch (when) {
      case BEFORE -> day < wanted;
      case ON -> day == wanted;
      case SINCE -> day >= wanted;
    };
  }

  /** The date as its sender wrote it, in the sender's zone. */
  private static SearchTest sent(When when, long wanted) {
    return new SearchTest(
        SearchTest.HEADER,
        message ->
            message.mayRead()
                ? verdict(
                    message
                        .header()
                        .first("Date")
                        .flatMap(MessageDates::parse)
                        .filter(date -> fits(when, date.toLocalDate().toEpochDay(), wanted))
                        .isPresent())
                : Verdict.UNREAD);
  }

  private SearchTest text(Sought sought) {
    TextKey key = new TextKey(sought);
    texts.add(key);
    return new SearchTest(key.cost(), key::of);
  }
}
