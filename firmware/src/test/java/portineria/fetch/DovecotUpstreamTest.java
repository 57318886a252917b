package portineria.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.peer.CuttingProxy;
import portineria.peer.Dovecot;
import portineria.store.Actor;
import portineria.store.FakeStore;
import portineria.store.MailboxName;
import portineria.store.Source;
import portineria.store.Source.Keep;
import portineria.store.View;

/** Against a real server, with implicit TLS and a private authority. */
@Timeout(300)
class DovecotUpstreamTest {
  private static final int MESSAGES = 300;

  @TempDir Path folder;
  private final FakeStore store = new FakeStore(new SettableClock());

  @Test
  void everythingArrivesIsDeletedUpstreamAndDoesNotComeAgain() throws Exception {
    List<String> sent = new ArrayList<>();
    try (Dovecot upstream = Dovecot.startWithTls(folder.resolve("dovecot"))) {
      Random random = new Random(20);
      for (int i = 0; i < MESSAGES; i++) {
        String message = message(i, random);
        upstream.deliver("rossi", message.getBytes(StandardCharsets.ISO_8859_1));
        sent.add(message);
      }
      SealedPasswords passwords = new SealedPasswords(folder.resolve("keys"));
      store.createAccount("studio", new Actor("", "cli"));
      store.sources().add(source(upstream, passwords, new Keep.Forever()));
      try (Fetcher fetcher = fetcher(passwords)) {
        SourceCheck check = fetcher.check("casella");
        assertEquals(Optional.empty(), check.problem(), upstream::log);
        assertEquals(MESSAGES, check.messages());
        assertEquals("Test authority of Dovecot", check.certificate().orElseThrow().issuer());
        FetchResult first = fetcher.fetchNow(List.of(), p -> {}).get(0);
        assertTrue(first.isComplete(), first.toString());
        assertEquals(MESSAGES, first.fetched());
        assertEquals(0, fetcher.fetchNow(List.of(), p -> {}).get(0).fetched());
        store.sources().update(source(upstream, passwords, new Keep.None()));
        fetcher.changed();
        assertEquals(MESSAGES, fetcher.fetchNow(List.of(), p -> {}).get(0).deleted());
        assertEquals(0, upstream.messages("rossi"));
        assertEquals(0, store.sources().intake("casella").upstream().size());
      }
    }
    assertEquals(sent.reversed(), inbox());
  }

  @Test
  void aLineThatKeepsBreakingLosesNothingAndDoublesNothing() throws Exception {
    long seed = Long.getLong("portineria.seed", System.nanoTime());
    System.out.println("DovecotUpstreamTest: -Dportineria.seed=" + seed);
    Random random = new Random(seed);
    List<String> sent = new ArrayList<>();
    try (Dovecot upstream = Dovecot.start(folder.resolve("dovecot"));
        CuttingProxy line = new CuttingProxy(upstream.pop3Port())) {
      for (int i = 0; i < MESSAGES; i++) {
        String message = message(i, random);
        upstream.deliver("rossi", message.getBytes(StandardCharsets.ISO_8859_1));
        sent.add(message);
      }
      SealedPasswords passwords = new SealedPasswords(folder.resolve("keys"));
      store.createAccount("studio", new Actor("", "cli"));
      store.sources().add(throughProxy(line, passwords));
      int sessions = 0;
      do {
        line.cutAfter(random.nextInt(80_000));
        sessions++;
        assertTrue(sessions < 500, upstream::log);
      } while (!fetchOnce(passwords).isComplete() || upstream.messages("rossi") > 0);
      assertTrue(sessions > 2, "the line broke");
    }
    List<String> here = inbox();
    assertEquals(MESSAGES, here.size());
    assertEquals(Set.copyOf(sent), Set.copyOf(here));
  }

  /** As after a power cut between any two sessions. */
  private FetchResult fetchOnce(SealedPasswords passwords) throws Exception {
    try (Fetcher fetcher = fetcher(passwords)) {
      return fetcher.fetchNow(List.of(), p -> {}).get(0);
    }
  }

  private static Source throughProxy(CuttingProxy line, SealedPasswords passwords)
      throws IOException {
    return new Source(
        "casella",
        "studio",
        "127.0.0.1",
        line.port(),
        Source.Tls.NONE,
        "rossi",
        passwords.seal("casella", Dovecot.PASSWORD),
        new Keep.None(),
        Duration.ofSeconds(60),
        Optional.empty(),
        MailboxName.INBOX,
        Optional.empty(),
        Duration.ofDays(14),
        false);
  }

  private Fetcher fetcher(SealedPasswords passwords) {
    return new Fetcher(
        store, passwords, BackedUp.NOTHING, new SettableClock(), FetchLimits.standard(), 1);
  }

  private Source source(Dovecot upstream, SealedPasswords passwords, Keep keep) throws IOException {
    return new Source(
        "casella",
        "studio",
        "localhost",
        upstream.pop3Port(),
        Source.Tls.IMPLICIT,
        "rossi",
        passwords.seal("casella", Dovecot.PASSWORD),
        keep,
        Duration.ofSeconds(60),
        Optional.of(Files.readString(upstream.caFile())),
        MailboxName.INBOX,
        Optional.empty(),
        Duration.ofDays(14),
        false);
  }

  private static String message(int number, Random random) {
    StringBuilder text = new StringBuilder("Subject: number " + number + "\r\n\r\n");
    for (int i = random.nextInt(200); i > 0; i--) {
      text.append(".".repeat(random.nextInt(3))).append("riga ").append(i).append("\r\n");
    }
    return text.append(random.nextInt(10) == 0 ? "\0\r\n" : "fine\r\n").toString();
  }

  private List<String> inbox() throws IOException {
    var account = store.account("studio", new Actor("", "cli")).orElseThrow();
    View view = account.mailbox(MailboxName.INBOX).orElseThrow().view();
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < view.count(); i++) {
      ByteArrayOutputStream octets = new ByteArrayOutputStream();
      account.octets(view.message(i)).stream().transferTo(octets);
      messages.add(octets.toString(StandardCharsets.ISO_8859_1));
    }
    return messages;
  }
}
