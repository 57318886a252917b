package portineria.account;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A password's Argon2id hash (RFC 9106) in the form that password tools share: {@code
 * $argon2id$v=19$m=KiB,t=passes,p=lanes$salt$hash}, base64 without padding. Immutable.
 */
final class Argon2Hash {
  /** 19 MiB, two passes, one lane: what a Raspberry Pi can spare for one login at a time. */
  private static final int MEMORY_KIB = 19 * 1024;

  private static final int PASSES = 2;
  private static final int SALT_OCTETS = 16;
  private static final int HASH_OCTETS = 32;

  /** A stored hash may have other costs, but not such that checking it stops the box. */
  private static final int MEMORY_KIB_MAX = 256 * 1024;

  private static final int PASSES_MAX = 64;

  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,3})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final int memoryKib;
  private final int passes;
  private final int lanes;
  private final byte[] salt;
  private final byte[] hash;

  private Argon2Hash(int memoryKib, int passes, int lanes, byte[] salt, byte[] hash) {
    this.memoryKib = memoryKib;
    this.passes = passes;
    this.lanes = lanes;
    this.salt = salt;
    this.hash = hash;
  }

  /** Of {@code secret}, with a new salt. Slow. */
  static Argon2Hash of(byte[] secret) {
    byte[] salt = new byte[SALT_OCTETS];
    RANDOM.nextBytes(salt);
    byte[] hash = compute(secret, MEMORY_KIB, PASSES, 1, salt, HASH_OCTETS);
    return new Argon2Hash(MEMORY_KIB, PASSES, 1, salt, hash);
  }

  static Argon2Hash parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("not an Argon2id hash");
    }
    int memoryKib = Integer.parseInt(form.group(1));
    int passes = Integer.parseInt(form.group(2));
    int lanes = Integer.parseInt(form.group(3));
    // RFC 9106 §3.1: at least eight blocks a lane.
    if (memoryKib > MEMORY_KIB_MAX
        || passes < 1
        || passes > PASSES_MAX
        || lanes < 1
        || memoryKib < 8 * lanes) {
      throw new IllegalArgumentException("Argon2id with costs that are not for this box");
    }
    Base64.Decoder base64 = Base64.getDecoder();
    return new Argon2Hash(
        memoryKib, passes, lanes, base64.decode(form.group(4)), base64.decode(form.group(5)));
  }

  /** Whether it is the hash of {@code secret}. Slow. */
  boolean matches(byte[] secret) {
    return MessageDigest.isEqual(
        hash, compute(secret, memoryKib, passes, lanes, salt, hash.length));
  }

  private static byte[] compute(
      byte[] secret, int memoryKib, int passes, int lanes, byte[] salt, int octets) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[octets];
    generator.generateBytes(secret, hash);
    return hash;
  }

  @Override
  public String toString() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            memoryKib, passes, lanes, base64.encodeToString(salt), base64.encodeToString(hash));
  }
}
