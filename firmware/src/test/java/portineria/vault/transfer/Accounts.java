package portineria.vault.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.FakeStore;
import portineria.store.Flag;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.MailboxInfo;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.View;

/** Accounts in memory, and short words for what the tests do to them. */
final class Accounts {
  static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

  final FakeStore store = new FakeStore(InstantSource.fixed(NOW));

  Account make(String name) {
    try {
      return store.createAccount(name, new Actor("", "cli"));
    } catch (Refusal e) {
      throw new IllegalStateException(e);
    }
  }

  static Mailbox mailbox(Account account, String name) throws Refusal {
    MailboxName wanted = new MailboxName(name);
    Optional<Mailbox> found = account.mailbox(wanted);
    return found.isPresent() ? found.get() : account.create(wanted, Optional.empty());
  }

  static void append(Account account, String mailbox, byte[] octets, Instant date, Flag... flags)
      throws Refusal, IOException {
    try (Incoming incoming = account.incoming(octets.length)) {
      incoming.write(octets, 0, octets.length);
      mailbox(account, mailbox)
          .append(List.of(new Mailbox.Delivery(incoming.finish(), Set.of(flags), date)));
    }
  }

  /** All that an account holds, as text that can be compared; mailboxes without messages, too. */
  static Map<String, List<String>> contents(Account account) {
    Map<String, List<String>> contents = new TreeMap<>();
    for (MailboxInfo info : account.mailboxes()) {
      if (!info.kind().isChangeable()) {
        continue; // what the box shows of the vault
      }
      contents.put(info.name().value(), messages(account, info.name().value()));
    }
    return contents;
  }

  /** Each message with digest, date and flags, in the order of arrival. */
  static List<String> messages(Account account, String mailbox) {
    View view = account.mailbox(new MailboxName(mailbox)).orElseThrow().view();
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < view.count(); i++) {
      messages.add(
          account.digest(view.message(i)).hex()
              + " "
              + Instant.ofEpochSecond(view.internalDate(i))
              + " "
              + flags(view, i));
    }
    return messages;
  }

  private static Set<String> flags(View view, int index) {
    return view.flagTable().flags(view.flagBits(index)).stream()
        .map(Flag::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The octets of all messages of a mailbox. */
  static List<byte[]> octets(Account account, String mailbox) throws IOException {
    View view = account.mailbox(new MailboxName(mailbox)).orElseThrow().view();
    List<byte[]> octets = new ArrayList<>();
    for (int i = 0; i < view.count(); i++) {
      octets.add(account.octets(view.message(i)).stream().readAllBytes());
    }
    return octets;
  }

  static Exporting export(Account account, Path folder, ExportFormat format) throws IOException {
    Exporting heard = new Exporting();
    heard.result = new Export(account, folder, heard).run(format);
    return heard;
  }

  /** What an export said. */
  static final class Exporting implements Export.Listener {
    final List<String> unreadable = new ArrayList<>();
    Export.Result result = new Export.Result(0, 0, 0);

    @Override
    public void progressed(long messages, long messagesTotal, long octets, long octetsTotal) {
      if (messages > messagesTotal || octets > octetsTotal) {
        throw new AssertionError(messages + " of " + messagesTotal + ", " + octets);
      }
    }

    @Override
    public void unreadable(MailboxName mailbox, long uid, String why) {
      unreadable.add(mailbox + " " + uid + ": " + why);
    }
  }
}
