package portineria.net.tls;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Set;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * One key or certificate in a file of its own, readable by its owner alone: RFC 7468. After a power
 * cut there is the old file or the new one, whole.
 */
record PemFile(Path folder, String name) {
  private static final String KEY = "PRIVATE KEY";
  private static final String CERTIFICATE = "CERTIFICATE";

  boolean exists() {
    return Files.exists(path());
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
    writePart(pem(KEY, key.getEncoded()));
    finish();
  }

  void write(X509Certificate certificate) throws IOException {
    prepare(certificate);
    finish();
  }

  /** Writes beside the place; {@link #finish} is all that lacks then, also after a restart. */
  void prepare(X509Certificate certificate) throws IOException {
    writePart(pem(certificate));
  }

  boolean isPrepared() {
    return Files.exists(part());
  }

  void finish() throws IOException {
    Files.move(part(), path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
      entry.force(true);
    }
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
        path()
            + " is damaged; put it back from a backup (without it, programs that trust this box"
            + " would have to be set up anew)",
        cause);
  }

  private byte[] read(String type) throws IOException {
    String text = Files.readString(path(), StandardCharsets.ISO_8859_1);
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

  private void writePart(String text) throws IOException {
    Files.deleteIfExists(part());
    try (FileChannel out =
        FileChannel.open(
            part(),
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (octets.hasRemaining()) {
        out.write(octets);
      }
      out.force(true);
    }
  }

  private Path path() {
    return folder.resolve(name);
  }

  private Path part() {
    return folder.resolve(name + ".part");
  }
}
