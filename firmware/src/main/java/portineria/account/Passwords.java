package portineria.account;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes and checks password hashes, one at a time, on a platform thread of its own: each takes 19
 * MiB and about a tenth of a second, which must not be multiplied by the number of clients, nor
 * taken from the threads that carry the sessions. Callers wait; safe for use by many threads.
 *
 * <p>Passwords given in are not kept; wiping the array is up to the caller.
 */
public final class Passwords implements AutoCloseable {
  private final ExecutorService hasher =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("argon2").factory());

  /** A hash to store, with a new salt each time. */
  public String hash(char[] password) {
    try (Secret secret = Secret.of(password)) {
      return onHasher(() -> Argon2Hash.of(secret.octets()).toString());
    }
  }

  /**
   * Whether {@code hash} was made from {@code password}, here or by another program's Argon2id.
   *
   * @throws IllegalArgumentException when it is no such hash
   */
  public boolean verify(char[] password, String hash) {
    Argon2Hash stored = Argon2Hash.parse(hash);
    try (Secret secret = Secret.of(password)) {
      return onHasher(() -> stored.matches(secret.octets()));
    }
  }

  /**
   * For a login that does not exist: takes as long as {@link #verify}, so that a stranger can't
   * tell by the time which names exist.
   *
   * @return false
   */
  public boolean verifyNobody(char[] password) {
    return hash(password).isEmpty();
  }

  private <T> T onHasher(Callable<T> work) {
    Future<T> result = hasher.submit(work);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException later) {
          // It must not go on with a secret that is wiped meanwhile.
          interrupted = true;
        }
      }
    } catch (ExecutionException failed) {
      throw new IllegalStateException("hashing failed", failed.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    hasher.shutdown();
  }
}
