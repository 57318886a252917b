package portineria.store.volume;

import java.io.IOException;

/** A volume is missing, or too short for what the index says is in it. */
public final class DamagedVolume extends IOException {
  private static final long serialVersionUID = 1L;

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
