package portineria.webui;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who is told how the box is: the caretakers, and the service that the heartbeat calls. */
public interface NoticeBook {

  /** The accounts that hear of everything, in their INBOX. */
  List<String> caretakers();

  /** From now on that account hears of everything. */
  void addCaretaker(String account) throws Refused;

  /** It hears of no more than its own mail. */
  void removeCaretaker(String account) throws Refused;

  /** What is called once a day, where somebody has said so. */
  Optional<Heartbeat> heartbeat();

  /** From now on that is called once a day. */
  void setHeartbeat(String address) throws Refused;

  /** Nothing is called any more. */
  void removeHeartbeat() throws Refused;

  /**
   * A service that raises the alarm when no call comes.
   *
   * @param host of its address; the rest of that may be a secret, and is shown to nobody
   * @param called when a call last got through
   * @param problem why one does not since then
   */
  record Heartbeat(String host, Optional<Instant> called, Optional<Sentence> problem) {}
}
