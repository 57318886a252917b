package portineria.webui;

import java.time.Instant;
import java.util.List;

/** The programs that look at the box from time to time, for who looks after many of them. */
public interface Monitors {

  /** All, the oldest first. */
  List<Monitor> all();

  /**
   * Lets one in.
   *
   * @param label what people call it
   * @return its token, which nobody can tell again
   */
  String add(String label) throws Refused;

  /** Lets one in no more. */
  void remove(String label) throws Refused;

  /** Whether it is the token of one of them. */
  boolean knows(String token);

  /** One that is let in. */
  record Monitor(String label, Instant made) {}
}
