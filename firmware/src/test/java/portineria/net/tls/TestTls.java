package portineria.net.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A server's TLS in a folder of the test's, and clients that trust it. */
public final class TestTls {
  public static final ServerNames NAMES =
      new ServerNames(Set.of("localhost"), Set.of("127.0.0.1", "0:0:0:0:0:0:0:1"));

  private TestTls() {}

  public static ServerTls in(Path folder) {
    try {
      return ServerTls.open(folder, NAMES, InstantSource.system());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  public static X509Certificate certificate(String pem) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  /** A client that trusts nothing but this authority. */
  public static SSLContext clientOf(ServerTls server) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("box", certificate(server.caPem()));
      TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
