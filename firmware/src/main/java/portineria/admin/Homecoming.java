package portineria.admin;

import java.io.IOException;
import portineria.backup.RestoreWish;
import portineria.backup.Watch;

/**
 * How everything from a backup comes to a box that already runs, with nothing on it. Who makes the
 * store knows how: the rooms above it see no more of it than this.
 */
public interface Homecoming {
  /** Whether nothing was ever stored here. */
  boolean isPossible();

  /**
   * Brings everything to a place beside the store, or goes on with it; takes its time.
   *
   * @throws IOException with a sentence, when it could not be done; done once more, it goes on
   */
  void bring(RestoreWish wish, Watch watch) throws IOException;

  /** What was brought is whole: the box begins anew with it, on its own. */
  void beginAnew();
}
