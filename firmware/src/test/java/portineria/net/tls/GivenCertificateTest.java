package portineria.net.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.net.tls.Misfit.What;
import portineria.peer.TestAuthority;
import portineria.peer.TestAuthority.Issued;
import portineria.peer.TrustingAnybody;

/** A certificate that the office gives the box. */
@Timeout(60)
class GivenCertificateTest {
  private static final String POSTA = "posta.office.example";
  private static final Duration YESTERDAY = Duration.ofDays(-1);
  private static final Duration MONTH = Duration.ofDays(30);

  @TempDir Path folder;
  private final TestAuthority root = new TestAuthority("Root");
  private final TestAuthority between = root.below("Between");
  private ServerTls tls;

  @BeforeEach
  void open() throws Exception {
    tls = reopened();
  }

  private ServerTls reopened() throws IOException {
    return ServerTls.open(folder, TestTls.NAMES, InstantSource.system());
  }

  private String text(Issued issued) {
    return issued.certificatePem() + between.pem() + root.pem() + issued.keyPem();
  }

  /** What a program is shown that asks for a name. */
  private X509Certificate shown(Optional<String> name, String protocol) throws Exception {
    try (SSLServerSocket door =
            (SSLServerSocket)
                tls.context()
                    .getServerSocketFactory()
                    .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SSLSocket program = program(door, name, protocol)) {
      door.setSSLParameters(tls.parameters());
      Thread.ofVirtual().start(() -> greet(door));
      program.startHandshake();
      return (X509Certificate) program.getSession().getPeerCertificates()[0];
    }
  }

