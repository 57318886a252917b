package portineria.webui;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a form carries to show that it comes from a page of ours: a code over the browser's cookie,
 * under a key that lives as long as the program. Another site can make a browser send the cookie,
 * but can't know the code. Nothing is kept for it, so that strangers fill no memory.
 */
final class Tokens {
  private static final int KEY_OCTETS = 32;

  private final SecretKeySpec key;

  Tokens(SecureRandom random) {
    byte[] octets = new byte[KEY_OCTETS];
    random.nextBytes(octets);
    key = new SecretKeySpec(octets, "HmacSHA256");
  }

  /** The token of the browser with that cookie. */
  String of(String cookie) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] code = mac.doFinal(cookie.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  boolean fits(String cookie, String token) {
    return !cookie.isEmpty()
        && MessageDigest.isEqual(
            of(cookie).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }
}
