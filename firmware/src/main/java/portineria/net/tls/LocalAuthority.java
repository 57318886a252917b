package portineria.net.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The box's own certificate authority: {@code ca.key} and {@code ca.pem}. Made at first start and
 * never again; computers trust it.
 */
final class LocalAuthority {
  private static final Logger LOG = LoggerFactory.getLogger(LocalAuthority.class);

  private final PrivateKey key;
  private final X509Certificate certificate;
  private final Scope scope;

  private LocalAuthority(PrivateKey key, X509Certificate certificate, Scope scope) {
    this.key = key;
    this.certificate = certificate;
    this.scope = scope;
  }

  /**
   * Opens the authority in {@code folder}, or makes one there for {@code names}.
   *
   * @throws IOException when a file is damaged or only one of the two is there
   */
  static LocalAuthority open(Path folder, ServerNames names) throws IOException {
    PemFile keyFile = new PemFile(folder, "ca.key");
    PemFile certificateFile = new PemFile(folder, "ca.pem");
    if (!keyFile.exists() && !certificateFile.exists()) {
      make(keyFile, certificateFile, names);
    } else if (!certificateFile.exists() && certificateFile.isPrepared()) {
      certificateFile.finish();
    }
    for (PemFile file : new PemFile[] {keyFile, certificateFile}) {
      if (!file.exists()) {
        throw file.damaged(new IOException("it is missing, and its other half is there"));
      }
    }
    PrivateKey key = keyFile.key();
    X509Certificate certificate = certificateFile.certificate();
    if (!belong(key, certificate.getPublicKey())) {
      throw certificateFile.damaged(new IOException("it does not belong to ca.key"));
    }
    try {
      return new LocalAuthority(key, certificate, Scope.of(certificate));
    } catch (IOException foreign) {
      throw certificateFile.damaged(foreign);
    }
  }

  /** A power cut at any point leaves nothing that counts, or what the next start finishes. */
  private static void make(PemFile keyFile, PemFile certificateFile, ServerNames names)
      throws IOException {
    KeyPair key = CertificateDraft.newKey();
    Scope scope = Scope.of(names.hosts());
    X509Certificate certificate = CertificateDraft.authority(key, scope, Validity.AUTHORITY);
    certificateFile.prepare(certificate);
    keyFile.write(key.getPrivate());
    certificateFile.finish();
    LOG.info("authority made subject=\"{}\"", certificate.getSubjectX500Principal());
  }

  X509Certificate certificate() {
    return certificate;
  }

  /** Those of {@code names} that this authority may vouch for. */
  ServerNames within(ServerNames names) {
    Set<String> hosts = new LinkedHashSet<>(names.hosts());
    hosts.removeIf(host -> !scope.permitsHost(host));
    Set<String> addresses = new LinkedHashSet<>(names.addresses());
    addresses.removeIf(address -> !scope.permitsAddress(address));
    return new ServerNames(hosts, addresses);
  }

  X509Certificate issue(PublicKey server, ServerNames names, Validity validity) {
    return CertificateDraft.server(certificate, key, server, names, validity);
  }

  boolean hasSigned(X509Certificate other) {
    try {
      other.verify(certificate.getPublicKey());
      return true;
    } catch (GeneralSecurityException not) {
      return false;
    }
  }

  /** Whether a signature by {@code key} is one of {@code known}. */
  static boolean belong(PrivateKey key, PublicKey known) {
    return belong(key, known, "SHA256withECDSA");
  }

  /**
   * The same, of any kind of key.
   *
   * @param signature how one signs with it
   */
  static boolean belong(PrivateKey key, PublicKey known, String signature) {
    try {
      byte[] sample = {1, 2, 3};
      Signature signer = Signature.getInstance(signature);
      signer.initSign(key);
      signer.update(sample);
      byte[] signed = signer.sign();
      signer.initVerify(known);
      signer.update(sample);
      return signer.verify(signed);
    } catch (GeneralSecurityException unfit) {
      return false;
    }
  }
}
