package portineria.imap;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import portineria.search.Verdict;

/**
 * A search key that is ready to be asked of messages. As long as a message may not be read, the
 * answer may be that it must.
 *
 * @param cost how dear an answer is; keys that stand together are asked in this order
 */
record SearchTest(int cost, Question question) {
  /** From the view alone. */
  static final int VIEW = 0;

  /** The header must be read. */
  static final int HEADER = 1;

  /** All of the message must be read. */
  static final int BODY = 2;

  @FunctionalInterface
  interface Question {
    Verdict of(SearchedMessage message) throws IOException;
  }

  Verdict of(SearchedMessage message) throws IOException {
    return question.of(message);
  }

  static SearchTest all(List<SearchTest> tests) {
    return together(tests, Verdict.LACKS, Verdict.HOLDS);
  }

  static SearchTest any(List<SearchTest> tests) {
    return together(tests, Verdict.HOLDS, Verdict.LACKS);
  }

  /** The first test that says {@code deciding} decides; if none does, it is {@code otherwise}. */
  private static SearchTest together(List<SearchTest> tests, Verdict deciding, Verdict otherwise) {
    List<SearchTest> cheapFirst =
        tests.stream().sorted(Comparator.comparingInt(SearchTest::cost)).toList();
    return new SearchTest(
        cheapFirst.getLast().cost,
        message -> {
          Verdict verdict = otherwise;
          for (SearchTest test : cheapFirst) {
            Verdict one = test.of(message);
            if (one == deciding) {
              return deciding;
            }
            verdict = one == Verdict.UNREAD ? one : verdict;
          }
          return verdict;
        });
  }

  SearchTest not() {
    return new SearchTest(
        cost,
        message ->
            switch (question.of(message)) {
              case HOLDS -> Verdict.LACKS;
              case LACKS -> Verdict.HOLDS;
              case UNREAD -> Verdict.UNREAD;
            });
  }
}
