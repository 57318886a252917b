package portineria.store.volume;

import java.io.IOException;

/** A volume is missing, or too short for what the index says is in it. */
public final class DamagedVolume extends IOException {
  private static final long serialVersionUID = 1L;

  static final String ADVICE =
      "the rest is served; get the file back from a backup, and see what was in it by `portineria"
          + " verify`";

  private final int volume;

  DamagedVolume(int volume, String message) {
    super(message);
    this.volume = volume;
  }

  /** The volume's number. */
  public int volume() {
    return volume;
  }
}
