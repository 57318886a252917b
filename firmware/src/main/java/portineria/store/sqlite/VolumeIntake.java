package portineria.store.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import portineria.store.Act;
import portineria.store.Digest;
import portineria.store.Flag;
import portineria.store.FlagTable;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.view.Columns;
import portineria.store.volume.Entry;
import portineria.store.volume.Found;
import portineria.store.volume.Grave;
import portineria.store.volume.Label;
import portineria.store.volume.Location;
import portineria.store.volume.Position;

/** Takes messages from the volumes into an index that does not know them. */
final class VolumeIntake {
  /** Messages of one transaction. */
  private static final int BATCH = 1000;

  private final Database database;
  private final Catalog catalog;
  private final StoreSettings settings;
  private final LongConsumer progress;
  private final List<Found> waiting = new ArrayList<>();
  private final Set<String> accounts = new LinkedHashSet<>();
  private final List<String> damages = new ArrayList<>();
  private long messages;

  VolumeIntake(Database database, Catalog catalog, StoreSettings settings, LongConsumer progress) {
    this.database = database;
    this.catalog = catalog;
    this.settings = settings;
    this.progress = progress;
  }

  long messages() {
    return messages;
  }

  /** Those that are new by this, by the names under which their mail is filed. */
  List<String> accounts() {
    return List.copyOf(accounts);
  }

  List<String> damages() {
    return damages;
  }

  /** A walk through the volumes; gives the position at its end. */
  interface Walk {
    Position run(Consumer<Found> visitor) throws IOException;
  }

  /** Takes in all that {@code walk} comes across. */
  Position take(Walk walk) throws IOException, SQLException {
    Position end;
    try {
      end = walk.run(this::meet);
    } catch (SqlFailed failed) {
      throw failed.sql();
    }
    flush(end);
    return end;
  }

  /** Writes into the audit chain what was done here. */
  void record(Act act) throws SQLException {
    Transaction transaction = new Transaction(database, catalog, new Nowhere(), settings);
    AuditChain.append(transaction, act);
    transaction.keepStep();
    transaction.commit(catalog.volumesEnd().committed());
  }

  private void meet(Found found) {
    switch (found) {
      case Found.Message message -> waiting.add(message);
      case Found.Erased erased -> waiting.add(erased);
      case Found.Damaged damaged ->
          damages.add("volume " + damaged.volume() + ": " + damaged.what());
    }
    if (waiting.size() == BATCH) {
      try {
        flush(catalog.volumesEnd().committed());
      } catch (SQLException | IOException failed) {
        throw new SqlFailed(
            failed instanceof SQLException sql
                ? sql
                : new SQLException(failed.getMessage(), failed));
      }
    }
  }

  private void flush(Position end) throws SQLException, IOException {
    Transaction transaction = new Transaction(database, catalog, new Nowhere(), settings);
    transaction.database(); // the end must be written even where no message came with it
    for (Found found : waiting) {
      switch (found) {
        case Found.Message(Entry entry) -> step(transaction, entry);
        case Found.Erased erased -> learn(transaction, erased.grave());
        case Found.Damaged damaged -> throw new AssertionError("it is told and not taken in");
      }
    }
    waiting.clear();
    transaction.keepStep();
    transaction.commit(end);
    transaction.publish();
    progress.accept(messages);
  }

  private void step(Transaction transaction, Entry entry) throws SQLException, IOException {
    try {
      if (!isKnown(transaction.database(), entry)) {
        takeIn(transaction, entry);
      }
      transaction.keepStep();
    } catch (Refusal refused) {
      transaction.discardStep();
      damages.add(entry.path() + ": " + refused.getMessage());
    }
  }

  /** What a tombstone tells, whoever has lost the ledger; and maybe it is not overwritten yet. */
  private static void learn(Transaction transaction, Grave grave) throws SQLException {
    Ledger.learn(transaction.database(), grave.tag(), transaction.now());
    Places.dig(transaction.database(), grave);
    transaction.keepStep();
  }

