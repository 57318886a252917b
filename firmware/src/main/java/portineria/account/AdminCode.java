package portineria.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import portineria.store.Store;

/**
 * The second thing that who looks after the box by its pages shows, where it is wanted: a code of
 * six digits that a phone shows for half a minute, made of a secret and the time (RFC 6238, with
 * its defaults). The index has the secret. Safe for many threads.
 */
public final class AdminCode {
  /** The setting that holds the secret in Base32; empty where no code is wanted. */
  public static final String SETTING = "admin.code";

  private static final int SECRET_OCTETS = 20;
  private static final long STEP_SECONDS = 30;
  private static final int MODULUS = 1_000_000;

  /** RFC 4648 §6. */
  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private static final int DIGIT_BITS = 5;

  private final Store store;
  private final InstantSource clock;

  /** No code is good twice: RFC 6238 §5.2. Guarded by this object. */
  private long lastStep = Long.MIN_VALUE;

  public AdminCode(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Whether one is wanted. */
  public boolean isWanted() {
    return secret().isPresent();
  }

  private Optional<String> secret() {
    return store.setting(SETTING).filter(text -> !text.isEmpty());
  }

  /** A new secret, in Base32; it means nothing before it is the setting. */
  public static String newSecret(SecureRandom random) {
    byte[] octets = new byte[SECRET_OCTETS];
    random.nextBytes(octets);
    StringBuilder text = new StringBuilder();
    for (int bit = 0; bit < SECRET_OCTETS * Byte.SIZE; bit += DIGIT_BITS) {
      int digit = 0;
      for (int i = bit; i < bit + DIGIT_BITS; i++) {
        int octet = octets[i / Byte.SIZE];
        digit = (digit << 1) | ((octet >> (Byte.SIZE - 1 - i % Byte.SIZE)) & 1);
      }
      text.append(DIGITS.charAt(digit));
    }
    return text.toString();
  }

  /** Whether it is a secret of ours, as far as that can be seen. */
  public static boolean isSecret(String text) {
    return text.length() == SECRET_OCTETS * Byte.SIZE / DIGIT_BITS
        && text.chars().allMatch(c -> DIGITS.indexOf(c) >= 0);
  }

  /** Whether {@code typed} is the code of now, where one is wanted; each is good once. */
  public boolean fits(String typed) {
    Optional<String> secret = secret();
    return secret.isEmpty() || fits(secret.get(), typed);
  }

  /** The same for a secret that is not the setting yet. */
  public synchronized boolean fits(String secret, String typed) {
    long now = Math.floorDiv(clock.instant().getEpochSecond(), STEP_SECONDS);
    String code = typed.replace(" ", "");
    for (long step = now - 1; step <= now + 1; step++) {
      if (step > lastStep && isSame(code(secret, step), code)) {
        lastStep = step;
        return true;
      }
    }
    return false;
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** The code of a moment. */
  public static String code(String secret, Instant when) {
    return code(secret, Math.floorDiv(when.getEpochSecond(), STEP_SECONDS));
  }

  /** RFC 4226 §5.3. */
  static String code(String secret, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(octets(secret), "HmacSHA1"));
      byte[] code = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = code[code.length - 1] & 0xf;
      int number = ByteBuffer.wrap(code).getInt(offset) & Integer.MAX_VALUE;
      return String.format(Locale.ROOT, "%06d", number % MODULUS);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] octets(String secret) {
    byte[] octets = new byte[secret.length() * DIGIT_BITS / Byte.SIZE];
    for (int bit = 0; bit < octets.length * Byte.SIZE; bit++) {
      int digit = DIGITS.indexOf(secret.charAt(bit / DIGIT_BITS));
      int one = (digit >> (DIGIT_BITS - 1 - bit % DIGIT_BITS)) & 1;
      octets[bit / Byte.SIZE] |= (byte) (one << (Byte.SIZE - 1 - bit % Byte.SIZE));
    }
    return octets;
  }
}
