package portineria.store;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The logins of the box. Password hashes are opaque here; {@code account} makes and checks them.
 */
public interface Directory {
  List<Login> logins();

  Optional<Login> login(String account);

  /** Sets what is not the password or a device. */
  void update(String account, boolean disabled, Pop3Deletion pop3Deletion) throws Refusal;

  /** Sets which extensions the account's programs do not get: {@link Login#withheld}. */
  void withhold(String account, Set<String> capabilities) throws Refusal;

  void setPassword(String account, String passwordHash) throws Refusal;

  /** Adds a device; its label is new among those that were not revoked. */
  void addDevice(String account, Device device) throws Refusal;

  void revokeDevice(String account, String label) throws Refusal;

  /** Remembers when a device was last seen, soon: no commit of its own. */
  void seen(String account, String label, Instant when);

  /**
   * Closes the login: it and its devices are gone, and all that is shared with or by the account;
   * the mail stays.
   */
  void remove(String account) throws Refusal;

  /** A login, without a password and devices, for an account whose login was removed. */
  void open(String account) throws Refusal;

  /**
   * Gives an account another name, under which it logs in from now on. Everything stays its own:
   * mail, devices, sources, decisions, what is shared. The old name stays reserved for it, because
   * its mail is filed under that in the volumes: given to somebody else it would mix up the mail of
   * two people when the index is made anew.
   *
   * @throws Refusal with {@code NONEXISTENT} where there is no such login, with {@code
   *     ALREADY_EXISTS} where another account is called so, or ever was, and with {@code CANNOT}
   *     where the name can't be one, or all mail of the account is to be erased because its owner
   *     has left
   */
  void rename(String account, String name) throws Refusal;

  /** What an account was called before, each name once, the oldest first. */
  List<String> formerNames(String account);

  /** What the account is called now that is called so, or ever was. */
  Optional<String> nameNow(String name);

  /**
   * From now on {@code listener} hears of each account that was renamed, by its name before; on the
   * thread that has renamed it, after the commit.
   */
  Subscription tellOfRenamed(Consumer<String> listener);

  /** What DELE does in POP3: see DESIGN, the vault. */
  enum Pop3Deletion {
    /** Hides the message from this device's POP3 view. */
    HIDE,
    /** Removes the message from INBOX. */
    REMOVE
  }

  /**
   * An account as somebody who logs in.
   *
   * @param passwordHash empty where none was set yet
   * @param withheld IMAP capabilities that are switched off for its programs, because one of them
   *     gets them wrong; what the words mean is not for the store
   */
  record Login(
      String account,
      boolean disabled,
      Optional<String> passwordHash,
      Pop3Deletion pop3Deletion,
      List<Device> devices,
      Set<String> withheld) {
    public Login {
      devices = List.copyOf(devices);
      withheld = Collections.unmodifiableSet(new TreeSet<>(withheld));
    }

    /** One from which nothing is withheld. */
    public Login(
        String account,
        boolean disabled,
        Optional<String> passwordHash,
        Pop3Deletion pop3Deletion,
        List<Device> devices) {
      this(account, disabled, passwordHash, pop3Deletion, devices, Set.of());
    }
  }

  /**
   * A named password of an account.
   *
   * @param selector the first characters of the password, in the clear: it tells which hash to
   *     check
   */
  record Device(
      String label,
      String selector,
      String passwordHash,
      Instant created,
      Optional<Instant> lastSeen) {}
}
