package portineria.store.sqlite.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import portineria.store.Flag;
import portineria.store.FlagTable;
import portineria.store.MessageId;
import portineria.store.ModSeq;
import portineria.store.Uid;
import portineria.store.UidValidity;
import portineria.store.View;

/** A view in chunks; each change makes another view, which shares the chunks it did not touch. */
public final class ChunkedView implements View {
  /** Octets of memory that one message takes, roughly. */
  public static final int MESSAGE_OCTETS = 48;

  private final UidValidity uidValidity;
  private final Uid uidNext;
  private final ModSeq highestModSeq;
  private final FlagTable flagTable;
  private final ChunkTable table;
  private final Totals totals;

  private ChunkedView(Heading heading, ChunkTable table, Totals totals) {
    this.uidValidity = heading.uidValidity;
    this.uidNext = heading.uidNext;
    this.highestModSeq = heading.highestModSeq;
    this.flagTable = heading.flagTable;
    this.table = table;
    this.totals = totals;
  }

  /** What is said of a view as a whole. */
  public record Heading(
      UidValidity uidValidity, Uid uidNext, ModSeq highestModSeq, FlagTable flagTable) {}

  /** A view of these entries. */
  public static ChunkedView of(Heading heading, Columns columns) {
    return new ChunkedView(heading, ChunkTable.EMPTY, Totals.NONE).with(columns);
  }

  /** The same messages under another heading. */
  public ChunkedView headed(Heading heading) {
    return new ChunkedView(heading, table, totals);
  }

  public Heading heading() {
    return new Heading(uidValidity, uidNext, highestModSeq, flagTable);
  }

  /** With these at the end; their UIDs are higher than all here. */
  public ChunkedView with(Columns arrivals) {
    List<Chunk> chunks = new ArrayList<>(table.chunks());
    Totals sum = totals;
    int from = 0;
    while (from < arrivals.count()) {
      int room = chunks.isEmpty() ? 0 : Chunk.CAPACITY - chunks.getLast().count();
      int to = Math.min(arrivals.count(), from + (room > 0 ? room : Chunk.CAPACITY));
      Chunk added = arrivals.chunk(from, to);
      sum = sum.plus(added);
      if (room > 0) {
        chunks.set(chunks.size() - 1, chunks.getLast().and(added));
      } else {
        chunks.add(added);
      }
      from = to;
    }
    return new ChunkedView(heading(), ChunkTable.of(chunks), sum);
  }

  /** With the flags of {@code selection} changed, all at {@code modSeq}. */
  public ChunkedView flagged(Selection selection, LongUnaryOperator change, long modSeq) {
    return replacing(selection, (chunk, within) -> chunk.flagged(within, change, modSeq));
  }

  /** Without {@code selection}. */
  public ChunkedView without(Selection selection) {
    return replacing(selection, Chunk::without);
  }

  /** With those chunks replaced that {@code selection} touches. */
  private ChunkedView replacing(Selection selection, Replacement replacement) {
    List<Chunk> chunks = new ArrayList<>(table.chunks());
    Totals sum = totals;
    int run = 0;
    for (int number = 0; number < table.chunkCount(); number++) {
      int start = table.start(number);
      Chunk before = table.chunk(number);
      while (run < selection.runCount() && selection.to(run) <= start) {
        run++;
      }
      Selection within = selection.within(run, start, start + before.count());
      if (!within.isEmpty()) {
        Chunk after = replacement.of(before, within);
        sum = sum.minus(before).plus(after);
        chunks.set(number, after);
      }
    }
    return new ChunkedView(heading(), ChunkTable.of(chunks), sum);
  }

  private interface Replacement {
    Chunk of(Chunk chunk, Selection within);
  }

  @Override
  public UidValidity uidValidity() {
    return uidValidity;
  }

  @Override
  public int count() {
    return table.count();
  }

  @Override
  public Uid uidNext() {
    return uidNext;
  }

  @Override
  public ModSeq highestModSeq() {
    return highestModSeq;
  }

  @Override
  public long uid(int index) {
    int number = table.numberOf(index);
    return table.chunk(number).fixed.uid(index - table.start(number));
  }

  @Override
  public long modSeq(int index) {
    int number = table.numberOf(index);
    return table.chunk(number).modSeqs[index - table.start(number)];
  }

  @Override
  public int[] changedSince(ModSeq since) {
    IntStream.Builder changed = IntStream.builder();
    for (int number = 0; number < table.chunkCount(); number++) {
      Chunk chunk = table.chunk(number);
      for (int at = 0; chunk.lastModSeq > since.value() && at < chunk.count(); at++) {
        if (chunk.modSeqs[at] > since.value()) {
          changed.add(table.start(number) + at);
        }
      }
    }
    return changed.build().toArray();
  }

  @Override
  public long flagBits(int index) {
    int number = table.numberOf(index);
    return table.chunk(number).flags[index - table.start(number)];
  }

  @Override
  public MessageId message(int index) {
    int number = table.numberOf(index);
    return new MessageId(table.chunk(number).fixed.messages[index - table.start(number)]);
  }

  @Override
  public long size(int index) {
    int number = table.numberOf(index);
    return table.chunk(number).fixed.size(index - table.start(number));
  }

  @Override
  public long internalDate(int index) {
    int number = table.numberOf(index);
    return table.chunk(number).fixed.internalDates[index - table.start(number)];
  }

  @Override
  public long saveDate(int index) {
    int number = table.numberOf(index);
    return table.chunk(number).fixed.saveDates[index - table.start(number)];
  }

  @Override
  public FlagTable flagTable() {
    return flagTable;
  }

  @Override
  public int indexOf(long uid) {
    return table.indexOf(uid);
  }

  @Override
  public int countWith(Flag flag) {
    OptionalInt bit = flagTable.bit(flag);
    return bit.isPresent() ? totals.with(bit.getAsInt()) : 0;
  }

  @Override
  public long octets() {
    return totals.octets();
  }

  @Override
  public void compare(View older, Differences into) {
    new Comparison(((ChunkedView) older).table, table).tell(into);
  }

  /** The unique-ids of all messages, in order; each chunk's are asked for once. */
  public <X extends Exception> List<String> uniqueIds(UniqueIdSource<X> source) throws X {
    List<String> all = new ArrayList<>(count());
    for (Chunk chunk : table.chunks()) {
      uniqueIds(chunk.fixed, source).addTo(all);
    }
    return all;
  }

  private static <X extends Exception> UniqueIds uniqueIds(Fixed fixed, UniqueIdSource<X> source)
      throws X {
    Optional<UniqueIds> known = fixed.uniqueIds();
    if (known.isPresent()) {
      return known.get();
    }
    long[] uids = new long[fixed.count()];
    for (int at = 0; at < uids.length; at++) {
      uids[at] = fixed.uid(at);
    }
    UniqueIds found = source.of(uids);
    fixed.remember(found);
    return found;
  }

  /** Finds the unique-ids of some entries, in the order of their ascending UIDs. */
  @FunctionalInterface
  public interface UniqueIdSource<X extends Exception> {
    UniqueIds of(long[] uids) throws X;
  }

  ChunkTable table() {
    return table;
  }
}
