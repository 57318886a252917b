package portineria.fetch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portineria.message.Octets;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.FakeStore;
import portineria.store.Flag;
import portineria.store.Intake;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Source;
import portineria.store.Sources.Status;
import portineria.store.View;

/** A box with one account and one source, and a scripted server upstream. */
final class Office implements AutoCloseable {
  static final String SOURCE = "casella";

  final SettableClock clock = new SettableClock();
  final FakeStore store = new FakeStore(clock);
  final ScriptedUpstream upstream = new ScriptedUpstream();
  final SealedPasswords passwords;
  private final FetchLimits limits;
  private Fetcher fetcher;
  private boolean readBack;

  Office(Path folder) throws IOException, Refusal {
    this(folder, FetchLimits.standard());
  }

  Office(Path folder, FetchLimits limits) throws IOException, Refusal {
    this.limits = limits;
    this.passwords = new SealedPasswords(folder.resolve("keys"));
    store.createAccount("studio", new Actor("", "cli"));
    store.sources().add(source(SOURCE, new Source.Keep.Forever(), Duration.ofSeconds(60)));
    this.fetcher = fetcher();
  }

  Source source(String name, Source.Keep keep, Duration every) throws IOException {
    return source(name, keep, every, ScriptedUpstream.PASSWORD, false);
  }

  Source source(String name, Source.Keep keep, Duration every, String password, boolean paused)
      throws IOException {
    return source(upstream, name, keep, every, password, paused);
  }

  /** Another upstream mailbox. */
  Source sourceAt(ScriptedUpstream server, String name) throws IOException {
    Duration every = Duration.ofSeconds(60);
    Source.Keep keep = new Source.Keep.Forever();
    return source(server, name, keep, every, ScriptedUpstream.PASSWORD, false);
  }

  private Source source(
      ScriptedUpstream server,
      String name,
      Source.Keep keep,
      Duration every,
      String password,
      boolean paused)
      throws IOException {
    return new Source(
        name,
        "studio",
        server.host(),
        server.port(),
        Source.Tls.NONE,
        ScriptedUpstream.USER,
        passwords.seal(name, password),
        keep,
        every,
        Optional.empty(),
        MailboxName.INBOX,
        Optional.empty(),
        Duration.ofDays(14),
        paused);
  }

  void keep(Source.Keep keep) throws IOException, Refusal {
    update(source(SOURCE, keep, Duration.ofSeconds(60)));
  }

  void update(Source source) throws Refusal {
    store.sources().update(source);
    fetcher.changed();
  }

  Fetcher fetcher() {
    return new Fetcher(store, passwords, digest -> readBack, clock, limits, 1);
  }

  Fetcher running() {
    return fetcher;
  }

  /** Backups have come to be. */
  void backedUp() {
    readBack = true;
  }

  /** As after a power cut: what was remembered in memory is gone. */
  void restart() {
    fetcher.close();
    fetcher = fetcher();
  }

  FetchResult fetch() throws Refusal, InterruptedException {
    return fetcher.fetchNow(List.of(SOURCE), progress -> {}).get(0);
  }

  Status status() throws Refusal {
    return fetcher.status(SOURCE);
  }

  Intake intake() throws Refusal {
    return store.sources().intake(SOURCE);
  }

  View view() {
    return inboxMailbox().view();
  }

  private Account account() {
    return store.account("studio", new Actor("", "cli")).orElseThrow();
  }

  Mailbox inboxMailbox() {
    return account().mailbox(MailboxName.INBOX).orElseThrow();
  }

  /** The messages of INBOX, in the order of their UIDs. */
  List<String> inbox() throws IOException {
    List<String> messages = new ArrayList<>();
    View view = view();
    for (int i = 0; i < view.count(); i++) {
      Octets octets = account().octets(view.message(i));
      messages.add(new String(octets.stream().readAllBytes(), StandardCharsets.ISO_8859_1));
    }
    return messages;
  }

  boolean isSeen(int index) {
    View view = view();
    return view.flagTable().flags(view.flagBits(index)).contains(Flag.SEEN);
  }

  Instant date(int index) {
    return Instant.ofEpochSecond(view().internalDate(index));
  }

  @Override
  public void close() throws IOException {
    fetcher.close();
    upstream.close();
  }
}
