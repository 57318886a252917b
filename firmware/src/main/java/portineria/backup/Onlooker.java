package portineria.backup;

/** Who looks on while the box makes backups, whoever wanted them. */
@FunctionalInterface
public interface Onlooker {
  /** Nobody. */
  Onlooker NOBODY = (target, moment) -> {};

  /** What happens to a backup. */
  enum Moment {
    /** Its target is there, and it is written. */
    BEGAN,
    /** All is written, and is read back and compared. */
    READS_BACK,
    /** It can be restored. */
    GREEN,
    /** A person has to see to it. */
    FAILED,
    /** Somebody wanted it, and its target is not there. */
    ABSENT,
    /** Somebody wanted it no more. */
    CANCELLED,
    /** It came to nothing, and nothing is wrong: what is far away can't be reached. */
    ENDED,
    /** It is no target any more, and no backup runs to it. */
    REMOVED
  }

  /** Called by whatever thread it happens on, which waits. */
  void sees(Target target, Moment moment);
}
