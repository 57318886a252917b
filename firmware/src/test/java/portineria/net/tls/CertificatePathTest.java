package portineria.net.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others think of our certificates: Java's PKIX and OpenSSL. */
class CertificatePathTest {
  private static final String NAME_CONSTRAINTS = "2.5.29.30";

  @TempDir Path keys;
  private ServerTls tls;
  private X509Certificate authority;

  @BeforeEach
  void makeKeys() throws Exception {
    ServerNames names =
        new ServerNames(
            new LinkedHashSet<>(List.of("portineria.local", "localhost", "portineria")),
            new LinkedHashSet<>(
                List.of("127.0.0.1", "0:0:0:0:0:0:0:1", "192.168.1.5", "fe80:0:0:0:fc:ff:fe00:1")));
    tls = ServerTls.open(keys, names, InstantSource.system());
    authority = TestTls.certificate(tls.caPem());
  }

  private X509Certificate shown() throws IOException {
    return new PemFile(keys, "server.pem").certificate();
  }

  /** As a thief of the authority's key would: whatever names he likes. */
  private X509Certificate forged(String host, Set<String> addresses) throws Exception {
    KeyPair key = CertificateDraft.newKey();
    return CertificateDraft.server(
        authority,
        new PemFile(keys, "ca.key").key(),
        key.getPublic(),
        new ServerNames(Set.of(host), addresses),
        Validity.server(Instant.now()));
  }

  /**
   * Java heeds no constraints of what it trusts to begin with, but those within a path: so the
   * anchor is the bare key, and the authority's certificate the first of the path.
   */
  private void validate(X509Certificate certificate) throws GeneralSecurityException {
    TrustAnchor anchor =
        new TrustAnchor(authority.getSubjectX500Principal(), authority.getPublicKey(), null);
    PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
    parameters.setRevocationEnabled(false);
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509")
                .generateCertPath(List.of(certificate, authority)),
            parameters);
  }

  @Test
  void theCertificatesSayWhatTheyShould() throws Exception {
    assertEquals(0, authority.getBasicConstraints());
    assertTrue(authority.getCriticalExtensionOIDs().contains(NAME_CONSTRAINTS));
    assertTrue(authority.getKeyUsage()[5]);
    X509Certificate server = shown();
    assertEquals(-1, server.getBasicConstraints());
    assertEquals(List.of("1.3.6.1.5.5.7.3.1"), server.getExtendedKeyUsage());
    assertEquals("SHA256withECDSA", server.getSigAlgName());
    validate(server);
  }

  @ParameterizedTest
  @CsvSource({
    "www.example.com, 192.168.1.5",
    "localhost.example.com, 192.168.1.5",
    "notlocal, 127.0.0.1",
    "portineria.local, 8.8.8.8",
    "portineria.local, 172.32.0.1",
    "portineria.local, 2001:db8:0:0:0:0:0:1",
  })
  void aStolenAuthorityCantPoseAsAnybodyElse(String host, String address) throws Exception {
    X509Certificate forged = forged(host, Set.of(address));
    assertThrows(CertPathValidatorException.class, () -> validate(forged));
    assertTrue(openssl(forged).contains("permitted subtree violation"), openssl(forged));
  }

  @Test
  void itMayStillVouchForLocalOnes() throws Exception {
    X509Certificate other = forged("stampante.local", Set.of("10.0.0.7", "fd00:0:0:0:0:0:0:1"));
    validate(other);
    assertTrue(openssl(other).endsWith(": OK"), openssl(other));
  }

  @Test
  void opensslFindsNothingToComplainOf() throws Exception {
    assertTrue(openssl(shown()).endsWith(": OK"), openssl(shown()));
    for (String[] name :
        new String[][] {
          {"-verify_hostname", "portineria.local"},
          {"-verify_hostname", "portineria"},
          {"-verify_ip", "192.168.1.5"},
          {"-verify_ip", "::1"},
          {"-verify_ip", "fe80::fc:ff:fe00:1"}
        }) {
      assertTrue(openssl(shown(), name).endsWith(": OK"), openssl(shown(), name));
    }
    assertTrue(openssl(shown(), "-verify_hostname", "www.example.com").contains("mismatch"));
    assertTrue(openssl(shown(), "-verify_ip", "192.168.1.6").contains("mismatch"));
  }

  private String openssl(X509Certificate certificate, String... more) throws Exception {
    Path file = keys.resolve("checked.pem");
    Files.writeString(file, PemFile.pem(certificate));
    List<String> command = new ArrayList<>(List.of("openssl", "verify", "-x509_strict"));
    command.addAll(List.of("-purpose", "sslserver", "-CAfile", keys.resolve("ca.pem").toString()));
    command.addAll(List.of(more));
    command.add(file.toString());
    return run(command);
  }

  private static String run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    try (InputStream out = process.getInputStream()) {
      String said = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
      assertTrue(process.waitFor(20, TimeUnit.SECONDS));
      return said;
    }
  }

  // ---- connections

  /** Greets whoever connects, under TLS. */
  private SSLServerSocket server() throws IOException {
    SSLServerSocket server =
        (SSLServerSocket)
            tls.context()
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
    server.setSSLParameters(tls.parameters());
    Thread.ofVirtual()
        .start(
            () -> {
              while (!server.isClosed()) {
                try (Socket guest = server.accept()) {
                  guest.getOutputStream().write(new byte[] {'*', '\r', '\n'});
                } catch (IOException refused) {
                  // The client's test sees why.
                  assertTrue(refused.getMessage() != null);
                }
              }
            });
    return server;
  }

  private SSLSocket connect(SSLServerSocket server, String name) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            TestTls.clientOf(tls)
                .getSocketFactory()
                .createSocket(
                    new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort()),
                    name,
                    server.getLocalPort(),
                    true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"portineria.local", "portineria", "localhost", "127.0.0.1", "192.168.1.5"})
  void javaConnectsByNameAndByAddress(String name) throws Exception {
    try (SSLServerSocket server = server();
        SSLSocket socket = connect(server, name)) {
      assertEquals('*', socket.getInputStream().read());
      assertEquals("TLSv1.3", socket.getSession().getProtocol());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"www.example.com", "192.168.1.6"})
  void javaRefusesAnotherNameOrAddress(String name) throws Exception {
    try (SSLServerSocket server = server()) {
      assertThrows(SSLException.class, () -> connect(server, name).close());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-tls1_3, TLSv1.3",
    "-tls1_2, TLSv1.2",
  })
  void opensslConnects(String option, String protocol) throws Exception {
    try (SSLServerSocket server = server()) {
      String said = client(server, option);
      assertTrue(said.contains("Verify return code: 0 (ok)"), said);
      assertTrue(said.contains(protocol), said);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-tls1_1 -cipher ALL:@SECLEVEL=0",
        "-tls1_2 -cipher AES128-GCM-SHA256:ECDHE-ECDSA-AES128-SHA256"
      })
  void oldProtocolsAndSuitesAreNotSpoken(String options) throws Exception {
    try (SSLServerSocket server = server()) {
      String said = client(server, options.split(" "));
      assertTrue(said.contains("alert") || said.contains("(NONE)"), said);
    }
  }

  private String client(SSLServerSocket server, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-x509_strict"));
    command.addAll(List.of("-connect", "127.0.0.1:" + server.getLocalPort()));
    command.addAll(
        List.of("-verify_ip", "127.0.0.1", "-CAfile", keys.resolve("ca.pem").toString()));
    command.addAll(List.of(options));
    try {
      return run(command);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
