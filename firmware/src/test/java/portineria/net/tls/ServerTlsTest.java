package portineria.net.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTlsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final List<String> FILES = List.of("ca.key", "ca.pem", "server.key", "server.pem");

  @TempDir Path folder;

  private Path keys() {
    return folder.resolve("keys");
  }

  private ServerTls at(Instant now) throws IOException {
    return ServerTls.open(keys(), TestTls.NAMES, InstantSource.fixed(now));
  }

  private X509Certificate shown() throws IOException {
    return new PemFile(keys(), "server.pem").certificate();
  }

  private byte[] octets(String file) throws IOException {
    return Files.readAllBytes(keys().resolve(file));
  }

  @Test
  void theFirstStartMakesFilesThatOnlyTheOwnerReads() throws Exception {
    at(NOW);
    assertEquals(
        PosixFilePermissions.fromString("rwx------"), Files.getPosixFilePermissions(keys()));
    try (Stream<Path> files = Files.list(keys())) {
      assertEquals(FILES, files.map(f -> f.getFileName().toString()).sorted().toList());
    }
    for (String file : FILES) {
      assertEquals(
          PosixFilePermissions.fromString("rw-------"),
          Files.getPosixFilePermissions(keys().resolve(file)));
    }
  }

  @Test
  void aLaterStartChangesNothing() throws Exception {
    ServerTls first = at(NOW);
    byte[] authority = octets("ca.pem");
    byte[] server = octets("server.pem");
    ServerTls second = at(NOW.plus(Duration.ofDays(200)));
    assertArrayEquals(authority, octets("ca.pem"));
    assertArrayEquals(server, octets("server.pem"));
    assertEquals(first.caPem(), second.caPem());
    assertEquals(TestTls.NAMES, second.names());
  }

  @Test
  void aCertificateWithUnderAThirdOfItsLifeLeftIsRenewedAndTheAuthorityStays() throws Exception {
    String authority = at(NOW).caPem();
    X509Certificate old = shown();
    Instant late = old.getNotAfter().toInstant().minus(Duration.ofDays(132));
    assertEquals(authority, at(late).caPem());
    X509Certificate renewed = shown();
    assertNotEquals(old.getSerialNumber(), renewed.getSerialNumber());
    assertEquals(old.getPublicKey(), renewed.getPublicKey());
    assertEquals(Duration.ofDays(397), life(renewed));
  }

  private static Duration life(X509Certificate certificate) {
    return Duration.between(
        certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
  }

  @Test
  void newNamesAndAddressesAreTakenUpWithoutARestart() throws Exception {
    ServerTls tls = at(NOW);
    assertFalse(tls.renew(TestTls.NAMES));
    ServerNames more =
        new ServerNames(Set.of("localhost", "posta.local"), Set.of("127.0.0.1", "192.168.1.9"));
    assertTrue(tls.renew(more));
    assertEquals(more, tls.names());
    assertEquals(more, ServerTls.open(keys(), more, InstantSource.fixed(NOW)).names());
    assertFalse(tls.renew(more));
  }

  /** One name beyond the authority's constraints would make the whole certificate invalid. */
  @Test
  void namesThatTheAuthorityMayNotVouchForAreLeftOut() throws Exception {
    ServerTls tls = at(NOW);
    tls.renew(
        new ServerNames(
            new LinkedHashSet<>(List.of("localhost", "www.example.com", "localhost.evil")),
            new LinkedHashSet<>(
                List.of("10.1.2.3", "8.8.8.8", "172.32.0.1", "2001:db8:0:0:0:0:0:1"))));
    assertEquals(new ServerNames(Set.of("localhost"), Set.of("10.1.2.3")), tls.names());
  }

  @Test
  void aHostNameOfTheOfficesOwnDomainIsWithinTheAuthoritysScope() throws Exception {
    ServerNames own = new ServerNames(Set.of("posta.rossi.example"), Set.of("127.0.0.1"));
    ServerTls tls = ServerTls.open(keys(), own, InstantSource.fixed(NOW));
    assertEquals(own, tls.names());
    assertFalse(
        tls.renew(
            new ServerNames(Set.of("posta.rossi.example", "www.rossi.example"), own.addresses())));
  }

  /** A Raspberry Pi starts in 1970 or in the year of its image until the network tells the time. */
  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:10Z", "2025-05-13T00:00:00Z", "2038-01-19T00:00:00Z"})
  void aClockThatWasWrongAtFirstStartDoesNoHarm(String then) throws Exception {
    String authority = at(Instant.parse(then)).caPem();
    ServerTls later = at(NOW);
    assertEquals(authority, later.caPem());
    TestTls.certificate(later.caPem()).checkValidity(Date.from(NOW));
    shown().checkValidity(Date.from(NOW));
    TestTls.certificate(later.caPem())
        .checkValidity(Date.from(NOW.plus(Duration.ofDays(365 * 10))));
  }

  @Test
  void aComputerWhoseClockIsAMonthBehindSeesAValidCertificate() throws Exception {
    at(NOW);
    shown().checkValidity(Date.from(NOW.minus(Duration.ofDays(29))));
  }

  // ---- damage

  @ParameterizedTest
  @CsvSource({
    "ca.key, ''",
    "ca.key, garbage",
    "ca.pem, ''",
    "ca.pem, garbage",
    "server.key, garbage",
    "server.pem, garbage",
    "server.pem, ''",
  })
  void aDamagedFileStopsTheStartAndIsLeftAsItIs(String file, String content) throws Exception {
    at(NOW);
    Files.writeString(keys().resolve(file), content);
    IOException told = assertThrows(IOException.class, () -> at(NOW));
    assertTrue(told.getMessage().contains(file), told.getMessage());
    assertTrue(told.getMessage().contains("damaged"), told.getMessage());
    assertEquals(content, Files.readString(keys().resolve(file)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ca.key", "ca.pem", "server.key", "server.pem"})
  void aTruncatedFileStopsTheStart(String file) throws Exception {
    at(NOW);
    String whole = Files.readString(keys().resolve(file));
    for (int length = 1; length < whole.length() - 1; length += 17) {
      Files.writeString(keys().resolve(file), whole.substring(0, length));
      IOException told = assertThrows(IOException.class, () -> at(NOW));
      assertTrue(told.getMessage().contains(file), told.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ca.key", "ca.pem"})
  void halfAnAuthorityStopsTheStart(String file) throws Exception {
    at(NOW);
    Files.delete(keys().resolve(file));
    IOException told = assertThrows(IOException.class, () -> at(NOW));
    assertTrue(told.getMessage().contains(file), told.getMessage());
    assertFalse(Files.exists(keys().resolve(file)));
  }

  @Test
  void anAuthorityWithAnotherOnesKeyStopsTheStart() throws Exception {
    at(NOW);
    ServerTls.open(folder.resolve("other"), TestTls.NAMES, InstantSource.fixed(NOW));
    Files.copy(
        folder.resolve("other").resolve("ca.key"),
        keys().resolve("ca.key"),
        StandardCopyOption.REPLACE_EXISTING);
    IOException told = assertThrows(IOException.class, () -> at(NOW));
    assertTrue(told.getMessage().contains("ca.pem"), told.getMessage());
  }

  /** No computer trusts the server's key by itself. */
  @ParameterizedTest
  @ValueSource(strings = {"server.key", "server.pem"})
  void aLostHalfOfTheServersPairIsMadeAnewWithTheOther(String file) throws Exception {
    String authority = at(NOW).caPem();
    Files.delete(keys().resolve(file));
    assertEquals(authority, at(NOW).caPem());
    shown().verify(TestTls.certificate(authority).getPublicKey());
  }

  @Test
  void aPowerCutWhileTheAuthorityIsMadeIsFinishedByTheNextStart() throws Exception {
    String authority = at(NOW).caPem();
    Files.move(keys().resolve("ca.pem"), keys().resolve("ca.pem.new"));
    assertEquals(authority, at(NOW).caPem());
    // Earlier still: the key was not written yet, so nobody has seen this authority.
    Files.move(keys().resolve("ca.pem"), keys().resolve("ca.pem.new"));
    for (String file : List.of("ca.key", "server.key", "server.pem")) {
      Files.delete(keys().resolve(file));
    }
    assertNotEquals(authority, at(NOW).caPem());
  }

  // ---- what is spoken

  @Test
  void theOrderOfSuitesFollowsTheProcessor() throws Exception {
    Path pi4 = folder.resolve("pi4");
    Files.writeString(pi4, "processor\t: 0\nFeatures\t: fp asimd evtstrm crc32 cpuid\n");
    Path pi5 = folder.resolve("pi5");
    Files.writeString(pi5, "processor\t: 0\nFeatures\t: fp asimd evtstrm aes pmull sha1\n");
    Path pc = folder.resolve("pc");
    Files.writeString(pc, "processor\t: 0\nflags\t\t: fpu vme aes xsave avx\n");
    assertFalse(Ciphers.processorKnowsAes(pi4));
    assertTrue(Ciphers.processorKnowsAes(pi5));
    assertTrue(Ciphers.processorKnowsAes(pc));
    assertTrue(Ciphers.processorKnowsAes(folder.resolve("none")));
    assertEquals("TLS_CHACHA20_POLY1305_SHA256", Ciphers.inOrder(false).getFirst());
    assertEquals("TLS_AES_128_GCM_SHA256", Ciphers.inOrder(true).getFirst());
    assertEquals(Set.copyOf(Ciphers.inOrder(true)), Set.copyOf(Ciphers.inOrder(false)));
  }

  @Test
  void theBoxKnowsItsOwnNamesAndAddresses() {
    ServerNames names = ServerNames.ofThisMachine();
    assertTrue(names.hosts().contains("portineria.local"));
    assertTrue(names.hosts().contains("localhost"));
    assertTrue(names.addresses().contains("127.0.0.1"));
    assertTrue(names.addresses().contains("0:0:0:0:0:0:0:1"));
  }
}
