package portineria.admin.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portineria.admin.Box;
import portineria.store.Account;
import portineria.store.Act;
import portineria.store.Mailbox;
import portineria.store.MailboxInfo;
import portineria.store.MailboxName;
import portineria.store.MessageId;
import portineria.store.Refusal;
import portineria.store.Removal;
import portineria.store.SpecialUse;
import portineria.store.UidSet;
import portineria.store.View;
import portineria.vault.RemovalSeries;
import portineria.webui.Progress;

/**
 * Copies the messages of a series of removals back into their mailboxes, which are made where they
 * are missing. What a program has filed in another mailbox, by copying and expunging, stays there
 * alone; what is back already does not come twice.
 */
final class PutBack {
  /** Messages of one step, between which others have their turn. */
  private static final int STEP = 500;

  private final Box box;
  private final Account mail;
  private final RemovalSeries series;
  private final Progress progress;

  PutBack(Box box, Account mail, RemovalSeries series, Progress progress) {
    this.box = box;
    this.mail = mail;
    this.series = series;
    this.progress = progress;
  }

  /** Does it, and says how many messages came back. */
  long run() throws Refusal {
    if (series.removals().isEmpty()) {
      return 0;
    }
    // Looked at before anything comes back: what was removed from two mailboxes comes to both.
    Set<MessageId> filed = filed(series.begun().minus(Removal.PAUSE).getEpochSecond());
    long total = series.removals().stream().mapToLong(one -> one.shown().left()).sum();
    long messages = 0;
    for (Removal removal : series.removals()) {
      messages += back(removal, filed, messages, total);
    }
    return messages;
  }

  private long back(Removal removal, Set<MessageId> filed, long before, long total) throws Refusal {
    Optional<Mailbox> shown = mail.mailbox(removal.shown().mailbox());
    if (shown.isEmpty() || removal.shown().left() == 0) {
      return 0;
    }
    Set<MessageId> there = new HashSet<>(filed);
    mail.mailbox(removal.mailbox()).ifPresent(one -> add(one.view(), Long.MIN_VALUE, there));
    List<Long> uids = missing(shown.get().view(), removal.shown().uids(), there);
    if (uids.isEmpty()) {
      return 0;
    }
    record(box, mail.name(), removal.mailbox(), uids.size());
    Mailbox target = target(removal);
    for (int from = 0; from < uids.size(); from += STEP) {
      UidSet.Builder some = new UidSet.Builder();
      uids.subList(from, Math.min(uids.size(), from + STEP)).forEach(some::add);
      shown.get().copy(some.build(), target);
      progress.at(Math.min(total, before + from + STEP), total);
    }
    return uids.size();
  }

  /** As the store does it for whole mailboxes; what can't be recorded is not done. */
  static void record(Box box, String account, MailboxName mailbox, long messages) throws Refusal {
    box.store()
        .audit()
        .record(
            box.act(Act.Kind.MAIL_RESTORED)
                .with(Act.Part.ACCOUNT, account)
                .with(Act.Part.MAILBOX, mailbox.value())
                .with(Act.Figure.MESSAGES, messages));
  }

  private static List<Long> missing(View shown, UidSet removed, Set<MessageId> there) {
    List<Long> uids = new ArrayList<>();
    for (int i = 0; i < shown.count(); i++) {
      if (removed.contains(shown.uid(i)) && !there.contains(shown.message(i))) {
        uids.add(shown.uid(i));
      }
    }
    return uids;
  }

  private Mailbox target(Removal removal) throws Refusal {
    Optional<Mailbox> there = mail.mailbox(removal.mailbox());
    return there.isPresent() ? there.get() : mail.create(removal.mailbox(), Optional.empty());
  }

  /** What came into any mailbox of the account's own since then; the Trash is no place to file. */
  private Set<MessageId> filed(long since) {
    List<MailboxInfo> own =
        mail.mailboxes().stream()
            .filter(one -> one.kind().isChangeable() && one.selectable())
            .toList();
    Optional<MailboxName> trash =
        own.stream()
            .filter(one -> one.use().equals(Optional.of(SpecialUse.TRASH)))
            .map(MailboxInfo::name)
            .findFirst();
    Set<MessageId> filed = new HashSet<>();
    for (MailboxInfo one : own) {
      boolean thrownAway =
          trash.filter(top -> one.name().equals(top) || one.name().isUnder(top)).isPresent();
      if (!thrownAway) {
        mail.mailbox(one.name()).ifPresent(mailbox -> add(mailbox.view(), since, filed));
      }
    }
    return filed;
  }

  private static void add(View view, long since, Set<MessageId> messages) {
    for (int i = 0; i < view.count(); i++) {
      if (view.saveDate(i) >= since) {
        messages.add(view.message(i));
      }
    }
  }
}
