package portineria.search;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import portineria.message.SearchedText;
import portineria.store.sqlite.database.Database;

/**
 * One question at work, in one transaction. FTS5 names candidates, the texts beside it decide:
 *
 * <pre>
 *   text of three characters    the candidates are the answer, unless a field is meant
 *   a longer one                the texts of the candidates are looked through
 *   a shorter one, few asked    the texts of all that are asked about
 * </pre>
 */
final class Asking {
  private static final String LAST = "SELECT last FROM origin";

  private static final String BEYOND =
      "SELECT message, head FROM beyond WHERE message BETWEEN ? AND ? ORDER BY message";

  /** Looking into so many texts takes less time than asking FTS5 about all mail. */
  private static final int FEW = 100;

  /** Reading over a few rows that nobody wants costs less than another statement. */
  private static final int GAP = 8;

  private final Database database;
  private final Verdicts verdicts;

  /** Those that the index has come to. */
  private final int known;

  private Asking(Database database, Verdicts verdicts) throws SQLException {
    this.database = database;
    this.verdicts = verdicts;
    long last = database.number(LAST);
    int below = 0;
    while (below < verdicts.count() && verdicts.message(below) <= last) {
      below++;
    }
    this.known = below;
  }

  static Verdicts ask(Database database, Sought sought, long[] messages) throws SQLException {
    Verdicts verdicts = Verdicts.unread(messages);
    database.run("BEGIN");
    try {
      Asking asking = new Asking(database, verdicts);
      if (asking.known > 0) {
        asking.ask(sought);
      }
      return verdicts;
    } finally {
      database.run("COMMIT");
    }
  }

  private void ask(Sought sought) throws SQLException {
    switch (sought) {
      case Sought.Fields fields -> askFields(fields);
      case Sought.Body(String text) -> ask(Layer.BODY, text);
      case Sought.Anywhere(String text) -> {
        ask(Layer.HEAD, text);
        ask(Layer.BODY, text);
      }
    }
    settle(sought instanceof Sought.Fields);
  }

  /** Of all but a few, no means no. */
  private void settle(boolean headIsEnough) throws SQLException {
    for (int at = 0; at < known; at++) {
      verdicts.setUnread(at, false);
    }
    Walk walk = new Walk(0);
    database.each(
        BEYOND,
        row -> {
          int at = walk.to(row.getLong(1));
          if (at >= 0 && (!headIsEnough || row.getInt(2) != 0)) {
            verdicts.setUnread(at, true);
          }
        },
        verdicts.message(0),
        verdicts.message(known - 1));
  }

  private void ask(Layer layer, String text) throws SQLException {
    String octets = octets(text);
    if (known <= FEW || !Trigrams.isEnough(text)) {
      look(layer, all(), kept -> kept.contains(octets));
    } else if (Trigrams.isExact(text)) {
      candidates(layer, Trigrams.expression(text)).stream().forEach(verdicts::setHolds);
    } else {
      look(layer, candidates(layer, Trigrams.expression(text)), kept -> kept.contains(octets));
    }
  }

  private void askFields(Sought.Fields fields) throws SQLException {
    List<String> names = fields.names().stream().map(Asking::octets).toList();
    String text = octets(fields.text());
    look(
        Layer.HEAD,
        known <= FEW ? all() : candidates(Layer.HEAD, expression(fields)),
        head -> names.stream().anyMatch(name -> SearchedText.fieldHolds(head, name, text)));
  }

  /** A text that is too short is no help, but the name is. */
  private static String expression(Sought.Fields fields) {
    return Trigrams.isEnough(fields.text())
        ? Trigrams.expression(fields.text())
        : fields.names().stream()
            .map(name -> "(" + Trigrams.expression(SearchedText.fieldBegin(name)) + ")")
            .collect(Collectors.joining(" OR "));
  }

  /** UTF-8, one char per octet: a text contains another if its octets do. */
  private static String octets(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private BitSet all() {
    BitSet all = new BitSet();
    all.set(0, known);
    return all;
  }

  private BitSet candidates(Layer layer, String expression) throws SQLException {
    BitSet candidates = new BitSet();
    Walk walk = new Walk(0);
    database.each(
        layer.candidates(),
        row -> {
          int at = walk.to(row.getLong(1));
          if (at >= 0) {
            candidates.set(at);
          }
        },
        expression,
        verdicts.message(0),
        verdicts.message(known - 1));
    return candidates;
  }

  /** Looks into the texts of those candidates that are not settled yet. */
  private void look(Layer layer, BitSet candidates, Predicate<String> holds) throws SQLException {
    BitSet open = (BitSet) candidates.clone();
    candidates.stream().filter(verdicts::holds).forEach(open::clear);
    int first = open.nextSetBit(0);
    while (first >= 0) {
      int last = first;
      int next = open.nextSetBit(last + 1);
      while (next >= 0 && verdicts.message(next) - verdicts.message(last) <= GAP) {
        last = next;
        next = open.nextSetBit(last + 1);
      }
      look(layer, open, first, last, holds);
      first = next;
    }
  }

  private void look(Layer layer, BitSet open, int first, int last, Predicate<String> holds)
      throws SQLException {
    Walk walk = new Walk(first);
    database.each(
        layer.texts(),
        row -> {
          int at = walk.to(row.getLong(1));
          if (at >= 0
              && open.get(at)
              && holds.test(new String(row.getBytes(2), StandardCharsets.ISO_8859_1))) {
            verdicts.setHolds(at);
          }
        },
        verdicts.message(first),
        verdicts.message(last));
  }

  /** Finds ascending numbers among the messages asked about. */
  private final class Walk {
    private int at;

    Walk(int from) {
      this.at = from;
    }

    /** Where the message stands, -1 if nobody asked about it. */
    int to(long message) {
      while (at < known && verdicts.message(at) < message) {
        at++;
      }
      return at < known && verdicts.message(at) == message ? at : -1;
    }
  }
}
