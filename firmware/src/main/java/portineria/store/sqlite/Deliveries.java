package portineria.store.sqlite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import portineria.store.Flag;
import portineria.store.FlagTable;
import portineria.store.Mailbox.Delivery;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Uid;
import portineria.store.sqlite.view.Columns;
import portineria.store.volume.Label;

/** Messages that come into a mailbox from outside: APPEND and the fetcher. */
final class Deliveries {
  private Deliveries() {}

  /**
   * Where a message came from.
   *
   * @param source with {@code key} the upstream mailbox, for the fetcher
   */
  record Origin(Optional<String> source, Optional<String> key) {
    static final Origin HERE = new Origin(Optional.empty(), Optional.empty());
  }

  /** Writes the label of a message; the session's thread calls it, because it may take its time. */
  static void address(Delivery delivery, LiveMailbox mailbox, Origin origin, Instant now)
      throws Refusal {
    MailboxName name = mailbox.state().committed().name();
    arrival(delivery)
        .address(
            new Label(
                mailbox.account().filed(),
                name.value(),
                origin.source().filter(Deliveries::fits),
                origin.key().filter(Deliveries::fits),
                delivery.internalDate(),
                delivery.flags().stream().map(Flag::name).sorted().toList(),
                now));
  }

  static boolean fits(String text) {
    int octets = text.getBytes(StandardCharsets.UTF_8).length;
    return octets > 0 && octets <= Label.NAME_OCTETS_MAX;
  }

  /** So much of it is copied by the writer, at the most. */
  static long octets(List<Delivery> deliveries) {
    return deliveries.stream().mapToLong(one -> one.message().octets().size()).sum();
  }

  static Arrival arrival(Delivery delivery) {
    return (Arrival) delivery.message();
  }

  /** Adds messages to a mailbox, all or none. Gives their UIDs and their numbers, in order. */
  static Delivered deliver(Transaction transaction, LiveMailbox mailbox, List<Delivery> deliveries)
      throws Refusal, SQLException, IOException {
    Removing.requireChangeable(mailbox);
    Entries.requireUids(mailbox.state().draft(), deliveries.size());
    transaction.shipping().requireSpace();
    Quotas.requireRoom(mailbox.account(), deliveries.size(), octets(deliveries));
    for (Delivery delivery : deliveries) {
      Messages.requireNotErased(transaction, mailbox.account(), delivery.message().digest());
    }
    Set<Flag> flags = new TreeSet<>(Comparator.comparing(Flag::name));
    deliveries.forEach(delivery -> flags.addAll(delivery.flags()));
    FlagTable table = Keywords.with(transaction, mailbox, flags);
    long uid = mailbox.state().draft().uidNext();
    long modSeq = transaction.next(mailbox.account().modSeq());
    Columns arrivals = new Columns(deliveries.size());
    List<Uid> uids = new ArrayList<>();
    List<Long> messages = new ArrayList<>();
    List<Long> healed = new ArrayList<>();
    Shown shown = new Shown(transaction, mailbox.account());
    for (Delivery delivery : deliveries) {
      Messages.Kept kept =
          Messages.keep(transaction, mailbox.account(), arrival(delivery).parcel());
      long size = delivery.message().octets().size();
      long internalDate = delivery.internalDate().getEpochSecond();
      arrivals.add(
          uid,
          kept.id(),
          table.mask(delivery.flags()),
          modSeq,
          size,
          internalDate,
          transaction.nowSeconds());
      if (kept.isNew()) {
        shown.add(kept.id(), size, internalDate);
      }
      if (kept.healed()) {
        healed.add(kept.id());
      }
      messages.add(kept.id());
      uids.add(new Uid(uid++));
    }
    Entries.add(transaction, mailbox, arrivals);
    shown.show();
    return new Delivered(uids, messages, healed);
  }

  /**
   * What {@link #deliver} did, in order.
   *
   * @param healed those that were damaged before; {@link Healing#healed} is to be told
   */
  record Delivered(List<Uid> uids, List<Long> messages, List<Long> healed) {}
}
