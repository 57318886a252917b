package portineria.store.sqlite.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portineria.store.Flag;
import portineria.store.FlagTable;
import portineria.store.ModSeq;
import portineria.store.Uid;
import portineria.store.UidSet;
import portineria.store.UidValidity;
import portineria.store.View;

/** Views against plain lists, and what a change copies: counted, not timed. */
class ChunkedViewTest {
  private static final ChunkedView.Heading HEADING =
      new ChunkedView.Heading(
          new UidValidity(1), new Uid(1_000_000), new ModSeq(1_000_000), FlagTable.EMPTY);

  private record Entry(long uid, long flags, long modSeq, long size) {}

  private static ChunkedView view(int count) {
    Columns columns = new Columns();
    for (int i = 1; i <= count; i++) {
      columns.add(i, 1000 + i, 0, 1, 10, 20, 30);
    }
    return ChunkedView.of(HEADING, columns);
  }

  private static int copied(ChunkedView before, ChunkedView after) {
    IdentityHashMap<Chunk, Boolean> old = new IdentityHashMap<>();
    before.table().chunks().forEach(chunk -> old.put(chunk, true));
    return (int) after.table().chunks().stream().filter(chunk -> !old.containsKey(chunk)).count();
  }

  @Test
  void oneFlagChangeInAHundredThousandCopiesOneChunkAndNothingFixed() {
    ChunkedView before = view(100_000);
    Selection one = Selection.of(before, UidSet.range(50_000, 50_000));
    ChunkedView after = before.flagged(one, bits -> bits | 1, 2);
    assertEquals(98, before.table().chunkCount());
    assertEquals(1, copied(before, after));
    int number = before.table().numberOf(49_999);
    assertSame(before.table().chunk(number).fixed, after.table().chunk(number).fixed);
    assertEquals(1, after.flagBits(49_999));
    assertEquals(0, before.flagBits(49_999), "the old view is as it was");
  }

  @Test
  void anArrivalCopiesTheLastChunk() {
    ChunkedView before = view(100_000);
    Columns arrival = new Columns().add(100_001, 1, 0, 2, 10, 20, 30);
    assertEquals(1, copied(before, before.with(arrival)));
  }

  @Test
  void aRemovalCopiesOneChunk() {
    ChunkedView before = view(100_000);
    Selection one = Selection.of(before, UidSet.range(50_000, 50_000));
    assertEquals(1, copied(before, before.without(one)));
  }

  @Test
  void sharedChunksAreSkippedWhenViewsAreCompared() {
    ChunkedView before = view(100_000);
    Selection one = Selection.of(before, UidSet.range(50_000, 50_000));
    ChunkedView after =
        before.flagged(one, bits -> bits | 1, 2).without(Selection.of(before, UidSet.range(1, 1)));
    assertEquals(List.of("-0", "~49998"), told(before, after));
  }

