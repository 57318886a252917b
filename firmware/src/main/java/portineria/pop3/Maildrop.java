package portineria.pop3;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import portineria.message.Octets;
import portineria.store.Account;
import portineria.store.Directory.Pop3Deletion;
import portineria.store.Hidden;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Uid;
import portineria.store.UidSet;
import portineria.store.View;

/**
 * What one session sees: INBOX as it was at the login, less what this device has hidden. Messages
 * have numbers from 1 on, which never change: RFC 1939 §5. Used by the session's thread alone.
 */
public final class Maildrop {
  private final Account account;
  private final Mailbox inbox;
  private final Hidden hidden;
  private final Pop3Deletion deletion;
  private final View view;

  /** The index in the view of each message. */
  private final int[] indices;

  private final BitSet deleted = new BitSet();
  private Optional<List<String>> uniqueIds = Optional.empty();
  private int remaining;
  private long remainingOctets;

  private Maildrop(Account account, Mailbox inbox, Hidden hidden, Pop3Deletion deletion) {
    this.account = account;
    this.inbox = inbox;
    this.hidden = hidden;
    this.deletion = deletion;
    this.view = inbox.view();
    this.indices = visible(hidden.uniqueIds());
    reset();
  }

  static Maildrop open(Account account, String device, Pop3Deletion deletion) throws Err {
    Optional<Mailbox> inbox = account.mailbox(MailboxName.INBOX);
    if (inbox.isEmpty()) {
      throw new Err(Err.Code.SYS_PERM, "there is no INBOX");
    }
    return new Maildrop(account, inbox.get(), account.hidden(device), deletion);
  }

  private int[] visible(Set<String> hiddenIds) {
    if (hiddenIds.isEmpty()) {
      return IntStream.range(0, view.count()).toArray(); // no need to know any unique-id yet
    }
    List<String> all = account.uniqueIds(view);
    int[] found =
        IntStream.range(0, all.size()).filter(i -> !hiddenIds.contains(all.get(i))).toArray();
    uniqueIds = Optional.of(Arrays.stream(found).mapToObj(all::get).toList());
    return found;
  }

  /** How many messages there are, deleted ones included: the highest number. */
  public int count() {
    return indices.length;
  }

  /** How many are not deleted. */
  public int remaining() {
    return remaining;
  }

  /** The sizes of all that are not deleted. */
  public long remainingOctets() {
    return remainingOctets;
  }

  public boolean isDeleted(int number) {
    return deleted.get(number);
  }

  /** There must be such a message, and it must not be deleted: RFC 1939 §5. */
  public void check(int number) throws Err {
    if (number < 1 || number > count()) {
      throw new Err("no such message, there are " + count());
    }
    if (isDeleted(number)) {
      throw new Err("message " + number + " is deleted");
    }
  }

  /** The size as it is stored. */
  public long octets(int number) {
    return view.size(indices[number - 1]);
  }

  /** RFC 1939 §7, UIDL. */
  public String uniqueId(int number) {
    List<String> ids = uniqueIds.orElseGet(() -> account.uniqueIds(view));
    uniqueIds = Optional.of(ids);
    return ids.get(number - 1);
  }

  Octets content(int number) throws MessageWriter.Unreadable {
    try {
      return account.octets(view.message(indices[number - 1]));
    } catch (UncheckedIOException e) {
      throw new MessageWriter.Unreadable(Objects.requireNonNull(e.getCause()));
    }
  }

  public void delete(int number) {
    assert !isDeleted(number);
    deleted.set(number);
    remaining--;
    remainingOctets -= octets(number);
  }

  /** Takes back every {@link #delete}. */
  public void reset() {
    deleted.clear();
    remaining = count();
    remainingOctets = Arrays.stream(indices).mapToLong(view::size).sum();
  }

  /** Makes true what was deleted, all or nothing: the UPDATE state of RFC 1939 §6. */
  public void update() throws Refusal {
    if (deleted.isEmpty()) {
      return;
    }
    switch (deletion) {
      case HIDE -> {
        List<String> ids = new ArrayList<>();
        deleted.stream().forEach(number -> ids.add(uniqueId(number)));
        hidden.hide(new HashSet<>(ids));
      }
      case REMOVE -> {
        List<Uid> uids = new ArrayList<>();
        deleted.stream().forEach(number -> uids.add(new Uid(view.uid(indices[number - 1]))));
        inbox.remove(UidSet.of(uids));
      }
    }
  }
}
