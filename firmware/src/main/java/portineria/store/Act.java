package portineria.store;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Something that was done with people's mail or to the box, as the audit chain keeps it.
 *
 * @param door where it was asked for: "cli", "web", "imap", or "box" for what the box does by
 *     itself
 * @param names what names somebody, or may: it goes when its time is over
 * @param figures what names nobody: it stays
 */
public record Act(Kind kind, String door, Map<Part, String> names, Map<Figure, Long> figures) {
  /** Characters of a name: those of a mailbox can be as long, MailboxName.LENGTH_MAX. */
  public static final int NAME_MAX = MailboxName.LENGTH_MAX;

  /** What was done. The words are part of the format: FORMAT.md lists them. */
  public enum Kind {
    ADMIN_ENTERED,
    ACCOUNT_ADDED,
    ACCOUNT_CHANGED,
    ACCOUNT_CLOSED,
    DEVICE_ADDED,
    DEVICE_REVOKED,
    SOURCE_ADDED,
    SOURCE_CHANGED,
    SOURCE_REMOVED,
    SETTINGS_CHANGED,
    RETENTION_DECIDED,
    ACCOUNT_LEFT,
    ACCOUNT_STAYED,
    ACCOUNT_EMPTIED,
    HOLD_BEGUN,
    HOLD_ENDED,
    MAIL_READ,
    MAIL_EXPORTED,
    MAIL_IMPORTED,
    MAIL_RESTORED,
    MAIL_SWEPT,
    MAIL_ERASED,
    MASS_REMOVAL,
    NAMES_FORGOTTEN,
    INDEX_REBUILT,
    BOX_RESTORED,
    RECOVERY_WORDS_SHOWN,
    MAIL_SHARED,
    MAIL_UNSHARED;

    /** As it is written down. */
    public String word() {
      return Act.word(this);
    }
  }

  /** Whom or what it was about. */
  public enum Part {
    ACCOUNT,
    /** A correspondent's. */
    ADDRESS,
    /** Who did it: the name that the machine knows a person by, or the label of a device. */
    BY,
    /** The account of who takes over, or of who may use mailboxes of another. */
    COLLEAGUE,
    /** What exactly, in a few words. */
    DETAIL,
    DEVICE,
    HOLD,
    MAILBOX,
    /** Why, in the words of who did it. */
    REASON,
    SOURCE;

    public String word() {
      return Act.word(this);
    }
  }

  /** How many. */
  public enum Figure {
    DAYS,
    /** For how long traces are kept from now on. */
    LOG_DAYS,
    MESSAGES,
    MONTHS,
    /** For how long names stand beside the chain from now on. */
    NAME_DAYS,
    /** The number of the last entry that is meant. */
    UP_TO;

    public String word() {
      return Act.word(this);
    }
  }

  public Act {
    if (!AuditText.isWord(door)) {
      throw new IllegalArgumentException("not a door: " + door);
    }
    if (names.values().stream().anyMatch(name -> name.isEmpty() || name.length() > NAME_MAX)) {
      throw new IllegalArgumentException("a name has 1 to " + NAME_MAX + " characters");
    }
    if (figures.values().stream().anyMatch(figure -> figure < 0)) {
      throw new IllegalArgumentException("a figure can't be negative");
    }
    names = Map.copyOf(names);
    figures = Map.copyOf(figures);
  }

  /** An act of {@code actor}, about nothing yet. */
  public static Act of(Kind kind, Actor actor) {
    Act act = new Act(kind, actor.door(), Map.of(), Map.of());
    return actor.device().isEmpty() ? act : act.with(Part.BY, actor.device());
  }

  public Act with(Part part, String name) {
    Map<Part, String> more = new HashMap<>(names);
    more.put(part, name);
    return new Act(kind, door, more, figures);
  }

  public Act with(Figure figure, long value) {
    Map<Figure, Long> more = new HashMap<>(figures);
    more.put(figure, value);
    return new Act(kind, door, names, more);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
