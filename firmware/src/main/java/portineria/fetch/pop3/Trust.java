package portineria.fetch.pop3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import portineria.fetch.pop3.UpstreamTrouble.Kind;

/**
 * The certificates that servers are checked against. Worth keeping from session to session: it
 * takes time to read them, and TLS sessions are resumed through it.
 */
public final class Trust {
  private final SSLContext context;

  private Trust(SSLContext context) {
    this.context = context;
  }

  /**
   * Trusts the certificates of {@code pem}, or the system's where it is empty.
   *
   * @throws UpstreamTrouble if there is no certificate in it
   */
  public static Trust of(Optional<String> pem) throws UpstreamTrouble {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(pem.isPresent() ? keyStore(pem.get()) : null);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new NamingTrust(manager(factory))}, null);
      return new Trust(context);
    } catch (GeneralSecurityException | IOException e) {
      throw new UpstreamTrouble(
          Kind.INSECURE,
          "The certificates to trust can't be read: give a file with certificates in PEM.",
          e);
    }
  }

  /** For a client that checks the name of its server itself, or has the socket check it. */
  public SSLSocketFactory sockets() {
    return context.getSocketFactory();
  }

  private static X509ExtendedTrustManager manager(TrustManagerFactory factory) {
    return Stream.of(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("every JDK checks X.509"));
  }

  private static KeyStore keyStore(String pem) throws GeneralSecurityException, IOException {
    Collection<? extends Certificate> certificates =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    if (certificates.isEmpty()) {
      throw new IOException("no certificate");
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("trusted-" + number++, certificate);
    }
    return store;
  }
}
