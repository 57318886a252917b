package portineria.imap;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import portineria.imap.wire.Bad;
import portineria.imap.wire.SortKey;
import portineria.message.Gist;
import portineria.store.View;

/**
 * One SORT at work: RFC 5256 §3. Each key becomes a number for each message, of texts their rank;
 * then the messages are put in order by one key after the other, the least important first, in a
 * way that keeps the order of those that are the same.
 */
public final class Sorting {
  private final List<SortKey> keys;

  /** By message, of each key that has texts; else empty. */
  private final String[][] texts;

  /** By message, of each key. */
  private final long[][] numbers;

  private Sorting(List<SortKey> keys, int count) {
    this.keys = keys;
    this.texts = new String[keys.size()][];
    this.numbers = new long[keys.size()][count];
    for (int key = 0; key < keys.size(); key++) {
      texts[key] = new String[isText(keys.get(key).by()) ? count : 0];
    }
  }

  private static boolean isText(SortKey.By by) {
    return switch (by) {
      case ARRIVAL, DATE, SIZE -> false;
      case CC, FROM, SUBJECT, TO, DISPLAYFROM, DISPLAYTO -> true;
    };
  }

  /** Puts the messages at {@code indexes}, which ascend, in order. */
  public static int[] run(ImapSession session, int[] indexes, List<SortKey> keys) throws Bad {
    Sorting sorting = new Sorting(keys, indexes.length);
    sorting.collect(new GistReader(session), indexes);
    return sorting.order(indexes);
  }

  private void collect(GistReader reader, int[] indexes) {
    boolean needsGists =
        keys.stream()
            .anyMatch(key -> key.by() != SortKey.By.ARRIVAL && key.by() != SortKey.By.SIZE);
    if (needsGists) {
      reader.each(indexes, (at, gist) -> take(reader, at, indexes[at], gist));
    } else {
      for (int at = 0; at < indexes.length; at++) {
        take(reader, at, indexes[at], Gist.EMPTY);
      }
    }
  }

  private void take(GistReader reader, int at, int index, Gist gist) {
    View view = reader.view();
    for (int key = 0; key < keys.size(); key++) {
      switch (keys.get(key).by()) {
        case ARRIVAL -> numbers[key][at] = view.internalDate(index);
        case DATE -> numbers[key][at] = reader.sent(index, gist);
        case SIZE -> numbers[key][at] = view.size(index);
        case CC -> texts[key][at] = gist.text(Gist.Text.CC);
        case FROM -> texts[key][at] = gist.text(Gist.Text.FROM);
        case SUBJECT -> texts[key][at] = gist.text(Gist.Text.SUBJECT);
        case TO -> texts[key][at] = gist.text(Gist.Text.TO);
        case DISPLAYFROM -> texts[key][at] = gist.text(Gist.Text.DISPLAY_FROM);
        case DISPLAYTO -> texts[key][at] = gist.text(Gist.Text.DISPLAY_TO);
      }
    }
  }

  private int[] order(int[] indexes) {
    int[] order = Order.natural(indexes.length);
    for (int key = keys.size() - 1; key >= 0; key--) {
      long[] values = isText(keys.get(key).by()) ? ranks(texts[key]) : numbers[key];
      order = Order.by(values, keys.get(key).reverse(), order);
    }
    return Arrays.stream(order).map(at -> indexes[at]).toArray();
  }

  /** What is the same has the same rank. */
  private static long[] ranks(String[] texts) {
    Map<String, Integer> ranks = new HashMap<>();
    String[] distinct = Arrays.stream(texts).distinct().sorted().toArray(String[]::new);
    for (int i = 0; i < distinct.length; i++) {
      ranks.put(distinct[i], i);
    }
    return Arrays.stream(texts).mapToLong(text -> ranks.getOrDefault(text, 0)).toArray();
  }
}
