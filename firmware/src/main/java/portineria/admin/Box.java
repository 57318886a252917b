package portineria.admin;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import portineria.account.DevicePassword;
import portineria.account.Passwords;
import portineria.account.VerifiedCredentials;
import portineria.fetch.Fetcher;
import portineria.fetch.SealedPasswords;
import portineria.search.SearchIndex;
import portineria.store.Actor;
import portineria.store.Directory;
import portineria.store.Directory.Device;
import portineria.store.Directory.Login;
import portineria.store.Directory.Pop3Deletion;
import portineria.store.Refusal;
import portineria.store.Source;
import portineria.store.Store;

/**
 * An open box, as those who look after it act on it. Safe for many threads.
 *
 * @param data the folder that holds everything
 * @param search begun where doors are open, or where a command needs it to be
 * @param verified what must be forgotten when a login changes
 * @param runs whether doors are open and sources are fetched, or only a command works on the data
 */
public record Box(
    Path data,
    Store store,
    SearchIndex search,
    Passwords passwords,
    VerifiedCredentials verified,
    SealedPasswords sealed,
    Fetcher fetcher,
    InstantSource clock,
    SecureRandom random,
    boolean runs) {
  /** Who acts when a command does. */
  public static final Actor ACTOR = new Actor("", "cli");

  private static final int LABEL_LENGTH_MAX = 60;

  /** Gives an account a new password. */
  public void setPassword(String account, String password) throws Refusal {
    store.directory().setPassword(account, passwords.hash(password.toCharArray()));
    verified.forget(account);
  }

  /** Changes what is not the password or a device. */
  public void update(String account, boolean disabled, Pop3Deletion deletion) throws Refusal {
    store.directory().update(account, disabled, deletion);
    verified.forget(account);
  }

  /**
   * Makes a device.
   *
   * @return its password, which nobody can tell again
   */
  public String addDevice(String account, String label) throws Failed, Refusal {
    checkLabel(label);
    Directory directory = store.directory();
    Login login = login(account);
    Set<String> taken = login.devices().stream().map(Device::selector).collect(Collectors.toSet());
    DevicePassword password = DevicePassword.generate(random, taken::contains);
    String hash = passwords.hash(password.text().toCharArray());
    directory.addDevice(
        login.account(),
        new Device(label, password.selector(), hash, clock.instant(), Optional.empty()));
    return password.text();
  }

  private static void checkLabel(String label) throws Failed {
    if (label.isBlank()
        || label.length() > LABEL_LENGTH_MAX
        || label.chars().anyMatch(Character::isISOControl)) {
      throw new Failed("a device's name has 1 to " + LABEL_LENGTH_MAX + " ordinary characters");
    }
  }

  /** Makes a device's password worthless. */
  public void revokeDevice(String account, String label) throws Refusal {
    store.directory().revokeDevice(account, label);
    verified.forget(account);
  }

  /** The login of {@code account}, in any case of letters. */
  public Login login(String account) throws Failed {
    return store
        .directory()
        .login(account.toLowerCase(Locale.ROOT))
        .orElseThrow(
            () -> new Failed("there is no user " + account + ": see portineria user list"));
  }

  /** Closes a login for good. */
  public void remove(String account) throws Refusal {
    store.directory().remove(account);
    verified.forget(account);
  }

  /** The upstream mailbox {@code name}. */
  public Source source(String name) throws Failed {
    return store
        .sources()
        .source(name)
        .orElseThrow(
            () -> new Failed("there is no source " + name + ": see portineria source list"));
  }

  /** The password of the upstream mailbox {@code source}, as it may be stored. */
  public String seal(String source, String password) throws Failed {
    try {
      return sealed.seal(source, password);
    } catch (IOException e) {
      throw new Failed(e);
    }
  }

  /** Adds an upstream mailbox; when the box runs, it is fetched at once. */
  public void addSource(Source source) throws Failed, Refusal {
    checkName(source.name());
    login(source.account());
    store.sources().add(source);
    fetcher.changed();
  }

  /** Changes an upstream mailbox; what was seen of it survives. */
  public void updateSource(Source source) throws Failed, Refusal {
    login(source.account());
    store.sources().update(source);
    fetcher.changed();
  }

  /** Forgets an upstream mailbox; its mail stays. */
  public void removeSource(String name) throws Refusal {
    store.sources().remove(name);
    fetcher.changed();
  }

  private static void checkName(String name) throws Failed {
    if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,63}")) {
      throw new Failed(
          "a source's name has 1 to 64 letters, digits and . _ @ + -, and begins with one of the"
              + " first two");
    }
  }
}
