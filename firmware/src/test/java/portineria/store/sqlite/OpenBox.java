package portineria.store.sqlite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.Flag;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.Mailbox.Delivery;
import portineria.store.Mailbox.FlagChange;
import portineria.store.MailboxInfo;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Uid;
import portineria.store.View;
import portineria.store.sqlite.database.Gate;

/** An open store with an account {@code anna}, and short words for what tests do to it. */
record OpenBox(SqliteStore store, Account anna) implements AutoCloseable {
  static final Actor ACTOR = new Actor("reception PC", "imap");
  static final Instant DATE = Instant.parse("2026-11-20T08:00:00Z");

  static OpenBox of(StoreSettings settings) throws IOException, Refusal {
    return of(settings, Gate.OPEN);
  }

  static OpenBox of(StoreSettings settings, Gate gate) throws IOException, Refusal {
    SqliteStore store = SqliteStore.open(settings, gate);
    try {
      Optional<Account> known = store.account("anna", ACTOR);
      return new OpenBox(
          store, known.isPresent() ? known.get() : store.createAccount("anna", ACTOR));
    } catch (Refusal refused) {
      store.close();
      throw refused;
    }
  }

  Mailbox inbox() {
    return mailbox("INBOX");
  }

  Mailbox mailbox(String name) {
    return anna.mailbox(new MailboxName(name)).orElseThrow();
  }

  Mailbox create(String name) throws Refusal {
    return anna.create(new MailboxName(name), Optional.empty());
  }

  Uid add(Mailbox mailbox, String text, Flag... flags) throws Refusal, IOException {
    try (Incoming incoming = anna.incoming(0)) {
      return mailbox.append(List.of(delivery(incoming, text, flags))).getFirst();
    }
  }

  static Delivery delivery(Incoming incoming, String text, Flag... flags)
      throws Refusal, IOException {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    incoming.write(octets, 0, octets.length);
    return new Delivery(incoming.finish(), Set.of(flags), DATE);
  }

  static FlagChange plus(Flag... flags) {
    return new FlagChange(FlagChange.Kind.ADD, Set.of(flags));
  }

  String text(View view, int index) throws IOException {
    byte[] octets = anna.octets(view.message(index)).stream().readAllBytes();
    return new String(octets, StandardCharsets.UTF_8);
  }

  List<String> texts(String mailbox) throws IOException {
    View view = mailbox(mailbox).view();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < view.count(); i++) {
      texts.add(text(view, i));
    }
    return texts;
  }

  /** All there is to see of all accounts, one thing a line. */
  List<String> dump() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String name : store.accountNames()) {
      Account account = store.account(name, ACTOR).orElseThrow();
      lines.add(name + " " + new TreeSet<>(account.subscriptions()));
      for (MailboxInfo info : account.mailboxes()) {
        lines.add(info.toString());
        lines.addAll(dump(account, account.mailbox(info.name()).orElseThrow().view()));
      }
      lines.add("hidden " + new TreeSet<>(account.hidden("phone").uniqueIds()));
    }
    lines.add("logins " + store.directory().logins());
    store.sources().all().forEach(source -> lines.add(source.toString()));
    return lines;
  }

  private static List<String> dump(Account account, View view) throws IOException {
    List<String> lines = new ArrayList<>();
    List<String> uniqueIds = account.uniqueIds(view);
    lines.add(view.count() + " " + view.octets() + " " + view.uidNext() + view.flagTable());
    for (int i = 0; i < view.count(); i++) {
      byte[] octets = account.octets(view.message(i)).stream().readAllBytes();
      lines.add(
          String.join(
              " ",
              "  " + view.uid(i),
              "modseq " + view.modSeq(i),
              view.flagTable().flags(view.flagBits(i)).toString(),
              view.size(i) + " octets",
              view.internalDate(i) + " " + view.saveDate(i),
              uniqueIds.get(i),
              Integer.toHexString(Arrays.hashCode(octets))));
    }
    return lines;
  }

  @Override
  public void close() {
    store.close();
  }
}
