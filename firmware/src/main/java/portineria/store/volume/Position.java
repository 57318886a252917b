package portineria.store.volume;

/**
 * How far the volumes are filled. The index keeps the position of its last commit; what lies beyond
 * it is nobody's and is cut off at start.
 *
 * @param openVolume the number of the volume that is appended to; 0 where there is none yet
 * @param end the octet after its last entry, before the end-of-archive blocks
 * @param lastVolume the highest number that was given out; at least {@code openVolume}
 */
public record Position(int openVolume, long end, int lastVolume) {
  /** Before the first message. */
  public static final Position START = new Position(0, 0, 0);

  /** After everything there can be. */
  public static final Position UNBOUNDED =
      new Position(Integer.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);

  /** The later one of this and another; no number that either has given out is given out again. */
  public Position later(Position other) {
    boolean isOther =
        openVolume < other.openVolume || (openVolume == other.openVolume && end < other.end);
    Position later = isOther ? other : this;
    return new Position(later.openVolume, later.end, Math.max(lastVolume, other.lastVolume));
  }

  public Position {
    if (openVolume < 0 || end < 0 || lastVolume < openVolume) {
      throw new IllegalArgumentException(
          "no position: " + openVolume + ", " + end + ", " + lastVolume);
    }
  }
}
