package portineria.vault.transfer;

import java.util.Locale;
import java.util.Optional;

/**
 * What became of a message's line ends in a file, so that every octet can be had back. Files for
 * Unix programs have LF where mail has CRLF; a message in which not every line ends with CRLF is
 * written as it is, because nobody could tell afterwards which ends were which.
 */
enum LineEnds {
  /** Nothing. */
  KEPT(false, false),
  /** Each CRLF is LF. */
  LF(true, false),
  /** The last line had no end; it has one now. */
  KEPT_ADDED(false, true),
  /** Both. */
  LF_ADDED(true, true);

  private final boolean lf;
  private final boolean added;

  LineEnds(boolean lf, boolean added) {
    this.lf = lf;
    this.added = added;
  }

  static LineEnds of(boolean lf, boolean added) {
    return lf ? (added ? LF_ADDED : LF) : (added ? KEPT_ADDED : KEPT);
  }

  boolean isLf() {
    return lf;
  }

  boolean isAdded() {
    return added;
  }

  /** As it stands in {@code messages.csv}. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static Optional<LineEnds> parse(String text) {
    for (LineEnds ends : values()) {
      if (ends.text().equals(text)) {
        return Optional.of(ends);
      }
    }
    return Optional.empty();
  }
}
