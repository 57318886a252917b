package portineria.net.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS as all doors and the web pages speak it, with the certificate of the box's own authority, and
 * one that the office has given. Safe for use by many threads.
 */
public final class ServerTls {
  private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

  /**
   * Sessions that clients without tickets may resume: an office's worth. JSSE keeps 20,480 for a
   * day otherwise; with tickets, as all current clients use them, the server keeps nothing.
   */
  private static final int RESUMABLE_SESSIONS = 1000;

  private static final String SERVER = "server.pem";

  private static final int RESUMABLE_SECONDS = 4 * 60 * 60;

  // RFC 5280 §4.2.1.6: the tags of the kinds of names.
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  static {
    // Nobody needs it, it is an attack's tool on TLS 1.2, and JSSE asks only this property.
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
  }

  private final LocalAuthority authority;
  private final Path folder;
  private final PemFile certificateFile;
  private final InstantSource clock;
  private final ServerKey key;
  private final SSLContext context;
  private final List<String> suites;

  private ServerTls(LocalAuthority authority, Path folder, ServerKey key, InstantSource clock) {
    this.authority = authority;
    this.folder = folder;
    this.certificateFile = new PemFile(folder, SERVER);
    this.key = key;
    this.clock = clock;
    context = newContext(key);
    suites = Ciphers.inOrder(Ciphers.processorKnowsAes(Path.of("/proc/cpuinfo")));
  }

  /**
   * Opens the keys in {@code folder} ({@code DATA/keys}), makes what is missing and renews the
   * server's certificate when it wants it.
   *
   * @throws IOException with a sentence for the administrator, when a file is damaged
   */
  public static ServerTls open(Path folder, ServerNames names, InstantSource clock)
      throws IOException {
    LocalAuthority authority = LocalAuthority.open(folder, names);
    PemFile keyFile = new PemFile(folder, "server.key");
    PemFile certificateFile = new PemFile(folder, SERVER);
    if (!fit(keyFile, certificateFile)) {
      // No computer trusts this key by itself: a lost half is simply made anew, with the other.
      ServerNames vouched = authority.within(names);
      KeyPair fresh = CertificateDraft.newKey();
      Validity validity = Validity.server(clock.instant());
      certificateFile.prepare(authority.issue(fresh.getPublic(), vouched, validity));
      keyFile.write(fresh.getPrivate());
      certificateFile.finish();
    }
    X509Certificate shown = certificateFile.certificate();
    ServerKey key = new ServerKey(keyFile.key(), shown, authority.certificate());
    key.give(GivenCertificate.in(folder));
    ServerTls tls = new ServerTls(authority, folder, key, clock);
    tls.renew(names);
    return tls;
  }

  private static boolean fit(PemFile key, PemFile certificate) throws IOException {
    return key.exists()
        && certificate.exists()
        && LocalAuthority.belong(key.key(), certificate.certificate().getPublicKey());
  }

  /**
   * Makes a new server certificate if the present one isn't valid now, has under a third of its
   * life left, isn't the authority's, or says other names than {@code names}; handshakes show it
   * from now on. Call it once a day, when the clock has been set and when addresses have changed.
   *
   * @return whether there is a new one
   */
  public synchronized boolean renew(ServerNames names) throws IOException {
    ServerNames vouched = authority.within(names);
    X509Certificate shown = key.shown();
    if (!Validity.of(shown).wantsRenewal(clock.instant())
        && authority.hasSigned(shown)
        && names(shown).equals(vouched)) {
      return false;
    }
    Validity validity = Validity.server(clock.instant());
    X509Certificate renewed = authority.issue(shown.getPublicKey(), vouched, validity);
    certificateFile.write(renewed);
    key.show(renewed);
    LOG.info("certificate renewed until={} names={}", validity.to(), vouched.hosts());
    return true;
  }

  /** The names and addresses in {@code certificate}, which the authority here has signed. */
  static ServerNames names(X509Certificate certificate) {
    Set<String> hosts = new LinkedHashSet<>();
    Set<String> addresses = new LinkedHashSet<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
        String text = String.valueOf(alternative.get(1));
        switch ((Integer) alternative.get(0)) {
          case DNS_NAME -> hosts.add(text);
          case IP_ADDRESS -> addresses.add(InetAddress.ofLiteral(text).getHostAddress());
          default -> hosts.add("unknown");
        }
      }
    } catch (CertificateParsingException foreign) {
      return new ServerNames(Set.of(), Set.of());
    }
    return new ServerNames(hosts, addresses);
  }

  /** For servers that set up their own engines; they apply {@link #parameters} too. */
  public SSLContext context() {
    return context;
  }

  /** Protocols, suites and their order. */
  public SSLParameters parameters() {
    SSLParameters parameters = context.getDefaultSSLParameters();
    parameters.setProtocols(Ciphers.PROTOCOLS);
    parameters.setCipherSuites(suites.toArray(String[]::new));
    parameters.setUseCipherSuitesOrder(true);
    return parameters;
  }

  /** A server's engine for one connection, ready for the handshake. */
  public SSLEngine engine() {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setSSLParameters(parameters());
    return engine;
  }

  /**
   * Checks a certificate that the office gives, keeps it, and shows it from the next handshake on;
   * in the place of one that was given before.
   *
   * @param text certificates in any order and the key, as PEM
   * @param name by which programs are to reach the box; empty for the certificate's own
   */
  public GivenCertificate give(String text, String name) throws Misfit, IOException {
    return give(text, name, Authorities.ofThisMachine());
  }

  /**
   * The same.
   *
   * @param everywhere the authorities that all computers know
   */
  synchronized GivenCertificate give(String text, String name, Set<X509Certificate> everywhere)
      throws Misfit, IOException {
    GivenCertificate given = GivenCertificate.of(text, name, everywhere, clock.instant());
    given.keepIn(folder);
    key.give(Optional.of(given));
    LOG.info("certificate given name={} until={}", given.name(), given.until());
    return given;
  }

  /** Forgets the one that was given; the box shows its own alone, as if there never was another. */
  public synchronized void takeBack() throws IOException {
    Files.deleteIfExists(folder.resolve(GivenCertificate.FILE));
    key.give(Optional.empty());
    LOG.info("certificate taken back");
  }

  /** The one that the office has given, if there is one. */
  public Optional<GivenCertificate> given() {
    return key.given();
  }

  /**
   * The certificate that computers have to trust: of the office's own authority where that has
   * signed what it has given, else of the box's.
   */
  public String caPem() {
    return PemFile.pem(
        given().flatMap(GivenCertificate::authority).orElseGet(authority::certificate));
  }

  /** The host names and addresses that the box's own certificate holds for. */
  public ServerNames names() {
    return names(key.shown());
  }

  private static SSLContext newContext(ServerKey key) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {key}, new TrustManager[0], null);
      context.getServerSessionContext().setSessionCacheSize(RESUMABLE_SESSIONS);
      context.getServerSessionContext().setSessionTimeout(RESUMABLE_SECONDS);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
