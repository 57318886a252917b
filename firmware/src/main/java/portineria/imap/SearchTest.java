package portineria.imap;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/**
 * A search key that is ready to be asked of messages.
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
    boolean holds(SearchedMessage message) throws IOException;
  }

  static SearchTest all(List<SearchTest> tests) {
    List<SearchTest> cheapFirst = sorted(tests);
    return new SearchTest(
        cheapFirst.getLast().cost,
        message -> {
          for (SearchTest test : cheapFirst) {
            if (!test.question.holds(message)) {
              return false;
            }
          }
          return true;
        });
  }

  static SearchTest any(List<SearchTest> tests) {
    List<SearchTest> cheapFirst = sorted(tests);
    return new SearchTest(
        cheapFirst.getLast().cost,
        message -> {
          for (SearchTest test : cheapFirst) {
            if (test.question.holds(message)) {
              return true;
            }
          }
          return false;
        });
  }

  SearchTest not() {
    return new SearchTest(cost, message -> !question.holds(message));
  }

  private static List<SearchTest> sorted(List<SearchTest> tests) {
    return tests.stream().sorted(Comparator.comparingInt(SearchTest::cost)).toList();
  }
}
