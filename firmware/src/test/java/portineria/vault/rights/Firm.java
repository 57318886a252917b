package portineria.vault.rights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import portineria.fetch.TrustedClock;
import portineria.search.SearchIndex;
import portineria.search.TextIndex;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.Digest;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.MessageId;
import portineria.store.Refusal;
import portineria.store.Remains;
import portineria.store.sqlite.SqliteStore;
import portineria.store.sqlite.StoreSettings;

/** A store on the disk with its search index, and short words for what tests do to it. */
final class Firm implements AutoCloseable {
  static final Actor DESK = new Actor("carla", "cli");
  static final Instant DATE = Instant.parse("2026-03-02T08:00:00Z");

  final Path data;
  final SqliteStore store;
  final SearchIndex index;

  /** As of now; a time server has set it. */
  Instant now = Instant.parse("2026-11-21T10:15:30Z");

  final TrustedClock clock =
      new TrustedClock() {
        @Override
        public boolean isSynchronised() {
          return true;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  Firm(Path data) throws IOException {
    this.data = data;
    this.store = SqliteStore.open(StoreSettings.of(data).withClock(clock));
    this.index = SearchIndex.of(data, store);
  }

  Account account(String name) throws Refusal {
    Optional<Account> known = store.account(name, DESK);
    return known.isPresent() ? known.get() : store.createAccount(name, DESK);
  }

  Mailbox mailbox(String account, String name) throws Refusal {
    Optional<Mailbox> known = account(account).mailbox(new MailboxName(name));
    return known.isPresent()
        ? known.get()
        : account(account).create(new MailboxName(name), Optional.empty());
  }

  /** Appends a message whose lines end in LF here; gives its digest. */
  Digest add(String account, String mailbox, String message) throws Refusal, IOException {
    return add(account, mailbox, octets(message));
  }

  static byte[] octets(String message) {
    return message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  Digest add(String account, String mailbox, byte[] octets) throws Refusal, IOException {
    try (Incoming incoming = account(account).incoming(octets.length)) {
      incoming.write(octets, 0, octets.length);
      mailbox(account, mailbox)
          .append(List.of(new Mailbox.Delivery(incoming.finish(), Set.of(), DATE)));
    }
    return digest(octets);
  }

  static Digest digest(byte[] octets) {
    try {
      return Digest.of(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Changes an octet where a volume holds that text. */
  void damage(String text) throws IOException {
    try (Stream<Path> all = Files.walk(data.resolve("volumes"))) {
      for (Path volume : all.filter(Files::isRegularFile).toList()) {
        int at = Files.readString(volume, StandardCharsets.ISO_8859_1).indexOf(text);
        if (at >= 0) {
          try (FileChannel channel = FileChannel.open(volume, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {'!'}), at);
          }
        }
      }
    }
  }

  /** Until all that came is in the index. */
  void catchUp() throws IOException {
    index.catchUp(progress -> true);
  }

  List<Found> found(Person person) throws IOException {
    return found(person, index);
  }

  List<Found> found(Person person, TextIndex with) throws IOException {
    List<Found> all = new ArrayList<>();
    new Finder(store, with, DESK).find(person, into(all));
    return all;
  }

  private static Finder.Listener into(List<Found> all) {
    return new Finder.Listener() {
      @Override
      public void found(Found message) {
        all.add(message);
      }

      @Override
      public void unreadable(Remains message, String why) {
        throw new AssertionError(why);
      }

      @Override
      public void looked(MessageId at, MessageId last) {}
    };
  }

  static Person person(String address) {
    return new Person(List.of(address), List.of(), List.of());
  }

  @Override
  public void close() {
    index.close();
    store.close();
  }
}
