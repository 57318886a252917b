package portineria.admin.web;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portineria.admin.Box;
import portineria.store.Account;
import portineria.store.Act;
import portineria.store.Refusal;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.SnapshotBook;

/** Single messages out of a backup, in the hands of somebody. */
record WebSnapshots(Box box, SnapshotDesk desk) implements SnapshotBook {
  /** How the audit chain says that a list of what a backup holds was read. */
  static final String LOOKED = "backup of ";

  @Override
  public State state() {
    return desk.state();
  }

  @Override
  public void list(String target) throws Refused {
    if (box.backups().targets().stream().noneMatch(one -> one.name().equals(target))) {
      throw new Refused(Why.TARGET_UNKNOWN, target);
    }
    desk.list(target);
  }

  @Override
  public void open(String snapshot) throws Refused {
    desk.open(snapshot);
  }

  @Override
  public void look(String account, String mailbox, String reason) throws Refused {
    SnapshotDesk.Place place = desk.place(account, mailbox);
    desk.look(place, mail(place), () -> record(act(Act.Kind.MAIL_READ, place), reason));
  }

  /** Whose account is not here can get nothing, and nobody knows what was erased of it. */
  private Account mail(SnapshotDesk.Place place) throws Refused {
    return box.store()
        .account(now(place), box.actor())
        .orElseThrow(() -> new Refused(Why.ACCOUNT_UNKNOWN, place.account()));
  }

  /** What the account is called that the backup may know by a former name. */
  private String now(SnapshotDesk.Place place) {
    return box.store().directory().nameNow(place.account()).orElse(place.account());
  }

  private Act act(Act.Kind kind, SnapshotDesk.Place place) {
    return box.act(kind)
        .with(Act.Part.ACCOUNT, now(place))
        .with(Act.Part.MAILBOX, place.mailbox().value())
        .with(Act.Part.DETAIL, LOOKED + place.when() + " on " + place.target());
  }

  /** What can't be recorded is not done. */
  private void record(Act act, String reason) throws Refused {
    String why = reason.strip();
    if (why.isEmpty()) {
      throw new Refused(Why.REASON_MISSING);
    }
    try {
      box.store()
          .audit()
          .record(
              act.with(Act.Part.REASON, why.substring(0, Math.min(why.length(), Act.NAME_MAX))));
    } catch (Refusal refusal) {
      throw Refused.said(refusal);
    }
  }

  @Override
  public List<Line> asOfNow(List<Line> lines) {
    Optional<SnapshotDesk.Place> place = desk.place();
    Optional<Account> mail = place.flatMap(one -> box.store().account(now(one), box.actor()));
    return mail.isEmpty() ? lines : new Fates(box.store(), mail.get()).asOfNow(lines);
  }

  @Override
  public void putBack(List<String> ids, String reason) throws Refused {
    SnapshotDesk.Place place = desk.place().orElseThrow(() -> new Refused(Why.SNAPSHOT_SHUT));
    Set<String> wanted = new HashSet<>(ids);
    desk.putBack(
        mail(place),
        wanted,
        () ->
            record(
                act(Act.Kind.MAIL_RESTORED, place).with(Act.Figure.MESSAGES, wanted.size()),
                reason));
  }

  @Override
  public void close() {
    desk.close();
  }
}
