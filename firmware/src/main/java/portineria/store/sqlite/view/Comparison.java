package portineria.store.sqlite.view;

import java.util.Arrays;
import portineria.store.View;

/**
 * Walks over two versions of a mailbox side by side. Chunks that both share are skipped as a whole.
 * What is newer is remembered until all removals were told, because those come first.
 */
final class Comparison {
  private final ChunkTable older;
  private final ChunkTable newer;

  /** Indexes in the newer view; an arrival as its complement. */
  private int[] news = new int[16];

  private int newsCount;

  Comparison(ChunkTable older, ChunkTable newer) {
    this.older = older;
    this.newer = newer;
  }

  void tell(View.Differences into) {
    walk(into);
    for (int i = 0; i < newsCount; i++) {
      if (news[i] < 0) {
        into.arrived(~news[i]);
      } else {
        into.flagged(news[i]);
      }
    }
  }

  private void walk(View.Differences into) {
    Place old = new Place(older);
    Place now = new Place(newer);
    while (!old.atEnd() || !now.atEnd()) {
      if (!old.atEnd() && !now.atEnd() && old.at == 0 && now.at == 0 && old.sameChunk(now)) {
        old.skipChunk();
        now.skipChunk();
      } else if (now.atEnd() || (!old.atEnd() && old.uid() < now.uid())) {
        into.removed(old.index());
        old.next();
      } else if (old.atEnd() || now.uid() < old.uid()) {
        remember(~now.index());
        now.next();
      } else {
        if (old.modSeq() != now.modSeq()) {
          remember(now.index());
        }
        old.next();
        now.next();
      }
    }
  }

  private void remember(int news) {
    if (newsCount == this.news.length) {
      this.news = Arrays.copyOf(this.news, 2 * newsCount);
    }
    this.news[newsCount++] = news;
  }

  /** A place in a table of chunks. */
  private static final class Place {
    private final ChunkTable table;
    private int number;
    private int at;

    Place(ChunkTable table) {
      this.table = table;
    }

    boolean atEnd() {
      return number == table.chunkCount();
    }

    boolean sameChunk(Place other) {
      return table.chunk(number) == other.table.chunk(other.number);
    }

    void skipChunk() {
      number++;
      at = 0;
    }

    void next() {
      at++;
      if (at == table.chunk(number).count()) {
        skipChunk();
      }
    }

    int index() {
      return table.start(number) + at;
    }

    long uid() {
      return table.chunk(number).fixed.uid(at);
    }

    long modSeq() {
      return table.chunk(number).modSeqs[at];
    }
  }
}
