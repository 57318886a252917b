package portineria.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import portineria.store.Account;
import portineria.store.MessageId;
import portineria.store.Subscription;

class SummaryWarmerTest {
  private final ImapStage stage = new ImapStage();

  @Test
  void whatArrivesIsReadAheadAndWhatWasThereIsNot() throws Exception {
    stage.prepare("inbox", "2 messages");
    CountDownLatch saved = new CountDownLatch(3);
    Account account = TroubledStore.savingAccount(stage.account, saved::countDown);
    try (SummaryWarmer warmer = new SummaryWarmer();
        Subscription watched = warmer.watch(account, stage.inbox)) {
      stage.prepare("inbox", "3 messages");
      assertTrue(saved.await(20, TimeUnit.SECONDS));
      assertTrue(watched != null);
    }
    List<Boolean> known =
        load(2, 3, 4).stream().map(one -> one.flatMap(Summary::decode).isPresent()).toList();
    assertEquals(List.of(true, true, true), known);
    assertEquals(Optional.empty(), load(0).getFirst());
  }

  @Test
  void closingEndsItWhateverWaits() throws Exception {
    SummaryWarmer warmer = new SummaryWarmer();
    try (Subscription watched = warmer.watch(stage.account, stage.inbox)) {
      warmer.close();
      stage.prepare("inbox", "3 messages");
      assertTrue(watched != null);
    }
    assertEquals(Optional.empty(), load(0).getFirst());
  }

  private List<Optional<ByteBuffer>> load(int... indexes) {
    List<MessageId> messages = new ArrayList<>();
    for (int index : indexes) {
      messages.add(stage.inbox.view().message(index));
    }
    return stage.account.summaries().load(messages);
  }
}
