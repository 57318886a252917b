package portineria.imap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import portineria.message.Gist;
import portineria.store.MessageId;

class SortingTest {

  @Property(tries = 300)
  void theOrderIsThatOfAStableSort(@ForAll List<Long> values, @ForAll boolean reverse) {
    Comparator<Integer> ascending = Comparator.comparing(values::get);
    int[] expected =
        IntStream.range(0, values.size())
            .boxed()
            .sorted(reverse ? ascending.reversed() : ascending)
            .mapToInt(Integer::intValue)
            .toArray();
    long[] array = values.stream().mapToLong(Long::longValue).toArray();
    assertArrayEquals(expected, Order.by(array, reverse, Order.natural(array.length)));
  }

  @Test
  void theMemoryForgetsWhatWasNotUsedForLongest() {
    int each = Gist.EMPTY.octets();
    Gists gists = new Gists(3L * each);
    for (int message = 1; message <= 3; message++) {
      gists.keep(new MessageId(message), Gist.EMPTY);
    }
    gists.find(List.of(new MessageId(1)));
    gists.keep(new MessageId(4), Gist.EMPTY);
    gists.keep(new MessageId(4), Gist.EMPTY);
    assertEquals(3L * each, gists.octets());
    List<Optional<Gist>> found =
        gists.find(IntStream.rangeClosed(1, 4).mapToObj(MessageId::new).toList());
    assertEquals(
        List.of(true, false, true, true), found.stream().map(Optional::isPresent).toList());
    assertTrue(new Gists(0).find(List.of(new MessageId(1))).getFirst().isEmpty());
  }
}
