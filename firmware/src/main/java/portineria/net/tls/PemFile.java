package portineria.net.tls;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;
import portineria.keys.KeyFile;

/**
 * One key or certificate in a file of its own, readable by its owner alone: RFC 7468. After a power
 * cut there is the old file or the new one, whole.
 */
record PemFile(KeyFile file) {
  private static final String KEY = "PRIVATE KEY";
  private static final String CERTIFICATE = "CERTIFICATE";

  PemFile(Path folder, String name) {
    this(new KeyFile(folder, name));
  }

  boolean exists() {
    return file.exists();
  }

  PrivateKey key() throws IOException {
    byte[] encoded = read(KEY);
    try {
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException damaged) {
      throw damaged(damaged);
    }
  }

  X509Certificate certificate() throws IOException {
    byte[] encoded = read(CERTIFICATE);
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(new X509CertificateHolder(Certificate.getInstance(encoded)));
    } catch (CertificateException | RuntimeException damaged) {
      throw damaged(damaged);
    }
  }

  void write(PrivateKey key) throws IOException {
    file.write(octets(pem(key)));
  }

  void write(X509Certificate certificate) throws IOException {
    file.write(octets(pem(certificate)));
  }

  /** Writes beside the place; {@link #finish} is all that lacks then, also after a restart. */
  void prepare(X509Certificate certificate) throws IOException {
    file.prepare(octets(pem(certificate)));
  }

  boolean isPrepared() {
    return file.isPrepared();
  }

  void finish() throws IOException {
    file.finish();
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static String pem(PrivateKey key) {
    return pem(KEY, key.getEncoded());
  }

  static String pem(X509Certificate certificate) {
    try {
      return pem(CERTIFICATE, certificate.getEncoded());
    } catch (CertificateException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  IOException damaged(Throwable cause) {
    return new IOException(
        file.path()
            + " is damaged; put it back from a backup (without it, programs that trust this box"
            + " would have to be set up anew)",
        cause);
  }

  private byte[] read(String type) throws IOException {
    String text = Files.readString(file.path(), StandardCharsets.ISO_8859_1);
    PemObject object;
    try (PemReader in = new PemReader(new StringReader(text))) {
      object = in.readPemObject();
    } catch (IOException | RuntimeException damaged) {
      throw damaged(damaged);
    }
    if (object == null || !object.getType().equals(type)) {
      throw damaged(new IOException("no " + type));
    }
    return object.getContent();
  }

  private static String pem(String type, byte[] encoded) {
    StringWriter text = new StringWriter();
    try (PemWriter out = new PemWriter(text)) {
      out.writeObject(new PemObject(type, encoded));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return text.toString();
  }
}
