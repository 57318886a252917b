package portineria.webui;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The accounts of the box and their devices. */
public interface AccountBook {

  /** All, by name, those with a closed login too. */
  List<Line> all();

  Optional<Account> account(String name);

  /** Makes one; where its login was closed, opens it again with the mail that was kept. */
  void add(String name, String password, Optional<Decision> decision) throws Refused;

  void setPassword(String name, String password) throws Refused;

  /** Closes a login for a while; mail is still fetched and kept. */
  void disable(String name, boolean disabled) throws Refused;

  /** What a POP3 program does by deleting: removes the message, or hides it from that device. */
  void pop3Removes(String name, boolean removes) throws Refused;

  /**
   * Gives an account another name, under which its programs log in from then on; everything stays
   * its own.
   */
  void rename(String name, String fresh) throws Refused;

  /** Closes a login for good; the mail stays. */
  void close(String name) throws Refused;

  /** Decides how long mail is kept that was removed from all mailboxes. */
  void decide(String name, Decision decision) throws Refused;

  /**
   * Makes a device.
   *
   * @return its password, which nobody can tell again
   */
  String addDevice(String name, String label) throws Refused;

  /** Makes a device's password worthless. */
  void revoke(String name, String label) throws Refused;

  /** How a login is. */
  enum State {
    OPEN,
    DISABLED,
    /** The login was removed, the mail is kept. */
    CLOSED,
    /** Who has left; all mail is erased on a day. */
    LEAVES
  }

  /** Whose the mail is. */
  enum Kind {
    COMPANY,
    PERSONAL
  }

  /** In what the time is counted for which mail is kept. */
  enum Unit {
    DAYS,
    MONTHS,
    YEARS,
    FOREVER
  }

  /**
   * How long mail is kept.
   *
   * @param amount of {@code unit}; 0 for ever
   * @param reason why just so long
   */
  record Decision(Kind kind, int amount, Unit unit, String reason) {}

  /** One in the list. */
  record Line(
      String name,
      State state,
      int devices,
      long messages,
      long octets,
      Optional<Decision> decision) {}

  /**
   * One with all that its page shows.
   *
   * @param eraseOn when all mail of who leaves is erased
   * @param sources the names of what feeds it
   */
  record Account(
      Line line,
      boolean pop3Removes,
      List<Device> devices,
      List<Mailbox> mailboxes,
      List<String> sources,
      Optional<LocalDate> eraseOn) {
    public Account {
      devices = List.copyOf(devices);
      mailboxes = List.copyOf(mailboxes);
      sources = List.copyOf(sources);
    }
  }

  /** A named password. */
  record Device(String label, Instant made, Optional<Instant> seen) {}

  /** A mailbox, with how much is in it. */
  record Mailbox(String name, long messages, long octets) {}
}
