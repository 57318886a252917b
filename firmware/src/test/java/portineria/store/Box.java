package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import portineria.message.Octets;

/** An open store with an account {@code anna}, and short words for what the contract does to it. */
record Box(Store store, Account account) implements AutoCloseable {
  static final Actor ACTOR = new Actor("reception PC", "imap");
  static final Instant DATE = Instant.parse("2026-11-20T08:00:00Z");

  static Box of(Store store) throws Refusal {
    Optional<Account> known = store.account("anna", ACTOR);
    return new Box(store, known.isPresent() ? known.get() : store.createAccount("anna", ACTOR));
  }

  Mailbox inbox() {
    return mailbox("INBOX");
  }

  Mailbox mailbox(String name) {
    return account.mailbox(new MailboxName(name)).orElseThrow();
  }

  Mailbox create(String name) throws Refusal {
    return account.create(new MailboxName(name), Optional.empty());
  }

  void rename(String from, String to) throws Refusal {
    account.rename(new MailboxName(from), new MailboxName(to));
  }

  void delete(String name) throws Refusal {
    account.delete(new MailboxName(name));
  }

  List<String> names() {
    return account.mailboxes().stream().map(info -> info.name().value()).toList();
  }

  MailboxInfo info(String name) {
    return account.mailboxes().stream()
        .filter(info -> info.name().value().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Appends a message of these characters. */
  Uid add(Mailbox mailbox, String text, Flag... flags) throws Refusal, IOException {
    try (Incoming incoming = account.incoming(0)) {
      return mailbox.append(List.of(delivery(incoming, text, flags))).getFirst();
    }
  }

  /** Appends messages "1", "2", … */
  List<Uid> addAll(Mailbox mailbox, int count) throws Refusal, IOException {
    List<Uid> uids = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      uids.add(add(mailbox, "" + i));
    }
    return uids;
  }

  /** The digest of a message of these characters. */
  Digest digest(String text) throws Refusal, IOException {
    try (Incoming incoming = account.incoming(0)) {
      return received(incoming, text).digest();
    }
  }

  static Mailbox.Delivery delivery(Incoming incoming, String text, Flag... flags)
      throws Refusal, IOException {
    return new Mailbox.Delivery(received(incoming, text), Set.of(flags), DATE);
  }

  static Incoming.Received received(Incoming incoming, String text) throws Refusal, IOException {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    incoming.write(octets, 0, octets.length);
    return incoming.finish();
  }

  /** What stands in the mailbox, in order. */
  List<String> texts(Mailbox mailbox) throws IOException {
    View view = mailbox.view();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < view.count(); i++) {
      texts.add(text(account.octets(view.message(i))));
    }
    return texts;
  }

  static String text(Octets octets) throws IOException {
    return new String(octets.stream().readAllBytes(), StandardCharsets.UTF_8);
  }

  static Set<Flag> flags(View view, int index) {
    return new HashSet<>(view.flagTable().flags(view.flagBits(index)));
  }

  static List<Uid> uids(View view) {
    List<Uid> uids = new ArrayList<>();
    for (int i = 0; i < view.count(); i++) {
      uids.add(new Uid(view.uid(i)));
    }
    return uids;
  }

  static UidSet set(Uid... uids) {
    return UidSet.of(List.of(uids));
  }

  static Mailbox.FlagChange add(Flag... flags) {
    return new Mailbox.FlagChange(Mailbox.FlagChange.Kind.ADD, Set.of(flags));
  }

  static Mailbox.FlagChange take(Flag... flags) {
    return new Mailbox.FlagChange(Mailbox.FlagChange.Kind.REMOVE, Set.of(flags));
  }

  static Mailbox.FlagChange replace(Flag... flags) {
    return new Mailbox.FlagChange(Mailbox.FlagChange.Kind.REPLACE, Set.of(flags));
  }

  static void refused(Refusal.Reason reason, Executable action) {
    assertEquals(reason, assertThrows(Refusal.class, action).reason());
  }

  @Override
  public void close() {
    store.close();
  }
}
