package portineria;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import portineria.service.Knock;
import portineria.service.Notifier;
import portineria.service.Question;
import portineria.service.Watchdog;
import portineria.store.Refusal;
import portineria.store.sqlite.SqliteStore;

/** What a whole box has to answer before the service manager hears that it lives. */
final class ServiceOfBox {
  private ServiceOfBox() {}

  /** A box without doors has a writer all the same. */
  static Watchdog watchdog(SqliteStore store, List<Knock> doors, Notifier notifier) {
    List<Question> questions = new ArrayList<>();
    questions.add(new Writer(store));
    questions.addAll(doors);
    return new Watchdog(notifier, questions);
  }

  /**
   * The one thread that every delivery and every change of a flag has to pass. A store that was
   * opened for reading alone, as after three crashes, has none, and serves all the same.
   */
  private record Writer(SqliteStore store) implements Question {
    @Override
    public String name() {
      return "store";
    }

    @Override
    public void awaitAnswer() throws IOException {
      try {
        if (!store.isReadOnly()) {
          store.awaitWriter();
        }
      } catch (Refusal silent) {
        throw new IOException(silent.getMessage(), silent);
      }
    }
  }
}
