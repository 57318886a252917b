package portineria.vault.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import portineria.store.Account;
import portineria.store.Digest;
import portineria.store.Flag;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.Mailbox.Copies;
import portineria.store.Mailbox.Delivery;
import portineria.store.MailboxInfo;
import portineria.store.Refusal;
import portineria.store.SpecialUse;
import portineria.vault.transfer.ImportQuestion.Fate;
import portineria.vault.transfer.ImportQuestion.Offered;
import portineria.vault.transfer.ImportQuestion.Place;
import portineria.vault.transfer.ImportQuestion.Remark;
import portineria.vault.transfer.ImportQuestion.Standing;
import portineria.vault.transfer.ImportQuestion.Take;
import portineria.vault.transfer.ImportQuestion.Wanted;

/**
 * The side of an import that has the mailboxes. One thread.
 *
 * <p>What is never brought twice is a content in a mailbox: the mailbox itself knows what it has
 * and had, so nothing else is to be remembered, and there is no moment at which a message is in and
 * this is not known.
 */
public final class Importer implements ImportDesk, AutoCloseable {
  private static final int BUFFER_OCTETS = 64 * 1024;

  /** What the store may say of a single message; all else concerns all of them. */
  private static final Set<Refusal.Reason> OF_ONE =
      EnumSet.of(
          Refusal.Reason.LIMIT,
          Refusal.Reason.CANNOT,
          Refusal.Reason.NONEXISTENT,
          Refusal.Reason.ERASED);

  private final Account account;
  private final boolean dry;
  private final List<Optional<Mailbox>> mailboxes = new ArrayList<>();
  private final List<Taken> taken = new ArrayList<>();
  private final Runnable end;

  /** A message that waits for its delivery. */
  private record Taken(Mailbox mailbox, Incoming incoming, Delivery delivery) {}

  /**
   * Into {@code account}.
   *
   * @param dry whether nothing is to be changed
   * @param end told when this is closed
   */
  Importer(Account account, boolean dry, Runnable end) {
    this.account = account;
    this.dry = dry;
    this.end = end;
  }

  @Override
  public byte[] answer(byte[] question, InputStream octets) throws Refusal, IOException {
    return switch (ImportWire.question(question)) {
      case Wanted wanted -> ImportWire.write(place(wanted));
      case ImportQuestion.Offer offer -> ImportWire.writeStandings(standings(offer.messages()));
      case Take take -> ImportWire.writeWhyNot(whyNot(take, octets));
      case ImportQuestion.Deliver deliver -> ImportWire.writeRemarks(deliver());
    };
  }

  private Place place(Wanted wanted) throws Refusal {
    try {
      Optional<Mailbox> found = account.mailbox(wanted.name());
      if (found.isPresent() && !found.get().kind().isChangeable()) {
        return new Place(-1, "it shows what the vault keeps, and nothing can be put there");
      }
      mailboxes.add(found.isPresent() || dry ? found : Optional.of(made(wanted)));
      return new Place(mailboxes.size() - 1, "");
    } catch (Refusal refusal) {
      if (!OF_ONE.contains(refusal.reason())) {
        throw refusal;
      }
      return new Place(-1, String.valueOf(refusal.getMessage()));
    }
  }

  private Mailbox made(Wanted wanted) throws Refusal {
    Set<SpecialUse> taken =
        account.mailboxes().stream()
            .map(MailboxInfo::use)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    Mailbox mailbox =
        account.create(wanted.name(), wanted.use().filter(use -> !taken.contains(use)));
    if (wanted.subscribed()) {
      account.subscribe(wanted.name(), true);
    }
    return mailbox;
  }

  private Optional<Mailbox> mailbox(int number) throws IOException {
    if (number < 0 || number >= mailboxes.size()) {
      throw new IOException("there is no mailbox " + number);
    }
    return mailboxes.get(number);
  }

  /** Neighbours mostly are of one mailbox, which is asked for all of them at once. */
  private List<Standing> standings(List<Offered> offered) throws IOException {
    List<Digest> all = offered.stream().map(Offered::digest).toList();
    Set<Digest> erased = account.erased(all);
    Set<Digest> damaged = account.damaged(all);
    List<Standing> standings = new ArrayList<>();
    for (int from = 0; from < offered.size(); ) {
      int number = offered.get(from).mailbox();
      int to = from;
      while (to < offered.size() && offered.get(to).mailbox() == number) {
        to++;
      }
      List<Offered> run = offered.subList(from, to);
      List<Digest> digests = run.stream().map(Offered::digest).toList();
      Optional<Mailbox> mailbox = mailbox(number);
      for (Offered one : run) {
        // Of a mailbox that a dry run does not make, all others are missing.
        standings.add(erased.contains(one.digest()) ? Standing.ERASED : Standing.MISSING);
      }
      if (mailbox.isPresent()) {
        List<Copies> copies = mailbox.get().copies(digests);
        for (int i = 0; i < run.size(); i++) {
          if (standings.get(from + i) == Standing.MISSING) {
            boolean isDamaged = damaged.contains(run.get(i).digest());
            standings.set(from + i, standing(copies.get(i), run.get(i).ordinal(), isDamaged));
          }
        }
      }
      from = to;
    }
    return standings;
  }

