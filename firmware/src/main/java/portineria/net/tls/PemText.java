package portineria.net.tls;

import java.io.IOException;
import java.io.StringReader;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/**
 * The certificates and keys in a text, in its order: RFC 7468, and OpenSSL's own forms of keys, as
 * authorities and their tools hand them out. What else is in it is passed over.
 */
record PemText(List<X509Certificate> certificates, List<PrivateKey> keys, boolean hasLockedKey) {
  /** A chain has four at the most; a bundle of all authorities is a mistake. */
  private static final int OBJECTS_MAX = 20;

  PemText {
    certificates = List.copyOf(certificates);
    keys = List.copyOf(keys);
  }

  /**
   * Reads what is there.
   *
   * @throws IOException when an object is damaged
   */
  static PemText of(String text) throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    List<PrivateKey> keys = new ArrayList<>();
    boolean locked = false;
    JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
    try (PEMParser in = new PEMParser(new StringReader(text))) {
      Object one = in.readObject();
      for (int i = 0; one != null && i < OBJECTS_MAX; i++) {
        switch (one) {
          case X509CertificateHolder holder ->
              certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
          case PEMKeyPair pair -> keys.add(converter.getPrivateKey(pair.getPrivateKeyInfo()));
          case PrivateKeyInfo info -> keys.add(converter.getPrivateKey(info));
          case PEMEncryptedKeyPair pair -> locked = true;
          case PKCS8EncryptedPrivateKeyInfo info -> locked = true;
          default -> {
            // Parameters of a curve, for instance, which OpenSSL writes before the key.
          }
        }
        one = in.readObject();
      }
    } catch (CertificateException | RuntimeException damaged) {
      throw new IOException(damaged);
    }
    return new PemText(certificates, keys, locked);
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return certificates.size() + " certificates, " + keys.size() + " keys";
  }
}
