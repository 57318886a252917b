package portineria.webui;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Single messages out of a backup: one target, one backup on it, one mailbox of then lie open at a
 * time, for all who look after the box. What takes its time is begun by one call and goes on by
 * itself: {@link State#going}.
 *
 * <p>To read the list of an account's messages is to look into its mail: it takes a reason, and is
 * written down for whose mail it is.
 */
public interface SnapshotBook {
  /** Messages of one mailbox that are listed: the newest. */
  int MESSAGES_MAX = 20_000;

  State state();

  /** Begins to ask a target what lies on it; whatever lay open is closed. */
  void list(String target) throws Refused;

  /** Begins to open one of the backups that were listed. */
  void open(String snapshot) throws Refused;

  /**
   * Begins to read who wrote what in a mailbox of then. Written down, with the reason, before
   * anything is read.
   */
  void look(String account, String mailbox, String reason) throws Refused;

  /** The same lines, with what is to be said of them now. */
  List<Line> asOfNow(List<Line> lines);

  /**
   * Begins to put messages of the open mailbox back into the mailbox of that name, which is made
   * where it is missing.
   *
   * @param ids of some of its {@link Line}s
   */
  void putBack(List<String> ids, String reason) throws Refused;

  /** Ends what is going on, and closes what lies open. */
  void close();

  /**
   * How far it is.
   *
   * @param problem why the last thing that was begun came to nothing
   * @param target whose backups are listed
   */
  record State(
      Optional<Going> going,
      Optional<Sentence> problem,
      Optional<String> target,
      List<Snapshot> snapshots,
      Optional<Opened> opened,
      Optional<Shown> shown,
      Optional<Back> back) {
    public static final State NOTHING =
        new State(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public State {
      snapshots = List.copyOf(snapshots);
    }

    /** Of a target nothing but its backups is known. */
    public static State listed(String target, List<Snapshot> snapshots) {
      return new State(
          Optional.empty(),
          Optional.empty(),
          Optional.of(target),
          snapshots,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    /** Something goes on; what came of the last one is forgotten. */
    public State with(Going now) {
      return new State(
          Optional.of(now), Optional.empty(), target, snapshots, opened, shown, Optional.empty());
    }

    /** Another backup lies open, and nothing of it is shown yet. */
    public State with(Opened now) {
      return new State(
          Optional.empty(),
          Optional.empty(),
          target,
          snapshots,
          Optional.of(now),
          Optional.empty(),
          Optional.empty());
    }
  }

  /** What is being done. */
  enum Doing {
    LISTING,
    /** The backup's list of what there was is fetched; counted in octets. */
    OPENING,
    /** It is read who wrote what; counted in messages. */
    READING,
    /** Counted in messages. */
    PUTTING_BACK
  }

  /**
   * Something that is being done.
   *
   * @param total 0 as long as nobody knows it
   */
  record Going(Doing doing, long done, long total) {}

  /**
   * A backup on a target.
   *
   * @param green whether it was read back after it was made
   */
  record Snapshot(String id, Instant when, boolean green) {}

  /** A backup that lies open. */
  record Opened(Snapshot snapshot, List<Owner> accounts) {
    public Opened {
      accounts = List.copyOf(accounts);
    }
  }

  /**
   * An account of then.
   *
   * @param here whether there is such an account now
   */
  record Owner(String name, boolean here, List<Mailbox> mailboxes) {
    public Owner {
      mailboxes = List.copyOf(mailboxes);
    }
  }

  /**
   * A mailbox of then.
   *
   * @param removed whether it showed what had been deleted by then
   */
  record Mailbox(String name, boolean removed, int messages) {}

  /**
   * What a mailbox held, the newest first.
   *
   * @param isCut whether it held more than are listed
   */
  record Shown(String account, String mailbox, List<Line> lines, boolean isCut) {
    public Shown {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A message of then. Texts are decoded and in one line each; of what was erased there is none.
   *
   * @param mailboxes those that have it now
   */
  record Line(
      String id, Instant came, String from, String subject, Fate fate, List<String> mailboxes) {
    public Line {
      mailboxes = List.copyOf(mailboxes);
    }

    /** Whether {@code words}, all of them, are in the sender or the subject. */
    boolean has(List<String> words) {
      String text = (from + " " + subject).toLowerCase(java.util.Locale.ROOT);
      return words.stream().allMatch(text::contains);
    }
  }

  /** What became of a message since. */
  enum Fate {
    /** No mailbox has it: it can be put back. */
    MISSING,
    /** A mailbox has it. */
    THERE,
    /** It was erased, and does not come back. */
    ERASED,
    /** It is not here, and can't be read in this backup. */
    UNREADABLE
  }

  /**
   * What was put back.
   *
   * @param there those that a mailbox had already
   * @param erased those that were erased and stay so
   * @param unreadable those that this backup does not have whole
   */
  record Back(
      String account, String mailbox, int messages, int there, int erased, int unreadable) {}
}
