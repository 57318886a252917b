package portineria.account;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.store.Actor;
import portineria.store.Directory;
import portineria.store.Directory.Device;
import portineria.store.Directory.Login;

/**
 * Lets in who knows an account's own password, or one of its devices'. A device's is told by its
 * selector, so that each attempt costs one hash, whoever tries.
 *
 * <p>The order matters: first the wait that failures have earned, also for a password that was
 * verified a minute ago, because else that memory could be asked without any wait; then one hash,
 * for names that don't exist as well. Whether a login is closed is said only to those who know its
 * password.
 */
public final class DirectoryAuthenticator implements Authenticator {
  private static final Logger log = LoggerFactory.getLogger(DirectoryAuthenticator.class);

  private final Directory directory;
  private final Passwords passwords;
  private final VerifiedCredentials verified;
  private final LoginThrottle throttle;
  private final InstantSource clock;
  private final Pause pause;

  public DirectoryAuthenticator(
      Directory directory,
      Passwords passwords,
      VerifiedCredentials verified,
      LoginThrottle throttle,
      InstantSource clock,
      Pause pause) {
    this.directory = directory;
    this.passwords = passwords;
    this.verified = verified;
    this.throttle = throttle;
    this.clock = clock;
    this.pause = pause;
  }

  /** How a session waits; {@link Thread#sleep(Duration)} on its virtual thread. */
  @FunctionalInterface
  public interface Pause {
    void pause(Duration duration) throws InterruptedException;
  }

  /** What a password is checked against. */
  private record Lock(String device, String hash) {}

  @Override
  public Outcome login(PlainCredentials credentials, InetAddress from, String door) {
    String name = credentials.user();
    try {
      pause.pause(throttle.attempt(from, name));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Unavailable("Portineria is closing");
    }
    Optional<Login> login = directory.login(name);
    Optional<Lock> lock = login.flatMap(known -> lock(known, credentials.password()));
    if (login.isEmpty() || lock.isEmpty()) {
      passwords.verifyNobody(credentials.password().toCharArray());
      return denied(name, from, door);
    }
    if (!opens(name, credentials.password(), lock.get())) {
      return denied(name, from, door);
    }
    throttle.succeeded(from, name);
    return login.get().disabled() ? new Outcome.Closed() : granted(login.get(), lock.get(), door);
  }

  /** The device that the password names, else the account's own password. */
  private static Optional<Lock> lock(Login login, String password) {
    Optional<String> selector = DevicePassword.typed(password).map(DevicePassword::selector);
    for (Device device : login.devices()) {
      if (selector.isPresent() && device.selector().equals(selector.get())) {
        return Optional.of(new Lock(device.label(), device.passwordHash()));
      }
    }
    return login.passwordHash().map(hash -> new Lock("", hash));
  }

  private boolean opens(String account, String typed, Lock lock) {
    String exact =
        lock.device().isEmpty()
            ? typed
            : DevicePassword.typed(typed).map(DevicePassword::text).orElse(typed);
    char[] password = exact.toCharArray();
    if (verified.knows(account, password, lock.hash())) {
      return true;
    }
    if (!passwords.verify(password, lock.hash())) {
      return false;
    }
    verified.remember(account, password, lock.hash());
    return true;
  }

  private Outcome denied(String name, InetAddress from, String door) {
    throttle.failed(from, name);
    log.info("login denied door={} from={} user={}", door, from.getHostAddress(), name);
    return new Outcome.Denied();
  }

  private Outcome granted(Login login, Lock lock, String door) {
    if (!lock.device().isEmpty()) {
      directory.seen(login.account(), lock.device(), clock.instant());
    }
    return new Outcome.Granted(
        login.account(), new Actor(lock.device(), door), login.pop3Deletion());
  }
}
