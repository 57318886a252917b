package portineria.webui;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import portineria.webui.Refused.Why;
import portineria.webui.SnapshotBook.Fate;
import portineria.webui.SnapshotBook.Line;
import portineria.webui.SnapshotBook.State;

/** Two backups on a disk, with a mailbox of four messages; what is begun is done at once. */
final class FakeSnapshots {
  static final SnapshotBook.Snapshot NEWEST =
      new SnapshotBook.Snapshot("5e1f", FakeAppliance.NOW.minus(Duration.ofHours(2)), false);
  static final SnapshotBook.Snapshot GREEN =
      new SnapshotBook.Snapshot("90ab", FakeAppliance.NOW.minus(Duration.ofDays(3)), true);

  private final List<String> acts;
  volatile State state = State.NOTHING;

  FakeSnapshots(List<String> acts) {
    this.acts = acts;
  }

  /** As far as the list of messages. */
  FakeSnapshots filled() {
    state = state(Optional.of(opened()), Optional.of(shown()), Optional.empty());
    return this;
  }

  /** Something is being done. */
  void going(SnapshotBook.Going going) {
    state =
        new State(
            Optional.of(going),
            Optional.empty(),
            state.target(),
            state.snapshots(),
            state.opened(),
            state.shown(),
            Optional.empty());
  }

  private static State state(
      Optional<SnapshotBook.Opened> opened,
      Optional<SnapshotBook.Shown> shown,
      Optional<SnapshotBook.Back> back) {
    return new State(
        Optional.empty(),
        Optional.empty(),
        Optional.of("usb"),
        List.of(NEWEST, GREEN),
        opened,
        shown,
        back);
  }

  private static SnapshotBook.Opened opened() {
    return new SnapshotBook.Opened(
        GREEN,
        List.of(
            new SnapshotBook.Owner(
                "maria",
                true,
                List.of(
                    new SnapshotBook.Mailbox("INBOX", false, 4),
                    new SnapshotBook.Mailbox("Clienti/Rossi & Figli <srl>", false, 120),
                    new SnapshotBook.Mailbox("Recuperabili/INBOX", true, 1))),
            new SnapshotBook.Owner(
                "vecchio", false, List.of(new SnapshotBook.Mailbox("INBOX", false, 7)))));
  }

  private static SnapshotBook.Shown shown() {
    return new SnapshotBook.Shown(
        "maria",
        "INBOX",
        List.of(
            line('a', "Mario Rossi <mario@rossi.example>", "Offerta tetto", Fate.MISSING),
            line('b', "Comune di <Pisa>", "Avviso", Fate.THERE),
            line('c', "", "", Fate.ERASED),
            line('d', "", "", Fate.UNREADABLE)),
        true);
  }

  private static Line line(char id, String from, String subject, Fate fate) {
    return new Line(
        FakeMail.id(id),
        FakeAppliance.NOW.minus(Duration.ofDays(id - 90)),
        from,
        subject,
        fate,
        fate == Fate.THERE ? List.of("Clienti/Rossi & Figli <srl>") : List.of());
  }

  SnapshotBook by(Visitor by) {
    return new SnapshotBook() {
      @Override
      public State state() {
        return state;
      }

      @Override
      public void list(String target) throws Refused {
        if (!target.equals("usb")) {
          throw new Refused(Why.TARGET_UNKNOWN, target);
        }
        state = FakeSnapshots.state(Optional.empty(), Optional.empty(), Optional.empty());
      }

      @Override
      public void open(String snapshot) throws Refused {
        if (!snapshot.equals(GREEN.id())) {
          throw new Refused(Why.SNAPSHOT_SHUT);
        }
        state = FakeSnapshots.state(Optional.of(opened()), Optional.empty(), Optional.empty());
      }

      @Override
      public void look(String account, String mailbox, String reason) throws Refused {
        if (!account.equals("maria")) {
          throw new Refused(Why.ACCOUNT_UNKNOWN, account);
        }
        acts.add(by + " looked at " + account + "/" + mailbox + " because " + reason);
        state = FakeSnapshots.state(Optional.of(opened()), Optional.of(shown()), Optional.empty());
      }

      @Override
      public List<Line> asOfNow(List<Line> lines) {
        return lines;
      }

      @Override
      public void putBack(List<String> ids, String reason) {
        List<String> begins = ids.stream().map(id -> id.substring(0, 1)).toList();
        acts.add(by + " put back " + String.join(" ", begins) + " because " + reason);
        state =
            FakeSnapshots.state(
                Optional.of(opened()),
                Optional.of(shown()),
                Optional.of(new Back("maria", "INBOX", 1, 1, 1, 1)));
      }

      @Override
      public void close() {
        state = State.NOTHING;
      }
    };
  }
}
