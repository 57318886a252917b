package portineria.fetch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import portineria.keys.KeyFile;

/**
 * Upstream passwords as they lie in the index: AES-GCM under a key that lies in {@code keys/}, so
 * that a copy of the index alone gives none away. Bound to the source's name: moved to another
 * source, whose server somebody else may have chosen, a sealed password does not open.
 *
 * <p>For many threads.
 */
public final class SealedPasswords {
  private static final String VERSION = "1:";
  private static final int KEY_OCTETS = 32;
  private static final int NONCE_OCTETS = 12;
  private static final int TAG_BITS = 128;

  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param folder {@code DATA/keys}; the key is made in it at first use
   */
  public SealedPasswords(Path folder) {
    this.folder = folder;
  }

  /** Seals the password of the source {@code name}. */
  public String seal(String name, String password) throws IOException {
    byte[] nonce = new byte[NONCE_OCTETS];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, name, nonce);
      byte[] sealed = cipher.doFinal(password.getBytes(StandardCharsets.UTF_8));
      byte[] all = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      return VERSION + Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has AES-GCM", e);
    }
  }

  /**
   * Opens the password of the source {@code name}.
   *
   * @throws IOException with a sentence for the person, if the key is another one or the sealed
   *     text is damaged
   */
  public String unseal(String name, String sealed) throws IOException {
    try {
      if (!sealed.startsWith(VERSION)) {
        throw new GeneralSecurityException("an unknown version");
      }
      byte[] all = Base64.getDecoder().decode(sealed.substring(VERSION.length()));
      ByteBuffer parts = ByteBuffer.wrap(all);
      byte[] nonce = new byte[Math.min(NONCE_OCTETS, all.length)];
      parts.get(nonce);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, name, nonce);
      byte[] password = cipher.doFinal(all, nonce.length, parts.remaining());
      return new String(password, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(
          "The stored password of " + name + " can't be opened: set it again.", e);
    }
  }

  private Cipher cipher(int mode, String name, byte[] nonce)
      throws GeneralSecurityException, IOException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private synchronized byte[] key() throws IOException {
    KeyFile file = new KeyFile(folder, "sources.key");
    if (!file.exists()) {
      make(file);
    }
    byte[] key = Files.readAllBytes(file.path());
    if (key.length != KEY_OCTETS) {
      throw new IOException(
          file.path()
              + " is damaged: take it from a backup, or remove it and set the"
              + " passwords of all sources again.");
    }
    return key;
  }

  /** On the disk before anything is sealed with it: a lost key is a lost password. */
  private void make(KeyFile file) throws IOException {
    byte[] key = new byte[KEY_OCTETS];
    random.nextBytes(key);
    file.write(key);
  }
}