  @Test
  void manyRemovalsLeaveNoDust() {
    ChunkedView view = view(100_000);
    Selection most = Selection.all(view).where(index -> index % 100 != 0);
    ChunkedView rest = view.without(most);
    assertEquals(1000, rest.count());
    assertTrue(rest.table().chunkCount() <= 3, rest.table().chunkCount() + " chunks");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyLifeOfAViewIsThatOfAList(long seed) {
    Random random = new Random(seed);
    List<Entry> model = new ArrayList<>();
    ChunkedView view = ChunkedView.of(HEADING, new Columns());
    List<Entry> oldModel = List.of();
    ChunkedView oldView = view;
    long uid = 1;
    for (int step = 1; step < 200; step++) {
      ChunkedView before = view;
      switch (random.nextInt(4)) {
        case 0 -> {
          Columns arrivals = new Columns();
          for (int i = random.nextInt(1500); i > 0; i--) {
            uid += 1 + random.nextInt(3);
            long flags = random.nextInt(8);
            arrivals.add(uid, uid, flags, step, uid % 100, 0, 0);
            model.add(new Entry(uid, flags, step, uid % 100));
          }
          view = view.with(arrivals);
        }
        case 1 -> {
          long mask = 1L << random.nextInt(3);
          int oneIn = 1 + random.nextInt(50);
          Selection some = Selection.all(view).where(index -> random.nextInt(oneIn) == 0);
          view = view.flagged(some, bits -> bits ^ mask, step);
          forEach(some, i -> model.set(i, toggled(model.get(i), mask, before, i)));
          stamp(model, some, step);
        }
        case 2 -> {
          int oneIn = 1 + random.nextInt(50);
          Selection some = Selection.all(view).where(index -> random.nextInt(oneIn) == 0);
          Set<Entry> gone = new HashSet<>();
          forEach(some, i -> gone.add(model.get(i)));
          view = view.without(some);
          model.removeAll(gone);
        }
        default -> {
          compareTold(seed, oldModel, model, told(oldView, view));
          oldModel = List.copyOf(model);
          oldView = view;
        }
      }
      equal(model, view, seed);
    }
  }

  private static Entry toggled(Entry entry, long mask, View before, int index) {
    assertEquals(entry.flags, before.flagBits(index));
    return new Entry(entry.uid, entry.flags ^ mask, entry.modSeq, entry.size);
  }

  private static void stamp(List<Entry> model, Selection some, long step) {
    forEach(
        some,
        i ->
            model.set(i, new Entry(model.get(i).uid, model.get(i).flags, step, model.get(i).size)));
  }

  private static void forEach(Selection some, IntConsumer action) {
    for (int run = 0; run < some.runCount(); run++) {
      for (int i = some.from(run); i < some.to(run); i++) {
        action.accept(i);
      }
    }
  }

  private static void equal(List<Entry> model, ChunkedView view, long seed) {
    assertEquals(model.size(), view.count(), "seed " + seed);
    int seen = 0;
    long octets = 0;
    for (int i = 0; i < model.size(); i++) {
      Entry entry = model.get(i);
      Entry real = new Entry(view.uid(i), view.flagBits(i), view.modSeq(i), view.size(i));
      assertEquals(entry, real, "seed " + seed);
      assertEquals(i, view.indexOf(entry.uid));
      seen += (entry.flags & 1) != 0 ? 1 : 0;
      octets += entry.size;
    }
    assertEquals(seen, view.countWith(Flag.ANSWERED));
    assertEquals(octets, view.octets());
    assertEquals(-model.size() - 1, view.indexOf(Uid.MAX));
    assertEquals(-1, view.indexOf(0));
  }

  private static List<String> told(View older, View newer) {
    List<String> told = new ArrayList<>();
    newer.compare(
        older,
        new View.Differences() {
          @Override
          public void removed(int olderIndex) {
            told.add("-" + olderIndex);
          }

          @Override
          public void flagged(int index) {
            told.add("~" + index);
          }

          @Override
          public void arrived(int index) {
            told.add("+" + index);
          }
        });
    return told;
  }

  private static void compareTold(
      long seed, List<Entry> before, List<Entry> after, List<String> told) {
    List<String> removed = new ArrayList<>();
    List<String> others = new ArrayList<>();
    Map<Long, Entry> now = new HashMap<>();
    after.forEach(entry -> now.put(entry.uid, entry));
    Map<Long, Entry> was = new HashMap<>();
    for (int i = 0; i < before.size(); i++) {
      was.put(before.get(i).uid, before.get(i));
      if (!now.containsKey(before.get(i).uid)) {
        removed.add("-" + i);
      }
    }
    for (int i = 0; i < after.size(); i++) {
      Entry old = was.get(after.get(i).uid);
      if (old == null) {
        others.add("+" + i);
      } else if (old.modSeq != after.get(i).modSeq) {
        others.add("~" + i);
      }
    }
    removed.addAll(others);
    assertEquals(removed, told, "seed " + seed);
  }
}