  private static SSLSocket program(SSLServerSocket door, Optional<String> name, String protocol)
      throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustingAnybody()}, null);
    SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), door.getLocalPort());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(new String[] {protocol});
    parameters.setServerNames(name.stream().<SNIServerName>map(SNIHostName::new).toList());
    socket.setSSLParameters(parameters);
    return socket;
  }

  private static void greet(SSLServerSocket door) {
    try (SSLSocket one = (SSLSocket) door.accept()) {
      one.startHandshake();
      one.getInputStream().read();
    } catch (IOException over) {
      // The program has seen what it wanted to see.
    }
  }

  private X509Certificate shown(String name) throws Exception {
    return shown(Optional.of(name), "TLSv1.3");
  }

  @Test
  void itIsShownUnderItsNamesAndTheBoxsOwnWhereOnlyThatHolds() throws Exception {
    X509Certificate own = shown("localhost");
    Issued issued = between.issue(POSTA, "*.casa.example");
    tls.give(text(issued), "");
    for (String name : List.of(POSTA, "POSTA.office.example", "a.casa.example", "other.example")) {
      assertEquals(issued.certificate(), shown(name), name);
    }
    assertEquals(own, shown("localhost"));
    assertEquals(own, shown(Optional.empty(), "TLSv1.3"));
    assertEquals(own, shown(Optional.empty(), "TLSv1.2"));
    tls = reopened();
    assertEquals(issued.certificate(), shown(POSTA));
    tls.takeBack();
    assertEquals(own, shown(POSTA));
    tls = reopened();
    assertEquals(own, shown(POSTA));
    assertFalse(Files.exists(folder.resolve("given.pem")));
  }

  @Test
  void oneWithAnRsaKeyIsShownInBothProtocols() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair keys = generator.generateKeyPair();
    Issued issued = between.issue(keys, YESTERDAY, MONTH, POSTA);
    tls.give(text(issued), "");
    assertEquals(issued.certificate(), shown(Optional.of(POSTA), "TLSv1.2"));
    assertEquals(issued.certificate(), shown(Optional.of(POSTA), "TLSv1.3"));
    assertEquals("EC", shown("localhost").getPublicKey().getAlgorithm());
  }

  @Test
  void theOrderOfTheFilesDoesNotMatter() throws Exception {
    Issued issued = between.issue(POSTA);
    String stranger = new TestAuthority("Stranger").pem();
    tls.give(
        issued.keyPem() + stranger + root.pem() + between.pem() + issued.certificatePem(), POSTA);
    assertEquals(issued.certificate(), shown(POSTA));
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(folder.resolve("given.pem")));
  }

  @Test
  void whereAnAuthorityOfTheOfficeSignedComputersHaveToTrustThat() throws Exception {
    String own = tls.caPem();
    GivenCertificate given = tls.give(text(between.issue(POSTA)), "");
    assertFalse(given.isPublic());
    assertEquals(root.certificate(), TestTls.certificate(tls.caPem()));
    tls.takeBack();
    assertEquals(own, tls.caPem());
  }

  @Test
  void whereAllComputersTrustItTheyNeedNothing() throws Exception {
    String own = tls.caPem();
    Issued issued = between.issue(POSTA);
    String sent = issued.certificatePem() + between.pem() + issued.keyPem();
    GivenCertificate given = tls.give(sent, "", Set.of(root.certificate()));
    assertTrue(given.isPublic());
    assertEquals(POSTA, given.name());
    assertEquals("CN=Between", given.issuer());
    assertEquals(own, tls.caPem());
    assertTrue(reopened().given().orElseThrow().isPublic());
    tls.give(text(issued), "", Set.of(root.certificate()));
    assertEquals(Optional.empty(), tls.given().orElseThrow().authority());
  }

  @Test
  void theNameMayBeChosenAmongThoseOfTheCertificate() throws Exception {
    Issued issued = between.issue("*.office.example", "www.office.example");
    assertEquals("www.office.example", tls.give(text(issued), "").name());
    assertEquals(POSTA, tls.give(text(issued), "Posta.Office.Example").name());
    assertEquals(What.OTHER_NAME, refused(text(issued), "a.b.office.example"));
    assertEquals(What.OTHER_NAME, refused(text(issued), "*.office.example"));
    assertEquals(What.WHICH_NAME, refused(text(between.issue("*.office.example")), ""));
  }

  private What refused(String text, String name) {
    return assertThrows(Misfit.class, () -> tls.give(text, name)).what();
  }

  @Test
  void whatIsWrongIsSaidAndNothingChanges() throws Exception {
    Issued issued = between.issue(POSTA);
    tls.give(text(issued), "");
    byte[] before = Files.readAllBytes(folder.resolve("given.pem"));
    String chain = between.pem() + root.pem();
    assertEquals(What.NO_CERTIFICATE, refused("0\u0082\u0001 no text", ""));
    assertEquals(What.NO_CERTIFICATE, refused(issued.keyPem(), ""));
    assertEquals(
        What.NO_CERTIFICATE,
        refused("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", ""));
    assertEquals(What.NO_KEY, refused(issued.certificatePem() + chain, ""));
    assertEquals(
        What.LOCKED_KEY,
        refused(
            issued.certificatePem()
                + "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n"
                + "DEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF\n\nAAAA\n"
                + "-----END EC PRIVATE KEY-----\n",
            ""));
    assertEquals(
        What.OTHER_KEY,
        refused(issued.certificatePem() + chain + between.issue(POSTA).keyPem(), ""));
    assertEquals(
        What.EXPIRED, refused(text(between.issue(Duration.ofDays(-9), YESTERDAY, POSTA)), ""));
    assertEquals(What.EARLY, refused(text(between.issue(Duration.ofDays(1), MONTH, POSTA)), ""));
    assertEquals(What.NO_NAMES, refused(text(between.issue("192.168.1.2")), ""));
    assertEquals(What.OTHER_NAME, refused(text(issued), "mail.office.example"));
    assertEquals(What.GAP, refused(issued.certificatePem() + root.pem() + issued.keyPem(), ""));
    assertEquals(What.GAP, refused(issued.certificatePem() + between.pem() + issued.keyPem(), ""));
    assertEquals(
        POSTA, ServerTls.open(folder, TestTls.NAMES, InstantSource.system()).given().get().name());
    assertEquals(List.of(before.length), List.of((int) Files.size(folder.resolve("given.pem"))));
  }

  @Test
  void weakKeysAreRefused() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    Issued weak = between.issue(generator.generateKeyPair(), YESTERDAY, MONTH, POSTA);
    assertEquals(What.KEY_KIND, refused(text(weak), ""));
  }

  @Test
  void aDamagedFileIsSaidAndNotOverwritten() throws Exception {
    tls.give(text(between.issue(POSTA)), "");
    Files.writeString(folder.resolve("given.pem"), "name: x\n");
    IOException said = assertThrows(IOException.class, this::reopened);
    assertTrue(said.getMessage().contains("given.pem is damaged"), said.getMessage());
    assertEquals("name: x\n", Files.readString(folder.resolve("given.pem")));
  }

  @Test
  void theBoxsOwnIsRenewedBesideIt() throws Exception {
    Issued issued = between.issue(POSTA);
    tls.give(text(issued), "");
    assertTrue(tls.renew(new ServerNames(Set.of("localhost", "posta.local"), Set.of("127.0.0.1"))));
    assertEquals(issued.certificate(), shown(POSTA));
    assertTrue(tls.names().hosts().contains("posta.local"));
    assertTrue(tls.given().orElseThrow().until().isAfter(Instant.now()));
  }
}
