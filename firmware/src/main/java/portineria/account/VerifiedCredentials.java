package portineria.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for some minutes which password has been checked against which hash, so that programs
 * that log in many times a minute don't pay Argon2 each time. Passwords are not kept: only an
 * HMAC-SHA-256 of account, hash and password, under a key that lives as long as the process.
 *
 * <p>Since the stored hash is part of it, a changed password or a revoked device is forgotten by
 * itself; {@link #forget} is there so that nothing remains in memory either. Safe for use by many
 * threads.
 */
public final class VerifiedCredentials {
  /** An office has tens of logins; more than this are an accident, and the oldest go first. */
  static final int ENTRIES_MAX = 1000;

  private record Verified(String account, Instant until) {}

  private final Duration life;
  private final InstantSource clock;
  private final SecretKeySpec key;
  private final Map<String, Verified> entries =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
          return size() > ENTRIES_MAX;
        }
      };

  public VerifiedCredentials(Duration life, InstantSource clock) {
    this.life = life;
    this.clock = clock;
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    key = new SecretKeySpec(random, "HmacSHA256");
  }

  /** Whether {@link #remember} was told the same, not too long ago. */
  public boolean knows(String account, char[] password, String hash) {
    String digest = digest(account, password, hash);
    Instant now = clock.instant();
    synchronized (entries) {
      Verified entry = entries.get(digest);
      if (entry == null) {
        return false;
      }
      // A clock that was set back must not lengthen a life.
      boolean alive = now.isBefore(entry.until()) && !now.isBefore(entry.until().minus(life));
      if (!alive) {
        entries.remove(digest);
      }
      return alive;
    }
  }

  /** {@code password} is what {@code hash}, of this account, was made from: it was just checked. */
  public void remember(String account, char[] password, String hash) {
    String digest = digest(account, password, hash);
    Instant until = clock.instant().plus(life);
    synchronized (entries) {
      entries.remove(digest);
      entries.put(digest, new Verified(account, until));
    }
  }

  /** Forgets all of an account: its password changed, a device was revoked, it was closed. */
  public void forget(String account) {
    synchronized (entries) {
      entries.values().removeIf(entry -> entry.account().equals(account));
    }
  }

  private String digest(String account, char[] password, String hash) {
    try (Secret secret = Secret.of(password)) {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      update(mac, account.getBytes(StandardCharsets.UTF_8));
      update(mac, hash.getBytes(StandardCharsets.UTF_8));
      update(mac, secret.octets());
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** With its length, so that no two triples look alike. */
  private static void update(Mac mac, byte[] part) {
    mac.update(ByteBuffer.allocate(4).putInt(part.length).flip());
    mac.update(part);
  }
}
