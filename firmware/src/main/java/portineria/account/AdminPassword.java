package portineria.account;

import java.net.InetAddress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.account.DirectoryAuthenticator.Pause;
import portineria.store.Store;

/**
 * The password of who looks after the box by its pages. There is one, and no name to it: it is
 * apart from the accounts, because those are for reading mail, and a mail program that keeps a
 * password must not keep this one. The index has its hash. Safe for many threads.
 */
public final class AdminPassword {
  /** The setting that holds the hash. */
  public static final String SETTING = "admin.password";

  /** By which failures are counted: no account can be called so. */
  private static final String NAME = "(administrator)";

  private static final Logger log = LoggerFactory.getLogger(AdminPassword.class);

  private final Store store;
  private final Passwords passwords;
  private final LoginThrottle throttle;
  private final Pause pause;

  public AdminPassword(Store store, Passwords passwords, LoginThrottle throttle, Pause pause) {
    this.store = store;
    this.passwords = passwords;
    this.throttle = throttle;
    this.pause = pause;
  }

  /** Empty until somebody has set one. */
  public Optional<String> hash() {
    return store.setting(SETTING);
  }

  /**
   * Whether it is the password, after the wait that failures have earned.
   *
   * @param from where it was typed
   */
  public boolean opens(String password, InetAddress from) throws InterruptedException {
    return opens(password, from, () -> true);
  }

  /**
   * The same, where something else has to hold as well.
   *
   * @param besides asked only of who knows the password, and not told from it
   */
  public boolean opens(String password, InetAddress from, Proof besides)
      throws InterruptedException {
    return tried(
        from,
        () -> {
          char[] typed = password.toCharArray();
          Optional<String> hash = hash();
          boolean known =
              hash.isPresent()
                  ? passwords.verify(typed, hash.get())
                  : passwords.verifyNobody(typed);
          return known && besides.holds();
        });
  }

  /** Something that only who looks after the box knows. */
  @FunctionalInterface
  public interface Proof {
    boolean holds();
  }

  /**
   * Whether another proof than the password holds: guessing at it is slowed down as guessing at the
   * password is.
   */
  public boolean tried(InetAddress from, Proof proof) throws InterruptedException {
    pause.pause(throttle.attempt(from, NAME));
    if (proof.holds()) {
      throttle.succeeded(from, NAME);
      return true;
    }
    throttle.failed(from, NAME);
    log.info("administrator denied from={}", from.getHostAddress());
    return false;
  }
}
