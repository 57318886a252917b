package portineria.webui;

import java.io.InputStream;
import java.util.OptionalLong;

/**
 * New versions of all that runs on the box, its system too. There is one only where that is an
 * image of ours: a box on somebody's Debian gets its versions from there.
 */
public interface UpdateBook {
  /** Of a file: more than twice of what one has. */
  long OCTETS_MAX = 1L << 30;

  /** The version of the image that runs. */
  String running();

  /** How far an update is, or what became of the last one; a stick's, too. */
  State state();

  /** How many octets are free where the file lies until it is taken. */
  long free();

  /** How many octets have to stay free beside the file. */
  long reserve();

  /**
   * Takes a file in; the rest goes by itself, and {@link #state} says how.
   *
   * @throws Refused also when the line breaks; then nothing of the file stays
   */
  void give(Upload upload) throws Refused;

  /**
   * A file on its way.
   *
   * @param name what the browser calls it, safe to write down
   * @param octets how much comes at the most, where that is known
   * @param content to be read once; fails when the line breaks
   */
  record Upload(String name, OptionalLong octets, InputStream content) {}

  /**
   * How far an update is.
   *
   * @param version which one it is about; empty where that is not known
   * @param said in the system's own words, English; empty where it has said nothing
   * @param done how much of the file is here
   * @param total of how much; 0 where nobody knows
   */
  record State(Step step, String version, String said, long done, long total) {
    /** Of one whose file is here. */
    public State(Step step, String version, String said) {
      this(step, version, said, 0, 0);
    }

    /** What part of the file is here. */
    int percent() {
      return total == 0 ? 0 : (int) Math.min(100, 100 * done / total);
    }
  }

  /** Each with its words. */
  enum Step {
    /** There was none. */
    NONE,
    COMING,
    CHECKING,
    WRITING,
    /** It was taken, and the box is about to start with it. */
    RESTARTING,
    /** It was taken, and runs. */
    RUNS,
    /** It is the one that runs already. */
    SAME,
    /** It was taken, did not come up, and the one before runs again. */
    GIVEN_UP,
    /** The power was cut meanwhile. */
    INTERRUPTED,
    DAMAGED,
    /** Somebody else has signed it. */
    FOREIGN,
    /** There has to be another one in between. */
    TOO_NEW,
    /** For another kind of processor. */
    ARCHITECTURE,
    OLDER,
    /** The one that runs has not shown yet that it serves. */
    UNPROVEN,
    /** It had been given up before. */
    TRIED,
    NO_PARTITIONS,
    TOO_LARGE,
    NOT_WRITTEN,
    /** What this page has no words for. */
    OTHER;

    /** Whether another one has to wait. */
    public boolean isUnderWay() {
      return this == COMING || this == CHECKING || this == WRITING || this == RESTARTING;
    }

    boolean isGood() {
      return this == RUNS || this == SAME;
    }
  }
}
