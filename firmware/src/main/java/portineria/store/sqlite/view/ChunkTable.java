package portineria.store.sqlite.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The chunks of a view, and which index stands in which. Immutable. */
final class ChunkTable {
  static final ChunkTable EMPTY = new ChunkTable(new Chunk[0]);

  /**
   * Two neighbours that together fill less than this are joined, so that removals leave no dust.
   */
  private static final int JOINED = Chunk.CAPACITY / 2;

  private final Chunk[] chunks;

  /** The index of each chunk's first message, and at the end the number of all. */
  private final int[] starts;

  /** Where the last look-up was: a guess for the next one, which any thread may overwrite. */
  private int guess;

  private ChunkTable(Chunk[] chunks) {
    this.chunks = chunks;
    this.starts = new int[chunks.length + 1];
    for (int i = 0; i < chunks.length; i++) {
      starts[i + 1] = starts[i] + chunks[i].count();
    }
  }

  /** Empty chunks are left out, small neighbours joined. */
  static ChunkTable of(List<Chunk> chunks) {
    List<Chunk> kept = new ArrayList<>(chunks.size());
    for (Chunk chunk : chunks) {
      if (chunk.count() == 0) {
        continue;
      }
      if (!kept.isEmpty() && kept.getLast().count() + chunk.count() <= JOINED) {
        kept.set(kept.size() - 1, kept.getLast().and(chunk));
      } else {
        kept.add(chunk);
      }
    }
    return new ChunkTable(kept.toArray(Chunk[]::new));
  }

  List<Chunk> chunks() {
    return Arrays.asList(chunks);
  }

  int chunkCount() {
    return chunks.length;
  }

  Chunk chunk(int number) {
    return chunks[number];
  }

  int start(int number) {
    return starts[number];
  }

  /** How many messages there are. */
  int count() {
    return starts[chunks.length];
  }

  /** The number of the chunk that holds {@code index}. */
  int numberOf(int index) {
    int number = guess;
    if (index >= starts[number] && index < starts[number + 1]) {
      return number;
    }
    int found = Arrays.binarySearch(starts, index);
    number = found >= 0 ? found : -found - 2;
    if (index < 0 || number >= chunks.length) {
      throw new IndexOutOfBoundsException(index);
    }
    guess = number;
    return number;
  }

  /** The index of {@code uid}, or {@code -(where it would stand) - 1}. */
  int indexOf(long uid) {
    int low = 0;
    int high = chunks.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (chunks[middle].firstUid() <= uid) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    if (chunks.length == 0) {
      return -1;
    }
    int at = chunks[low].fixed.indexOf(uid);
    return at >= 0 ? starts[low] + at : at - starts[low];
  }
}
