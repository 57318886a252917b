package portineria.store.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.message.Octets;
import portineria.store.Digest;
import portineria.store.ErasedMessage;

/** Many threads read while one writes. */
class ReadingTest {
  private static final int READERS = 8;

  @TempDir Path data;

  private LittleStore store;

  @BeforeEach
  void start() throws IOException {
    store = LittleStore.on(new FolderDisk(data), LittleStore.SMALL);
  }

  @Test
  void readersSeeEveryMessageWhileOthersAreAppended() throws Exception {
    long seed = new SplittableRandom().nextLong();
    List<LittleStore.Stored> committed = new CopyOnWriteArrayList<>();
    AtomicBoolean done = new AtomicBoolean();
    Random random = new Random(seed);
    store.deliver(List.of(LittleStore.message(random)));
    committed.addAll(store.stored);
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> reading = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        long own = seed + i;
        reading.add(readers.submit(() -> read(committed, new SplittableRandom(own), done)));
      }
      for (int i = 0; i < 60; i++) {
        store.deliver(List.of(LittleStore.message(random), LittleStore.message(random)));
        committed.addAll(store.stored.subList(committed.size(), store.stored.size()));
      }
      done.set(true);
      for (Future<Integer> one : reading) {
        assertTrue(one.get() > 0, "seed " + seed);
      }
    }
    store.check();
  }

  private int read(List<LittleStore.Stored> committed, RandomGenerator random, AtomicBoolean done)
      throws IOException {
    byte[] target = new byte[700];
    int count = 0;
    while (!done.get() || count == 0) {
      LittleStore.Stored one = committed.get(random.nextInt(committed.size()));
      Octets octets = store.volumes.octets(one.location());
      long from = octets.size() == 0 ? 0 : random.nextLong(octets.size());
      byte[] expected = new byte[700];
      int length = octets.read(from, target, 0, target.length);
      assertEquals(length, one.octets().read(from, expected, 0, target.length));
      if (length > 0) {
        assertArrayEquals(Arrays.copyOf(expected, length), Arrays.copyOf(target, length));
      }
      count++;
    }
    return count;
  }

  /** V12: whoever reads a message gets its octets or hears that it was erased, never zeros. */
  @Test
  void readersOfMessagesThatAreErasedNeverSeeTheZeros() throws Exception {
    long seed = new SplittableRandom().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      store.deliver(List.of(LittleStore.message(random), LittleStore.message(random)));
    }
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> reading = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        long own = seed + i;
        reading.add(readers.submit(() -> readErased(new SplittableRandom(own), done)));
      }
      Digest tag = Digest.parse("ab".repeat(32));
      for (int i = 0; i < store.stored.size(); i += 2) {
        store.volumes.erase(List.of(new Grave(store.stored.get(i).location(), "anna", tag)));
      }
      done.set(true);
      for (Future<Integer> one : reading) {
        assertTrue(one.get() > 0, "seed " + seed);
      }
    }
  }

  private int readErased(RandomGenerator random, AtomicBoolean done) throws IOException {
    int count = 0;
    while (!done.get() || count == 0) {
      LittleStore.Stored one = store.stored.get(random.nextInt(store.stored.size()));
      byte[] expected = one.octets().stream().readAllBytes();
      try {
        byte[] found = store.volumes.octets(one.location()).stream().readAllBytes();
        assertArrayEquals(expected, found);
        count++;
      } catch (ErasedMessage erased) {
        assertEquals(0, store.stored.indexOf(one) % 2);
      }
    }
    return count;
  }

  @Test
  void anInterruptHurtsNobodyElse() throws Exception {
    store.deliver(List.of(new byte[100]));
    Octets octets = store.volumes.octets(store.stored.getFirst().location());
    assertEquals(100, octets.stream().readAllBytes().length);
    Thread interrupted =
        Thread.ofPlatform()
            .start(
                () -> {
                  Thread.currentThread().interrupt();
                  try {
                    octets.read(0, new byte[10], 0, 10);
                  } catch (ClosedByInterruptException closed) {
                    // as it says
                  } catch (IOException other) {
                    throw new AssertionError(other);
                  }
                });
    interrupted.join();
    assertEquals(100, octets.stream().readAllBytes().length);
  }

  @Test
  void readsLeaveNoFileOpenBeyondThePool() throws Exception {
    for (int i = 0; i < 12; i++) {
      store.deliver(List.of(new byte[5000 + i]));
    }
    for (LittleStore.Stored one : store.stored) {
      store.volumes.octets(one.location()).stream().readAllBytes();
    }
    Path open = Path.of("/proc/self/fd");
    long count = 0;
    try (Stream<Path> files = Files.list(open)) {
      count = files.filter(file -> leadsTo(file, data)).count();
    }
    assertTrue(count <= 1 + LittleStore.SMALL.openFiles(), "open: " + count);
    store.volumes.close();
  }

  private static boolean leadsTo(Path link, Path folder) {
    try {
      return Files.readSymbolicLink(link).startsWith(folder);
    } catch (IOException gone) {
      return false;
    }
  }
}
