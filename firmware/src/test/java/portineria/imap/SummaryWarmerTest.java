package portineria.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import portineria.message.Octets;
import portineria.store.MessageId;
import portineria.store.Store;

class SummaryWarmerTest {
  private final ImapStage stage = new ImapStage();

  @Test
  void whatArrivesIsReadAheadAndWhatWasThereIsNot() throws Exception {
    stage.prepare("inbox", "2 messages");
    CountDownLatch saved = new CountDownLatch(3);
    try (SummaryWarmer _ = warmer(stage.store, saved)) {
      stage.prepare("inbox", "3 messages");
      await(saved);
    }
    assertEquals(List.of(false, false, true, true, true), known());
  }

  @Test
  void moreThanOneBatchIsCaughtUpWith() throws Exception {
    CountDownLatch saved = new CountDownLatch(250);
    try (SummaryWarmer _ = warmer(stage.store, saved)) {
      stage.prepare("inbox", "250 messages");
      await(saved);
    }
    assertEquals(Collections.nCopies(250, true), known());
  }

  @Test
  void aMessageThatCanNotBeReadLeavesNoOtherCold() throws Exception {
    CountDownLatch saved = new CountDownLatch(2);
    AtomicInteger read = new AtomicInteger();
    UnaryOperator<Octets> firstBroken =
        octets -> read.getAndIncrement() == 0 ? new Broken() : octets;
    try (SummaryWarmer _ = warmer(TroubledStore.over(stage.store, firstBroken), saved)) {
      stage.prepare("inbox", "3 messages");
      await(saved);
    }
    assertEquals(List.of(false, true, true), known());
  }

  @Test
  void closingEndsItWhateverWaits() throws Exception {
    new SummaryWarmer(stage.store).close();
    stage.prepare("inbox", "3 messages");
    assertEquals(List.of(false, false, false), known());
  }

  private static SummaryWarmer warmer(Store store, CountDownLatch saved) {
    return new SummaryWarmer(TroubledStore.saving(store, saved::countDown));
  }

  private static void await(CountDownLatch saved) throws InterruptedException {
    assertTrue(saved.await(20, TimeUnit.SECONDS));
  }

  /** Which messages of INBOX have a summary. */
  private List<Boolean> known() {
    List<MessageId> messages = new ArrayList<>();
    for (int index = 0; index < stage.inbox.view().count(); index++) {
      messages.add(stage.inbox.view().message(index));
    }
    List<Optional<ByteBuffer>> found = stage.account.summaries().load(messages);
    return found.stream().map(one -> one.flatMap(Summary::decode).isPresent()).toList();
  }

  /** On a disk that can't be read. */
  private record Broken() implements Octets {
    @Override
    public long size() {
      return 100;
    }

    @Override
    public int read(long position, byte[] target, int offset, int length) throws IOException {
      throw new IOException("broken");
    }
  }
}
