package portineria.imap;

import java.io.IOException;
import java.util.Optional;
import portineria.search.Sought;
import portineria.search.TextIndex;
import portineria.search.Verdict;
import portineria.search.Verdicts;
import portineria.store.View;

/** A key that looks for a text: the index is asked first, what it does not know is read. */
final class TextKey {
  private final Sought sought;
  private Optional<Verdicts> verdicts = Optional.empty();

  TextKey(Sought sought) {
    this.sought = sought;
  }

  /** What it takes to look for it without the index. */
  int cost() {
    return sought instanceof Sought.Fields ? SearchTest.HEADER : SearchTest.BODY;
  }

  /** Asks the index about those messages of the view that were not decided otherwise. */
  void ask(TextIndex index, View view, int[] undecided) {
    long[] messages = new long[undecided.length];
    for (int i = 0; i < undecided.length; i++) {
      messages[i] = view.message(undecided[i]).value();
    }
    verdicts = Optional.of(index.ask(sought, messages));
  }

  Verdict of(SearchedMessage message) throws IOException {
    Verdict known = verdicts.map(verdict -> verdict.of(message.message())).orElse(Verdict.UNREAD);
    if (known != Verdict.UNREAD || !message.mayRead()) {
      return known;
    }
    return message.holds(sought) ? Verdict.HOLDS : Verdict.LACKS;
  }
}
