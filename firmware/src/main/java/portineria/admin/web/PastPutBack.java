package portineria.admin.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import portineria.admin.Box;
import portineria.backup.Snapshots.Progress;
import portineria.backup.Watch;
import portineria.store.Account;
import portineria.store.Bygone.Kept;
import portineria.store.Digest;
import portineria.store.Flag;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.Mailbox.Delivery;
import portineria.store.MailboxInfo;
import portineria.store.MailboxKind;
import portineria.store.MailboxName;
import portineria.store.MessageId;
import portineria.store.Refusal;
import portineria.store.Remains;
import portineria.store.Still;
import portineria.store.UidSet;
import portineria.store.View;
import portineria.webui.SnapshotBook.Back;

/**
 * Puts messages that a backup holds back into a mailbox. What the vault has is copied out of it, as
 * a program would; what the box does not have comes from the backup, and is compared with its
 * digest. Each gets a UID of its own, as whatever arrives. What a mailbox has does not come twice,
 * and what was erased does not come at all. Done once more, it goes on.
 */
final class PastPutBack {
  /** Messages of one step, between which others have their turn. */
  private static final int STEP = 500;

  private static final int PIECE_OCTETS = 64 * 1024;

  private final byte[] piece = new byte[PIECE_OCTETS];
  private final Box box;
  private final Account mail;
  private final MailboxName into;
  private final Watch watch;
  private int back;
  private int there;
  private int erased;
  private int unreadable;

  PastPutBack(Box box, Account mail, MailboxName into, Watch watch) {
    this.box = box;
    this.mail = mail;
    this.into = into;
    this.watch = watch;
  }

  Back run(SnapshotDesk.Place from, List<Kept> chosen, Progress progress)
      throws IOException, Refusal {
    List<Digest> digests = chosen.stream().map(Kept::digest).toList();
    Set<Digest> damaged = mail.damaged(digests);
    Map<Digest, Remains> whole = new HashMap<>(new Fates(box.store(), mail).remains(digests));
    whole.keySet().removeAll(damaged);
    List<Kept> missing = missing(chosen, mail.erased(digests), whole);
    if (!missing.isEmpty()) {
      Mailbox target = target();
      List<Kept> left = fromTheVault(missing, whole, target, progress);
      if (!left.isEmpty()) {
        fromTheBackup(from, left, target, progress);
      }
    }
    return new Back(mail.name(), into.value(), back, there, erased, unreadable);
  }

  /**
   * Those that no mailbox has, and that may come.
   *
   * @param whole what the vault has of them, undamaged
   */
  private List<Kept> missing(List<Kept> chosen, Set<Digest> gone, Map<Digest, Remains> whole) {
    List<Kept> missing = new ArrayList<>();
    for (Kept one : chosen) {
      Remains known = whole.get(one.digest());
      if (gone.contains(one.digest())) {
        erased++;
      } else if (known != null && !Fates.mailboxes(known).isEmpty()) {
        there++;
      } else {
        missing.add(one);
      }
    }
    return missing;
  }

  private Mailbox target() throws Refusal {
    Optional<Mailbox> known = mail.mailbox(into);
    return known.isPresent() ? known.get() : mail.create(into, Optional.empty());
  }

  /** Gives those that it does not have, or not whole. */
  private List<Kept> fromTheVault(
      List<Kept> missing, Map<Digest, Remains> whole, Mailbox target, Progress progress)
      throws IOException, Refusal {
    Map<MessageId, Digest> wanted = new HashMap<>();
    for (Kept one : missing) {
      Remains known = whole.get(one.digest());
      if (known != null) {
        wanted.put(known.message(), one.digest());
      }
    }
    Set<Digest> copied = new HashSet<>();
    for (Mailbox shown : recoverable()) {
      List<Long> uids = uids(shown.view(), wanted, copied);
      for (int from = 0; from < uids.size(); from += STEP) {
        watch.check();
        UidSet.Builder some = new UidSet.Builder();
        uids.subList(from, Math.min(uids.size(), from + STEP)).forEach(some::add);
        shown.copy(some.build(), target);
      }
      back += uids.size();
      progress.at(done(), done() + missing.size() - copied.size());
    }
    return missing.stream().filter(one -> !copied.contains(one.digest())).toList();
  }

  private int done() {
    return back + there + erased + unreadable;
  }

  private List<Mailbox> recoverable() {
    List<Mailbox> shown = new ArrayList<>();
    for (MailboxInfo info : mail.mailboxes()) {
      if (info.kind() == MailboxKind.RECOVERABLE && info.selectable()) {
        mail.mailbox(info.name()).ifPresent(shown::add);
      }
    }
    return shown;
  }

  /** Each message once. */
  private static List<Long> uids(View view, Map<MessageId, Digest> wanted, Set<Digest> copied) {
    List<Long> uids = new ArrayList<>();
    for (int i = 0; i < view.count(); i++) {
      Digest digest = wanted.get(view.message(i));
      if (digest != null && copied.add(digest)) {
        uids.add(view.uid(i));
      }
    }
    return uids;
  }

  private void fromTheBackup(
      SnapshotDesk.Place from, List<Kept> left, Mailbox target, Progress progress)
      throws IOException {
    Map<Digest, Kept> wanted = new LinkedHashMap<>();
    Map<Digest, Still.Place> places = new LinkedHashMap<>();
    for (Kept one : left) {
      wanted.put(one.digest(), one);
      places.put(one.digest(), one.place());
    }
    int total = done() + left.size();
    Set<Digest> notThere =
        box.backups()
            .snapshots()
            .read(
                from.target(),
                from.snapshot().id(),
                places,
                (digest, size, octets) -> {
                  Kept one = wanted.get(digest);
                  boolean taken = one != null && take(one, size, octets, target);
                  progress.at(done(), total);
                  return taken;
                },
                watch);
    unreadable += notThere.size();
  }

  private boolean take(Kept one, long size, InputStream octets, Mailbox target) throws IOException {
    try (Incoming incoming = mail.incoming(size)) {
      incoming.writeAll(octets, piece);
      Incoming.Received received = incoming.finish();
      if (!received.digest().equals(one.digest())) {
        return false;
      }
      deliver(new Delivery(received, one.flags(), one.internalDate()), target);
      return true;
    } catch (Refusal refusal) {
      throw new IOException(refusal.getMessage(), refusal);
    }
  }

  /** A message is worth more than its keywords, of which a mailbox can't hold any number. */
  private void deliver(Delivery whole, Mailbox target) throws Refusal {
    try {
      target.append(List.of(whole));
      back++;
    } catch (Refusal refusal) {
      if (refusal.reason() == Refusal.Reason.ERASED) {
        erased++;
        return;
      }
      Set<Flag> system = new HashSet<>(whole.flags());
      system.retainAll(Flag.SYSTEM);
      if (refusal.reason() != Refusal.Reason.LIMIT || system.equals(whole.flags())) {
        throw refusal;
      }
      target.append(List.of(new Delivery(whole.message(), system, whole.internalDate())));
      back++;
    }
  }
}
