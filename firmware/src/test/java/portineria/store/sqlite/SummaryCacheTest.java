package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.MessageId;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.database.Gate;

/** A cache: what it gives is right, and it may forget. */
class SummaryCacheTest {
  private static final int COUNT = 3000;

  @TempDir Path folder;

  private Path file;
  private final List<MessageId> messages = new ArrayList<>();

  @BeforeEach
  void fill() {
    file = folder.resolve("cache.db");
    try (SummaryCache cache = SummaryCache.open(file, 7, () -> true)) {
      for (int i = 1; i <= COUNT; i++) {
        MessageId message = new MessageId(i % 3 == 0 ? 10_000L * i : i);
        messages.add(message);
        cache.save(message, summary(message));
      }
    }
  }

  private static ByteBuffer summary(MessageId message) {
    return ByteBuffer.allocate(100).putLong(0, message.value());
  }

  private static long right(SummaryCache cache, List<MessageId> messages) {
    List<Optional<ByteBuffer>> loaded = cache.load(messages);
    assertEquals(messages.size(), loaded.size());
    long right = 0;
    for (int i = 0; i < loaded.size(); i++) {
      if (loaded.get(i).isPresent()) {
        assertEquals(summary(messages.get(i)), loaded.get(i).get());
        right++;
      }
    }
    return right;
  }

  @Test
  void whatWasSavedIsThereAgainInAnyOrder() {
    List<MessageId> mixed = new ArrayList<>(messages.reversed());
    mixed.add(7, new MessageId(99_999_999));
    mixed.add(messages.getFirst());
    try (SummaryCache cache = SummaryCache.open(file, 7, () -> true)) {
      assertEquals(COUNT + 1, right(cache, mixed));
    }
  }

  @Test
  void whileTheDiskHasNoRoomNothingIsSavedAndNothingIsLost() {
    MessageId newer = new MessageId(77_777_777);
    try (SummaryCache cache = SummaryCache.open(file, 7, () -> false)) {
      cache.save(newer, summary(newer));
      assertEquals(COUNT, right(cache, messages));
    }
    try (SummaryCache cache = SummaryCache.open(file, 7, () -> true)) {
      assertEquals(COUNT, right(cache, messages));
      assertEquals(0, right(cache, List.of(newer)));
    }
  }

  @Test
  void whatWasSavedLastCounts() {
    ByteBuffer newer = ByteBuffer.wrap(new byte[] {1, 2, 3});
    MessageId first = messages.getFirst();
    try (SummaryCache cache = SummaryCache.open(file, 7, () -> true)) {
      cache.save(first, ByteBuffer.wrap(new byte[] {9}));
      cache.save(first, newer);
      assertEquals(List.of(Optional.of(newer)), cache.load(List.of(first)));
    }
    try (SummaryCache cache = SummaryCache.open(file, 7, () -> true)) {
      assertEquals(List.of(Optional.of(newer)), cache.load(List.of(first)));
    }
  }

  @Test
  void anotherIndexsSummariesAreThrownAway() {
    try (SummaryCache cache = SummaryCache.open(file, 8, () -> true)) {
      assertEquals(0, right(cache, messages));
      cache.save(messages.getFirst(), summary(messages.getFirst()));
    }
    try (SummaryCache cache = SummaryCache.open(file, 8, () -> true)) {
      assertEquals(1, right(cache, messages));
    }
  }

  @Test
  void whatIsNoDatabaseIsThrownAway() throws Exception {
    Files.write(file, new byte[9999]);
    try (SummaryCache cache = SummaryCache.open(file, 7, () -> true)) {
      assertEquals(0, right(cache, messages));
      cache.save(messages.getFirst(), summary(messages.getFirst()));
    }
    try (SummaryCache cache = SummaryCache.open(file, 7, () -> true)) {
      assertEquals(1, right(cache, messages));
    }
  }

  @Test
  void aSummaryThatHasChangedOnTheDiskIsNotGiven() throws Exception {
    try (Database database = Database.open(file, Gate.OPEN)) {
      database.run("UPDATE summaries SET summary = zeroblob(100) WHERE message = 1");
    }
    try (SummaryCache cache = SummaryCache.open(file, 7, () -> true)) {
      assertEquals(COUNT - 1, right(cache, messages));
    }
  }

  @Test
  void aDamagedFileHarmsNobodyAndIsBegunAnew() throws Exception {
    byte[] octets = Files.readAllBytes(file);
    for (int i = 2 * 4096; i < octets.length; i += 512) {
      octets[i] ^= 0x55;
    }
    Files.write(file, octets);
    try (SummaryCache cache = SummaryCache.open(file, 7, () -> true)) {
      right(cache, messages);
      for (MessageId message : messages) {
        cache.save(message, summary(message));
      }
    }
    try (SummaryCache cache = SummaryCache.open(file, 7, () -> true)) {
      right(cache, messages);
    }
  }
}
