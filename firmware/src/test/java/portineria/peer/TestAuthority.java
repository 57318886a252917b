package portineria.peer;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for tests: it lives as long as the test. */
public final class TestAuthority {
  private static final char[] NO_PASSWORD = new char[0];

  private final X500Name name;
  private final KeyPair keys = keyPair();
  private final X509Certificate certificate;

  public TestAuthority(String name) {
    this.name = new X500Name("CN=" + name);
    this.certificate = authority(this.name, keys);
  }

  /** One that another one vouches for. */
  private TestAuthority(String name, TestAuthority above) {
    this.name = new X500Name("CN=" + name);
    this.certificate = above.authority(this.name, keys);
  }

  public TestAuthority below(String name) {
    return new TestAuthority(name, this);
  }

  private X509Certificate authority(X500Name subject, KeyPair subjectKeys) {
    return certificate(
        subject,
        subjectKeys,
        Duration.ofDays(-1),
        Duration.ofDays(365),
        builder ->
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true)),
        Instant.now());
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** What a client is given to trust. */
  public String pem() {
    return pem(certificate);
  }

  /** A server's certificate that is valid today. */
  public Issued issue(String... names) {
    return issue(Duration.ofDays(-1), Duration.ofDays(30), names);
  }

  /**
   * A server's certificate.
   *
   * @param names host names and addresses
   */
  public Issued issue(Duration from, Duration until, String... names) {
    return issue(keyPair(), from, until, names);
  }

  /** The same for a key that somebody has. */
  public Issued issue(KeyPair server, Duration from, Duration until, String... names) {
    GeneralName[] alternatives =
        Stream.of(names)
            .map(
                each ->
                    new GeneralName(
                        each.matches("[0-9.]+|.*:.*") ? GeneralName.iPAddress : GeneralName.dNSName,
                        each))
            .toArray(GeneralName[]::new);
    X509Certificate issued =
        certificate(
            new X500Name("CN=" + names[0]),
            server,
            from,
            until,
            builder ->
                builder.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(alternatives)),
            Instant.now());
    return new Issued(issued, server, /* issuer= */ certificate);
  }

  /** A certificate and its key. */
  public record Issued(X509Certificate certificate, KeyPair keys, X509Certificate issuer) {
    public String certificatePem() {
      return pem(certificate);
    }

    public String keyPem() {
      try {
        return pem(new JcaPKCS8Generator(keys.getPrivate(), null));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** For a server. */
    public SSLContext context() {
      try {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setKeyEntry(
            "server", keys.getPrivate(), NO_PASSWORD, new X509Certificate[] {certificate, issuer});
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
      } catch (GeneralSecurityException | IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  private interface Extending {
    void extend(X509v3CertificateBuilder builder) throws CertIOException;
  }

  private X509Certificate certificate(
      X500Name subject,
      KeyPair subjectKeys,
      Duration from,
      Duration until,
      Extending extending,
      Instant now) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              new BigInteger(64, new SecureRandom()),
              Date.from(now.plus(from)),
              Date.from(now.plus(until)),
              subject,
              subjectKeys.getPublic());
      extending.extend(builder);
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String pem(Object what) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(what);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
