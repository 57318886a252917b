package portineria.webui;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What must not go, and what goes on a day. How long an account's mail is kept: AccountBook. */
public interface KeepBook {

  /** The holds in force, by name. */
  List<Hold> holds();

  /** From now on nothing goes for good that it covers. */
  void hold(Hold hold) throws Refused;

  /** What it covered may go again when its time has come. */
  void lift(String name) throws Refused;

  /** Who has left, and when their mail is erased. */
  List<Leaver> leavers();

  /**
   * Somebody leaves: the login is closed, and all mail is erased on a day.
   *
   * @return with which the colleague who takes over logs in as who has left; nobody can tell it
   *     again
   */
  Optional<String> leave(Leaver leaver) throws Refused;

  /** Nothing is erased; the login needs a new password. */
  void stay(String account) throws Refused;

  /**
   * Mail that must not go. All that is said must apply to a message.
   *
   * @param correspondent an address, or {@code @} and a domain
   * @param begun when; for a new one it counts nothing
   */
  record Hold(
      String name,
      Optional<String> account,
      Optional<String> correspondent,
      Optional<String> text,
      Optional<LocalDate> from,
      Optional<LocalDate> to,
      String reason,
      Instant begun) {}

  /**
   * Who leaves.
   *
   * @param handedTo the account of the colleague who takes over
   */
  record Leaver(String account, LocalDate eraseOn, Optional<String> handedTo, String reason) {}
}
