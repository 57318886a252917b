package portineria.account;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The password that the box makes up for one device: {@code 7k2m-x0dq-94nt-zr3h-e8wv}, five groups
 * of four. The first is the selector: it is stored in the clear and tells whose hash is to be
 * checked. The other four are 80 random bits.
 *
 * <p>The alphabet is Crockford's for Base32, without the letters that look like others: it is read
 * from one screen and typed at another. Capitals, blanks and missing hyphens don't matter.
 *
 * @param text as it is hashed
 */
public record DevicePassword(String text) {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int GROUP = 4;
  private static final int GROUPS = 5;

  public DevicePassword {
    if (!parse(text).equals(text)) {
      throw new IllegalArgumentException("not a device's password");
    }
  }

  /**
   * A new one.
   *
   * @param random cryptographically strong
   * @param taken selectors that other devices of the account have
   */
  public static DevicePassword generate(RandomGenerator random, Predicate<String> taken) {
    String selector = group(random);
    while (taken.test(selector)) {
      selector = group(random);
    }
    StringBuilder text = new StringBuilder(selector);
    for (int i = 1; i < GROUPS; i++) {
      text.append('-').append(group(random));
    }
    return new DevicePassword(text.toString());
  }

  private static String group(RandomGenerator random) {
    StringBuilder group = new StringBuilder();
    for (int i = 0; i < GROUP; i++) {
      group.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return group.toString();
  }

  /**
   * What was typed, if it has the shape of such a password; it may be somebody's own all the same.
   */
  public static Optional<DevicePassword> typed(String password) {
    String text = parse(password);
    return text.isEmpty() ? Optional.empty() : Optional.of(new DevicePassword(text));
  }

  /** With hyphens, in small letters; empty when it has another shape. */
  private static String parse(String typed) {
    String letters = typed.replaceAll("[ -]", "").toLowerCase(Locale.ROOT);
    if (letters.length() != GROUP * GROUPS
        || !letters.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0)) {
      return "";
    }
    return String.join("-", letters.split("(?<=\\G.{" + GROUP + "})"));
  }

  /** The first group. */
  public String selector() {
    return text.substring(0, GROUP);
  }

  /** Shows the selector alone. */
  @Override
  public String toString() {
    return "DevicePassword[" + selector() + "-…]";
  }
}
