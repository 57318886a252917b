package portineria.account;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Slows down guessing. Each failed login makes the next attempts from the same address, and those
 * for the same account from anywhere, wait longer: nothing for the first three, then one second,
 * two, four … up to half a minute. Attempts that come at the same time are queued behind each
 * other, so that many connections guess no faster than one. No wait is ever longer than half a
 * minute, so nobody is locked out, neither by an attacker nor behind a shared address; a success or
 * a quarter of an hour of peace ends it.
 *
 * <p>Loopback is an address like others: the attacker may be a program on the box. Safe for use by
 * many threads; the waiting is the caller's, on its own thread.
 */
public final class LoginThrottle {
  /** The longest wait, for one attempt. */
  static final Duration WAIT_MAX = Duration.ofSeconds(30);

  /** People mistype; three times nothing happens. */
  static final int FREE_FAILURES = 3;

  /** After so long without a failure, all is forgiven. */
  static final Duration PEACE = Duration.ofMinutes(15);

  /** Addresses and accounts that are remembered, together; the longest unused go first. */
  static final int ENTRIES_MAX = 8192;

  /** An account's name comes from the client and may have any length. */
  private static final int NAME_LENGTH_MAX = 100;

  /** What is known of an address or an account. */
  private static final class Suspect {
    int failures;
    Instant last = Instant.MIN;
    Instant next = Instant.MIN;
  }

  private final InstantSource clock;
  private final Map<Object, Suspect> suspects =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Suspect> eldest) {
          return size() > ENTRIES_MAX;
        }
      };

  public LoginThrottle(InstantSource clock) {
    this.clock = clock;
  }

  /** How long this attempt has to wait before its password may be looked at. */
  public Duration attempt(InetAddress address, String account) {
    Instant now = clock.instant();
    Duration longest = Duration.ZERO;
    synchronized (suspects) {
      for (Object key : keys(address, account)) {
        Suspect suspect = suspects.get(key);
        if (suspect != null && isWatched(suspect, now)) {
          Duration wait = enqueue(suspect, now);
          longest = wait.compareTo(longest) > 0 ? wait : longest;
        }
      }
    }
    return longest;
  }

  /** The password was wrong, or there is no such account. */
  public void failed(InetAddress address, String account) {
    Instant now = clock.instant();
    synchronized (suspects) {
      for (Object key : keys(address, account)) {
        Suspect suspect = suspects.computeIfAbsent(key, any -> new Suspect());
        if (!isWatched(suspect, now)) {
          suspect.failures = 0;
        }
        suspect.failures++;
        suspect.last = now;
        Instant next = now.plus(step(suspect));
        suspect.next = next.isAfter(suspect.next) ? next : suspect.next;
      }
    }
  }

  /** The password was right. */
  public void succeeded(InetAddress address, String account) {
    synchronized (suspects) {
      suspects.keySet().removeAll(keys(address, account));
    }
  }

  /** The place behind those that wait already, but never further away than the longest wait. */
  private static Duration enqueue(Suspect suspect, Instant now) {
    Instant latest = now.plus(WAIT_MAX);
    Instant turn = suspect.next.isBefore(now) ? now : suspect.next;
    turn = turn.isAfter(latest) ? latest : turn;
    suspect.next = turn.plus(step(suspect));
    return Duration.between(now, turn);
  }

  private static Duration step(Suspect suspect) {
    if (suspect.failures < FREE_FAILURES) {
      return Duration.ZERO;
    }
    int doublings = Math.min(suspect.failures - FREE_FAILURES, 5);
    Duration step = Duration.ofSeconds(1L << doublings);
    return step.compareTo(WAIT_MAX) < 0 ? step : WAIT_MAX;
  }

  /** A clock that was set back says nothing about the peace in between. */
  private static boolean isWatched(Suspect suspect, Instant now) {
    return suspect.failures > 0 && now.isBefore(suspect.last.plus(PEACE));
  }

  /** Keys of different types: an account can't be named like an address. */
  private static List<Object> keys(InetAddress address, String account) {
    String name =
        account.length() > NAME_LENGTH_MAX ? account.substring(0, NAME_LENGTH_MAX) : account;
    return List.of(address, name);
  }
}