  /**
   * Whether nothing is to be taken in: the message was erased, or the index knows it; maybe from
   * another place, and then a compaction has moved it.
   */
  private static boolean isKnown(Database index, Entry entry) throws SQLException {
    String account = entry.label().account();
    Digest tag = Tag.of(account, entry.digest());
    Optional<Places.Known> known = Places.find(index, account, entry.digest());
    if (known.isPresent()) {
      place(index, known.get(), entry.location());
      return true;
    }
    if (Ledger.has(index, tag)) {
      Places.dig(index, new Grave(entry.location(), account, tag));
      return true;
    }
    return false;
  }

  /** The later of two places counts. */
  private static void place(Database index, Places.Known known, Location met) throws SQLException {
    int order = Location.ORDER.compare(known.location(), met);
    if (order < 0) {
      Places.move(index, known, met);
    } else if (order > 0) {
      Places.copy(index, known.id(), met);
    }
  }

  private void takeIn(Transaction transaction, Entry entry)
      throws Refusal, SQLException, IOException {
    LiveAccount account = account(transaction, entry.label().account());
    Label label = entry.label();
    LiveMailbox mailbox = mailbox(transaction, account, label.mailbox());
    Entries.requireUids(mailbox.state().draft(), 1);
    long received = label.received().getEpochSecond();
    long message = Messages.add(transaction, account, entry.digest(), entry.location(), received);
    Columns one = new Columns(1);
    one.add(
        mailbox.state().draft().uidNext(),
        message,
        flags(transaction, mailbox, label),
        transaction.next(account.modSeq()),
        entry.location().size(),
        label.internalDate().getEpochSecond(),
        received);
    Entries.add(transaction, mailbox, one);
    Shown shown = new Shown(transaction, account);
    shown.add(message, one.size(0), one.internalDate(0));
    shown.show();
    remember(transaction, label, message);
    messages++;
  }

  private LiveAccount account(Transaction transaction, String filed) throws Refusal, SQLException {
    Optional<LiveAccount> known =
        transaction.catalog().accounts().draft().values().stream()
            .filter(account -> account.filed().equals(filed))
            .findFirst();
    if (known.isPresent()) {
      return known.get();
    }
    accounts.add(filed);
    return NewAccount.create(transaction, filed);
  }

  private LiveMailbox mailbox(Transaction transaction, LiveAccount account, String name)
      throws Refusal, SQLException {
    MailboxName wanted = name(name);
    if (new BoxMailboxes(transaction, account).isKept(wanted)) {
      wanted = MailboxName.INBOX; // once it was the account's own
    }
    LiveMailbox known = account.mailboxes().draft().get(wanted);
    return known != null
        ? known
        : new MailboxTree(transaction, account).create(wanted, Optional.empty());
  }

  private static MailboxName name(String text) {
    try {
      return new MailboxName(text);
    } catch (IllegalArgumentException strange) {
      return MailboxName.INBOX;
    }
  }

  /** Those at arrival; where there is no room for a keyword, the system flags alone. */
  private static long flags(Transaction transaction, LiveMailbox mailbox, Label label)
      throws SQLException {
    List<Flag> flags = new ArrayList<>();
    for (String flag : label.flags()) {
      if (!flag.isEmpty() && flag.length() <= Flag.NAME_MAX) {
        flags.add(new Flag(flag));
      }
    }
    try {
      return Keywords.with(transaction, mailbox, flags).mask(flags);
    } catch (Refusal full) {
      return FlagTable.EMPTY.mask(flags);
    }
  }

  private static void remember(Transaction transaction, Label label, long message)
      throws SQLException {
    if (label.source().isPresent() && label.uidl().isPresent()) {
      long source = SqliteSources.numberOfName(transaction, label.source().get());
      SqliteIntake.takeIn(
          transaction.database(),
          source,
          label.uidl().get(),
          new SqliteIntake.Taken(message, label.received()));
    }
  }
}