  private static Standing standing(Copies copies, int ordinal, boolean isDamaged) {
    if (ordinal <= copies.now()) {
      return isDamaged ? Standing.DAMAGED : Standing.THERE;
    }
    if (ordinal <= copies.ever()) {
      return isDamaged ? Standing.REMOVED_DAMAGED : Standing.REMOVED;
    }
    return Standing.MISSING;
  }

  private Optional<String> whyNot(Take take, InputStream octets) throws Refusal, IOException {
    Mailbox mailbox =
        mailbox(take.mailbox()).orElseThrow(() -> new IOException("a dry run takes nothing"));
    Incoming incoming;
    try {
      incoming = account.incoming(take.octets());
    } catch (Refusal refusal) {
      if (!OF_ONE.contains(refusal.reason())) {
        throw refusal;
      }
      return Optional.of(String.valueOf(refusal.getMessage()));
    }
    boolean kept = false;
    try {
      Optional<IOException> brokeOff = copy(octets, incoming);
      if (brokeOff.isPresent()) {
        return Optional.of(Unreadable.words(brokeOff.get()));
      }
      Incoming.Received received = incoming.finish();
      if (!received.digest().equals(take.digest())) {
        return Optional.of("it has changed while it was read");
      }
      if (take.heals()) {
        account.heal(received); // which finds nothing to do where another copy of it came before
        return Optional.empty();
      }
      Delivery delivery = new Delivery(received, take.flags(), take.date());
      taken.add(new Taken(mailbox, incoming, delivery));
      kept = true;
      return Optional.empty();
    } finally {
      if (!kept) {
        incoming.close();
      }
    }
  }

  /** Trouble of the source is returned, trouble of the box is thrown. */
  private static Optional<IOException> copy(InputStream octets, Incoming to)
      throws Refusal, IOException {
    byte[] buffer = new byte[BUFFER_OCTETS];
    while (true) {
      int count;
      try {
        count = octets.read(buffer);
      } catch (IOException e) {
        return Optional.of(e);
      }
      if (count < 0) {
        return Optional.empty();
      }
      to.write(buffer, 0, count);
    }
  }

  /** In one commit for each run of neighbours in a mailbox. */
  private List<Remark> deliver() throws Refusal {
    List<Remark> remarks = new ArrayList<>();
    try {
      for (int from = 0; from < taken.size(); ) {
        Mailbox mailbox = taken.get(from).mailbox();
        int to = from;
        while (to < taken.size() && taken.get(to).mailbox().name().equals(mailbox.name())) {
          to++;
        }
        deliver(mailbox, from, to, remarks);
        from = to;
      }
    } finally {
      dropTaken();
    }
    return remarks;
  }

  /** All at once; if that can't be because of one of them, one by one. */
  private void deliver(Mailbox mailbox, int from, int to, List<Remark> remarks) throws Refusal {
    try {
      mailbox.append(taken.subList(from, to).stream().map(Taken::delivery).toList());
    } catch (Refusal refusal) {
      if (!OF_ONE.contains(refusal.reason())) {
        throw refusal;
      }
      for (int i = from; i < to; i++) {
        Optional<Remark> remark = remark(mailbox, i);
        remark.ifPresent(remarks::add);
      }
    }
  }

  /** A message is worth more than its keywords, of which a mailbox can't hold any number. */
  private Optional<Remark> remark(Mailbox mailbox, int index) throws Refusal {
    Delivery whole = taken.get(index).delivery();
    Set<Flag> system = new HashSet<>(whole.flags());
    system.retainAll(Flag.SYSTEM);
    Delivery plain = new Delivery(whole.message(), system, whole.internalDate());
    try {
      mailbox.append(List.of(whole));
      return Optional.empty();
    } catch (Refusal refusal) {
      boolean keywords = refusal.reason() == Refusal.Reason.LIMIT && !plain.equals(whole);
      if (!OF_ONE.contains(refusal.reason())) {
        throw refusal;
      }
      if (!keywords) {
        Fate fate = refusal.reason() == Refusal.Reason.ERASED ? Fate.ERASED : Fate.LEFT_OUT;
        return Optional.of(new Remark(index, fate, String.valueOf(refusal.getMessage())));
      }
    }
    mailbox.append(List.of(plain));
    return Optional.of(
        new Remark(index, Fate.DELIVERED, "its keywords are left out: the mailbox has too many"));
  }

  private void dropTaken() {
    taken.forEach(one -> one.incoming().close());
    taken.clear();
  }

  @Override
  public void close() {
    dropTaken();
    end.run();
  }
}
