package portineria;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.search.SearchIndex;
import portineria.store.Account;
import portineria.store.Act;
import portineria.store.Actor;
import portineria.store.Erasure;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.MessageId;
import portineria.store.Refusal;
import portineria.store.Store;
import portineria.store.Subscription;
import portineria.store.View;
import portineria.store.sqlite.SqliteStore;
import portineria.store.sqlite.StoreSettings;

/** Where everything is open that keeps something of messages, nothing of an erased one is kept. */
@Timeout(120)
class ErasureInTheBoxTest {
  private static final Actor TEST = new Actor("", "test");

  /** A word that only erased messages say, in their heads and in their bodies. */
  private static final String SECRET = "Zqxjkvwqz";

  private static final int MESSAGES = 40;

  @TempDir Path data;

  private static Account fill(Store store) throws Exception {
    Account anna = store.createAccount("anna", TEST);
    Mailbox inbox = anna.mailbox(MailboxName.INBOX).orElseThrow();
    for (int i = 0; i < MESSAGES; i++) {
      String word = isSecret(i) ? SECRET + i : "nothing" + i;
      String text =
          "From: Anna "
              + word
              + " <anna@example.org>\r\nSubject: "
              + word
              + "\r\n\r\n"
              + ("The code is " + word + ", as before.\r\n").repeat(1 + i);
      byte[] octets = text.getBytes(StandardCharsets.UTF_8);
      try (Incoming incoming = anna.incoming(octets.length)) {
        incoming.write(octets, 0, octets.length);
        inbox.append(List.of(new Mailbox.Delivery(incoming.finish(), Set.of(), Instant.EPOCH)));
      }
    }
    return anna;
  }

  private static boolean isSecret(int message) {
    return message % 3 == 1;
  }

  private static void erase(Store store, Account anna) throws Refusal {
    View view = anna.mailbox(MailboxName.INBOX).orElseThrow().view();
    List<Erasure.Target> targets = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      if (isSecret(i)) {
        targets.add(new Erasure.Target("anna", anna.digest(view.message(i))));
      }
    }
    Act act = Act.of(Act.Kind.MAIL_ERASED, TEST);
    store.erase(new Erasure(targets, Erasure.Extent.EVERYWHERE, act), (done, all) -> {});
  }

  /** In which files of the data it is said, in whatever case of letters. */
  private List<String> said() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String octets = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (octets.contains(SECRET) || octets.contains(SECRET.toLowerCase(Locale.ROOT))) {
          found.add(data.relativize(file).toString());
        }
      }
    }
    return found;
  }

  @Test
  void nothingOfItIsInAnyFileOfABoxThatRuns() throws Exception {
    try (BoxAtWork box = new BoxAtWork(data)) {
      box.running.begin();
      Store store = box.running.box().store();
      Account anna = fill(store);
      box.running.box().search().catchUp(progress -> true);
      View view = anna.mailbox(MailboxName.INBOX).orElseThrow().view();
      List<MessageId> all = new ArrayList<>();
      for (int i = 0; i < MESSAGES; i++) {
        all.add(view.message(i));
      }
      while (!anna.summaries().load(all).stream().allMatch(Optional::isPresent)) {
        Thread.onSpinWait();
      }
      List<String> before = said();
      assertTrue(before.toString().contains("search.db"), "the test can see it: " + before);
      assertTrue(before.toString().contains("cache.db"), "the test can see it: " + before);
      erase(store, anna);
      assertEquals(List.of(), said());
      box.running.box().search().catchUp(progress -> true);
      assertEquals(List.of(), said());
    }
    assertEquals(List.of(), said());
  }

  /** Whoever is told first closes the index; so it is closed when the store comes to it. */
  @Test
  void anIndexThatCouldNotBeToldIsGoneAtTheNextStart() throws Exception {
    try (SqliteStore store = SqliteStore.open(StoreSettings.of(data))) {
      Account anna = fill(store);
      List<SearchIndex> open = new ArrayList<>();
      try (Subscription first = store.tellOfErased(messages -> open.getFirst().close());
          SearchIndex search = SearchIndex.of(data, store)) {
        assertTrue(first != null);
        open.add(search);
        search.catchUp(progress -> true);
        Refusal interrupted = assertThrows(Refusal.class, () -> erase(store, anna));
        assertEquals(Refusal.Reason.UNAVAILABLE, interrupted.reason());
      }
      assertTrue(said().toString().contains("search.db"), "the test can see it: " + said());
    }
    try (SqliteStore store = SqliteStore.open(StoreSettings.of(data))) {
      assertEquals(List.of(), said());
      try (SearchIndex search = SearchIndex.of(data, store)) {
        search.catchUp(progress -> true);
      }
    }
    assertEquals(List.of(), said());
    assertTrue(Files.exists(data.resolve("search.db")));
  }
}
