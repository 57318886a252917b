package portineria.imap;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.imap.wire.Bad;
import portineria.imap.wire.MessageSet;
import portineria.imap.wire.SearchKey;
import portineria.imap.wire.SearchKey.When;
import portineria.message.MessageDates;
import portineria.store.ErasedMessage;
import portineria.store.MessageId;
import portineria.store.UidSet;
import portineria.store.View;

/**
 * One SEARCH at work: RFC 9051 §6.4.4. Each message is asked the cheap keys first, so that only
 * those that pass them are read. A message that can't be read holds nothing that is looked for.
 */
public final class Searching {
  private static final Logger LOG = LoggerFactory.getLogger(Searching.class);

  private final ImapSession session;
  private final SelectedMailbox box;
  private final View view;

  private Searching(ImapSession session, SelectedMailbox box) {
    this.session = session;
    this.box = box;
    this.view = box.numbering().view();
  }

  /** The indexes, ascending, of the messages that {@code key} finds. */
  public static int[] run(ImapSession session, SearchKey key) throws Bad {
    SelectedMailbox box = session.selected();
    Searching searching = new Searching(session, box);
    SearchTest test = searching.test(key);
    IntList found = new IntList();
    for (int index = 0; index < searching.view.count(); index++) {
      if (searching.holds(test, index)) {
        found.add(index);
      }
    }
    return found.toArray();
  }

  private boolean holds(SearchTest test, int index) {
    try {
      return test.question().holds(new SearchedMessage(box.reader(), view, index));
    } catch (ErasedMessage e) {
      return false; // its removal is told after the command
    } catch (IOException | RuntimeException | StackOverflowError | AssertionError e) {
      MessageId message = view.message(index);
      if (box.reader().isNews(message)) {
        String id = session.connection().id();
        LOG.error("{} imap unsearched message={}", id, message.value(), e);
      }
      return false;
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
      case SearchKey.Sent(When when, LocalDate day) -> sent(when, day.toEpochDay());
      case SearchKey.Larger(long octets) -> onView(index -> view.size(index) > octets);
      case SearchKey.Smaller(long octets) -> onView(index -> view.size(index) < octets);
      case SearchKey.HeaderField(String field, String text) -> field(field, text);
      case SearchKey.Body(String text) -> body(text);
      case SearchKey.Text(String text) -> text(text);
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
    return new SearchTest(SearchTest.VIEW, message -> question.test(message.index()));
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
            message
                .header()
                .first("Date")
                .flatMap(MessageDates::parse)
                .filter(date -> fits(when, date.toLocalDate().toEpochDay(), wanted))
                .isPresent());
  }

  private SearchTest field(String field, String text) {
    String folded = Folding.fold(text);
    return indexed(
        TextIndex.Where.HEADER,
        folded,
        new SearchTest(SearchTest.HEADER, message -> message.fieldHolds(field, folded)));
  }

  private SearchTest body(String text) {
    String folded = Folding.fold(text);
    return indexed(
        TextIndex.Where.BODY,
        folded,
        new SearchTest(SearchTest.BODY, message -> message.bodyHolds(folded)));
  }

  private SearchTest text(String text) {
    String folded = Folding.fold(text);
    return indexed(
        TextIndex.Where.ANYWHERE,
        folded,
        new SearchTest(
            SearchTest.BODY, message -> message.headerHolds(folded) || message.bodyHolds(folded)));
  }

  /** Asks the index before the message is read. */
  private SearchTest indexed(TextIndex.Where where, String folded, SearchTest test) {
    if (folded.isEmpty()) {
      return test;
    }
    Optional<Predicate<MessageId>> candidates =
        session.settings().textIndex().candidates(box.account(), where, folded);
    return candidates
        .map(
            may ->
                new SearchTest(
                    test.cost(),
                    message -> may.test(message.message()) && test.question().holds(message)))
        .orElse(test);
  }
}
