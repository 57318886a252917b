package portineria.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.FakeStore;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.MessageId;
import portineria.store.Refusal;
import portineria.store.sqlite.database.Gate;

/** A store in memory whose mail is indexed in a folder. */
final class Office implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");

  /** Batches of a few messages, texts of a page, and no patience. */
  static final SearchLimits SMALL = new SearchLimits(3000, 7, 20_000, 0, Duration.ofMillis(1), 2);

  /** What is left on the disk; the limits reserve nothing, so that below 0 there is no room. */
  final AtomicLong space = new AtomicLong(1_000_000_000);

  final FakeStore store = new FakeStore(InstantSource.fixed(NOW));
  final Path folder;
  private final Gate gate;
  SearchIndex index;

  Office(Path folder) {
    this(folder, Gate.OPEN);
  }

  /** With all SQL that writes passing through {@code gate}. */
  Office(Path folder, Gate gate) {
    this.folder = folder;
    this.gate = gate;
    this.index = SearchIndex.of(folder, store, SMALL, space::get, gate);
    account("anna");
  }

  Account account(String name) {
    try {
      Actor actor = new Actor("", "test");
      return store.account(name, actor).isPresent()
          ? store.account(name, actor).get()
          : store.createAccount(name, actor);
    } catch (Refusal e) {
      throw new AssertionError(e);
    }
  }

  /** Appends a message to the INBOX of anna; gives its number. */
  MessageId add(byte[] octets) {
    return add("anna", octets);
  }

  MessageId add(String message) {
    return add(message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  MessageId add(String name, byte[] octets) {
    Account account = account(name);
    Mailbox inbox = account.mailbox(MailboxName.INBOX).orElseThrow();
    try (Incoming incoming = account.incoming(octets.length)) {
      incoming.write(octets, 0, octets.length);
      inbox.append(List.of(new Mailbox.Delivery(incoming.finish(), Set.of(), NOW)));
    } catch (Refusal | IOException e) {
      throw new AssertionError(e);
    }
    return inbox.view().message(inbox.view().count() - 1);
  }

  /** Until all that came is in the index. */
  void catchUp() throws IOException {
    index.catchUp(progress -> true);
  }

  /** Ends the index and begins with what lies there. */
  void restart() {
    index.close();
    index = SearchIndex.of(folder, store, SMALL, space::get, gate);
  }

  /** What the index itself knows. */
  Verdict knows(Sought sought, MessageId message) {
    return index.ask(sought, new long[] {message.value()}).of(message);
  }

  /** All messages that hold it, read where the index does not know. */
  List<MessageId> found(Sought sought) {
    List<MessageId> found = new ArrayList<>();
    index.find(Inquiry.of(sought), hit -> found.add(hit.message()));
    return found;
  }

  @Override
  public void close() {
    index.close();
  }
}
