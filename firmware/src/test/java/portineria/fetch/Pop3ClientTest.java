package portineria.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portineria.fetch.pop3.Endpoint;
import portineria.fetch.pop3.Pop3Client;
import portineria.fetch.pop3.Pop3Limits;
import portineria.fetch.pop3.Retrieval;
import portineria.fetch.pop3.Trust;
import portineria.fetch.pop3.UpstreamTrouble;
import portineria.fetch.pop3.UpstreamTrouble.Kind;
import portineria.fetch.pop3.Wanted;
import portineria.peer.TestAuthority;
import portineria.store.Source.Tls;

class Pop3ClientTest {
  private static final TestAuthority AUTHORITY = new TestAuthority("Autorità di prova");

  private ScriptedUpstream upstream;
  private Pop3Limits limits = Pop3Limits.standard();

  @BeforeEach
  void start() throws IOException {
    upstream = new ScriptedUpstream();
  }

  @AfterEach
  void stop() throws IOException {
    upstream.close();
  }

  @Test
  void aSessionListsFetchesDeletesAndQuits() throws UpstreamTrouble {
    upstream.add("u1", "Subject: one\r\n\r\n.dot\r\n");
    upstream.add("u2", "Subject: two\r\n\r\nend");
    try (Pop3Client client = loggedIn(Tls.NONE)) {
      assertEquals(2, client.overview().messages());
      assertEquals(Map.of(1, "u1", 2, "u2"), client.overview().uniqueIds());
      assertEquals(Map.of(1, 22L, 2, 21L), client.sizes());
      assertEquals(
          List.of("Subject: two\r\n\r\nend\r\n", "Subject: one\r\n\r\n.dot\r\n"),
          all(client.retrieve(List.of(new Wanted(2, 0), new Wanted(1, 0)))));
      assertEquals(List.of("Subject: one\r\n\r\n"), all(client.top(List.of(new Wanted(1, 0)), 0)));
      assertEquals(new TreeSet<>(List.of(1)), client.delete(List.of(1)));
      client.noop();
      client.quit();
    }
    assertEquals(1, upstream.messages().size());
  }

  @Test
  void manyMessagesCostFewRoundTrips() throws UpstreamTrouble {
    List<Wanted> wanted = fill(200);
    try (Pop3Client client = loggedIn(Tls.NONE)) {
      int before = upstream.roundTrips();
      assertEquals(200, all(client.retrieve(wanted)).size());
      int taken = upstream.roundTrips() - before;
      assertTrue(taken <= 20, taken + " round trips for 200 messages");
    }
  }

  @Test
  void withoutPipeliningCommandsGoOneByOne() throws UpstreamTrouble {
    upstream.capabilities = List.of("USER", "UIDL");
    List<Wanted> wanted = fill(20);
    try (Pop3Client client = loggedIn(Tls.NONE)) {
      int before = upstream.roundTrips();
      assertEquals(20, all(client.retrieve(wanted)).size());
      assertTrue(upstream.roundTrips() - before >= 19);
      assertEquals(20, client.overview().messages());
    }
  }

  @Test
  void theWindowIsBoundedByOctets() throws UpstreamTrouble {
    fill(10);
    limits = limits(limits.read(), limits.messageOctetsMax(), 100);
    try (Pop3Client client = loggedIn(Tls.NONE)) {
      int before = upstream.roundTrips();
      List<Wanted> large = new ArrayList<>();
      for (int number = 1; number <= 10; number++) {
        large.add(new Wanted(number, 1_000_000));
      }
      all(client.retrieve(large));
      assertTrue(upstream.roundTrips() - before >= 9, "each was more than a window");
    }
  }

  @Test
  void aRefusedMessageDoesNotDisturbTheOthers() throws UpstreamTrouble {
    List<Wanted> wanted = fill(3);
    upstream.refusals = Map.of("u2", "-ERR damaged");
    try (Pop3Client client = loggedIn(Tls.NONE)) {
      List<String> got = all(client.retrieve(wanted));
      assertEquals("The server refuses it \"damaged\".", got.get(1));
      assertTrue(got.get(2).contains("number 3"), got.get(2));
    }
  }

  @Test
  void whatIsNotReadIsPassedOver() throws UpstreamTrouble {
    List<Wanted> wanted = fill(3);
    try (Pop3Client client = loggedIn(Tls.NONE)) {
      Retrieval retrieval = client.retrieve(wanted);
      for (int i = 0; i < 3; i++) {
        assertTrue(retrieval.next());
      }
      assertTrue(rest(retrieval).contains("number 3"));
      assertFalse(retrieval.next());
    }
  }

  @Test
  void aServerWithoutCapaIsLoggedInToWithUserAndPass() throws UpstreamTrouble {
    upstream.capabilities = List.of();
    try (Pop3Client client = loggedIn(Tls.NONE)) {
      assertEquals(0, client.overview().messages());
    }
    assertTrue(upstream.commands().contains("PASS"));
  }

  @Test
  void aServerThatOffersPlainAndCannotDoItGetsUserAndPass() throws UpstreamTrouble {
    upstream.capabilities = List.of("USER", "SASL PLAIN");
    upstream.replies.put("AUTH", "-ERR unknown mechanism");
    try (Pop3Client client = loggedIn(Tls.NONE)) {
      client.noop();
    }
    assertEquals(
        List.of("CAPA", "AUTH", "USER " + ScriptedUpstream.USER, "PASS", "NOOP"),
        upstream.commands());
  }

  @Test
  void aLongPasswordIsSentAfterTheChallenge() throws UpstreamTrouble {
    try (Pop3Client client = client(Tls.NONE)) {
      client.open();
      UpstreamTrouble trouble =
          assertThrows(
              UpstreamTrouble.class, () -> client.login(ScriptedUpstream.USER, "x".repeat(300)));
      assertEquals(Kind.AUTHENTICATION, trouble.kind());
      client.login(ScriptedUpstream.USER, ScriptedUpstream.PASSWORD);
    }
  }

  @Test
  void refusedLoginsAreToldApart() {
    Map.of(
            "-ERR [AUTH] no", Kind.AUTHENTICATION,
            "-ERR [LOGIN-DELAY] wait", Kind.LOGIN_DELAY,
            "-ERR [IN-USE] busy", Kind.IN_USE,
            "-ERR [sys/temp] later", Kind.TEMPORARY,
            "-ERR [SYS/PERM] ask us", Kind.PERMANENT,
            "-ERR maildrop already locked", Kind.IN_USE,
            "-ERR please use TLS", Kind.INSECURE,
            "-ERR something else", Kind.TEMPORARY)
        .forEach(
            (reply, kind) -> {
              upstream.replies.put("AUTH", reply);
              assertEquals(kind, trouble(Tls.NONE).kind(), reply);
            });
  }

  @Test
  void withoutResponseCodesARefusedPasswordIsAWrongPassword() {
    upstream.capabilities = List.of("USER");
    upstream.replies.put("PASS", "-ERR no");
    UpstreamTrouble trouble = trouble(Tls.NONE);
    assertEquals(Kind.AUTHENTICATION, trouble.kind());
    assertTrue(trouble.sentence().contains("\"no\""), trouble.sentence());
  }

  @Test
  void implicitTlsAndStlsAreSafeWithAPrivateAuthority() throws UpstreamTrouble {
    upstream.implicitTls = Optional.of(AUTHORITY.issue("127.0.0.1").context());
    try (Pop3Client client = loggedIn(Tls.IMPLICIT)) {
      assertEquals("Autorità di prova", client.certificate().orElseThrow().issuer());
      assertEquals(List.of("127.0.0.1"), client.certificate().orElseThrow().names());
    }
    upstream.startTls = upstream.implicitTls;
    upstream.implicitTls = Optional.empty();
    try (Pop3Client client = loggedIn(Tls.STARTTLS)) {
      client.noop();
    }
    assertEquals(2, upstream.count("CAPA") - 1, "asked again after STLS");
  }

  @Test
  void whatIsSaidBeforeTheHandshakeIsNotBelieved() {
    upstream.startTls = Optional.of(AUTHORITY.issue("127.0.0.1").context());
    upstream.afterStls = "+OK\r\nSASL PLAIN\r\n.\r\n";
    UpstreamTrouble trouble = trouble(Tls.STARTTLS);
    assertEquals(Kind.INSECURE, trouble.kind());
    assertTrue(trouble.sentence().contains("went on talking"), trouble.sentence());
  }

  @Test
  void badCertificatesAreRefusedInWords() {
    upstream.implicitTls =
        Optional.of(
            AUTHORITY.issue(Duration.ofDays(-9), Duration.ofDays(-2), "127.0.0.1").context());
    assertInsecure("expired on", AUTHORITY.pem());
    upstream.implicitTls =
        Optional.of(AUTHORITY.issue(Duration.ofDays(2), Duration.ofDays(9), "127.0.0.1").context());
    assertInsecure("check this box's date", AUTHORITY.pem());
    upstream.implicitTls = Optional.of(AUTHORITY.issue("pop.example.it").context());
    assertInsecure("is for pop.example.it and not for this server", AUTHORITY.pem());
    upstream.implicitTls = Optional.of(AUTHORITY.issue("127.0.0.1").context());
    assertInsecure(
        "issued by Autorità di prova, which is not trusted", new TestAuthority("X").pem());
  }

  @Test
  void theSystemsAuthoritiesDoNotVouchForAPrivateOne() throws UpstreamTrouble {
    upstream.implicitTls = Optional.of(AUTHORITY.issue("127.0.0.1").context());
    try (Pop3Client client =
        new Pop3Client(endpoint(Tls.IMPLICIT), Trust.of(Optional.empty()), limits)) {
      UpstreamTrouble trouble = assertThrows(UpstreamTrouble.class, client::open);
      assertTrue(
          trouble.sentence().contains("add it to those that are trusted"), trouble.sentence());
    }
  }

  @Test
  void aTrustFileWithoutCertificatesIsRefused() {
    UpstreamTrouble trouble =
        assertThrows(UpstreamTrouble.class, () -> Trust.of(Optional.of("nothing")));
    assertTrue(
        trouble.sentence().contains("give a file with certificates in PEM"), trouble.sentence());
  }

  @Test
  void wrongPortsAndProtocolsAreExplained() {
    assertSentence("has no TLS on this port", trouble(Tls.STARTTLS));
    assertSentence("does not agree on TLS", trouble(Tls.IMPLICIT));
    upstream.greeting = "* OK IMAP4rev1 ready";
    assertSentence("is an IMAP server", trouble(Tls.NONE));
    upstream.greeting = "220 smtp ready";
    assertSentence("for sending mail", trouble(Tls.NONE));
    upstream.greeting = "-ERR [SYS/TEMP] down for maintenance";
    assertSentence("down for maintenance", trouble(Tls.NONE));
  }

  @Test
  void aServerThatIsNotThereIsExplained() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertSentence("refuses connections", trouble(new Endpoint("127.0.0.1", free, Tls.NONE)));
    assertSentence(
        "No server is known by the name", trouble(new Endpoint("no.such.invalid", 110, Tls.NONE)));
  }

  @Test
  void aSilentServerIsGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      limits = limits(Duration.ofMillis(50), 1000, 1000);
      Endpoint endpoint = new Endpoint("127.0.0.1", silent.getLocalPort(), Tls.NONE);
      assertSentence("did not greet within", trouble(endpoint));
    }
  }

  @Test
  void aGreetingMayTakeLongerThanAnAnswer() throws UpstreamTrouble {
    assertTrue(Pop3Limits.standard().greeting().compareTo(Duration.ofSeconds(60)) >= 0);
    Pop3Limits s = Pop3Limits.standard();
    Duration silence = Duration.ofSeconds(2);
    limits =
        new Pop3Limits(
            s.connect(),
            s.greeting(),
            silence,
            s.quit(),
            s.lineOctetsMax(),
            s.listLinesMax(),
            s.messageOctetsMax(),
            s.windowMessages(),
            s.windowOctets());
    upstream.beforeGreeting = () -> LockSupport.parkNanos(silence.plusMillis(500).toNanos());
    try (Pop3Client client = loggedIn(Tls.NONE)) {
      client.noop();
    }
  }

  @Test
  void aLineThatBreaksSaysWhere() throws UpstreamTrouble {
    List<Wanted> wanted = fill(1);
    try (Pop3Client client = loggedIn(Tls.NONE)) {
      upstream.octetsLeft.set(40);
      Retrieval retrieval = client.retrieve(wanted);
      UpstreamTrouble trouble = assertThrows(UpstreamTrouble.class, () -> all(retrieval));
      assertEquals(Kind.UNREACHABLE, trouble.kind());
      assertSentence("octets of message 1", trouble);
      assertEquals(wanted.get(0), retrieval.current().orElseThrow());
    }
  }

  @Test
  void aMessageWithoutEndIsGivenUp() throws UpstreamTrouble {
    upstream.add("u1", "x".repeat(100_000));
    limits = limits(limits.read(), 1000, 1000);
    try (Pop3Client client = loggedIn(Tls.NONE)) {
      Retrieval retrieval = client.retrieve(List.of(new Wanted(1, 10)));
      assertSentence(
          "more than 1000 octets", assertThrows(UpstreamTrouble.class, () -> all(retrieval)));
    }
  }

  @Test
  void linesAndListsWithoutEndAreGivenUp() throws UpstreamTrouble {
    upstream.replies.put("NOOP", "+OK " + "x".repeat(5000));
    StringBuilder list = new StringBuilder("+OK");
    for (int i = 1; i <= 1001; i++) {
      list.append("\r\n").append(i).append(" 1");
    }
    upstream.replies.put("LIST", list.toString());
    try (Pop3Client client = loggedIn(Tls.NONE)) {
      assertSentence("line without end", assertThrows(UpstreamTrouble.class, client::noop));
    }
    limits = limits(limits.read(), 1000, 1000);
    try (Pop3Client client = loggedIn(Tls.NONE)) {
      assertSentence("more lines", assertThrows(UpstreamTrouble.class, client::sizes));
    }
  }

  @Test
  void aServerThatSpeaksOfSomethingElseIsQuotedSafely() throws UpstreamTrouble {
    upstream.replies.put("NOOP", "\u001b[31mhello");
    try (Pop3Client client = loggedIn(Tls.NONE)) {
      UpstreamTrouble trouble = assertThrows(UpstreamTrouble.class, client::noop);
      assertEquals(Kind.PROTOCOL, trouble.kind());
      assertSentence("\"?[31mhello\"", trouble);
    }
  }

  private static void assertSentence(String part, UpstreamTrouble trouble) {
    assertTrue(trouble.sentence().contains(part), trouble.sentence());
  }

  private void assertInsecure(String part, String pem) {
    UpstreamTrouble trouble =
        assertThrows(
            UpstreamTrouble.class,
            () -> {
              try (Pop3Client client =
                  new Pop3Client(endpoint(Tls.IMPLICIT), Trust.of(Optional.of(pem)), limits)) {
                client.open();
              }
            });
    assertEquals(Kind.INSECURE, trouble.kind());
    assertSentence(part, trouble);
  }

  private UpstreamTrouble trouble(Tls tls) {
    return trouble(endpoint(tls));
  }

  private UpstreamTrouble trouble(Endpoint endpoint) {
    return assertThrows(
        UpstreamTrouble.class,
        () -> {
          try (Pop3Client client =
              new Pop3Client(endpoint, Trust.of(Optional.of(AUTHORITY.pem())), limits)) {
            client.open();
            client.login(ScriptedUpstream.USER, ScriptedUpstream.PASSWORD);
          }
        });
  }

  private Endpoint endpoint(Tls tls) {
    return new Endpoint(upstream.host(), upstream.port(), tls);
  }

  private Pop3Client client(Tls tls) throws UpstreamTrouble {
    return new Pop3Client(endpoint(tls), Trust.of(Optional.of(AUTHORITY.pem())), limits);
  }

  private Pop3Client loggedIn(Tls tls) throws UpstreamTrouble {
    Pop3Client client = client(tls);
    client.open();
    client.login(ScriptedUpstream.USER, ScriptedUpstream.PASSWORD);
    return client;
  }

  private List<Wanted> fill(int count) {
    List<Wanted> wanted = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      upstream.add("u" + number, "Subject: number " + number + "\r\n\r\nbody of some length\r\n");
      wanted.add(new Wanted(number, 50));
    }
    return wanted;
  }

  private static List<String> all(Retrieval retrieval) throws UpstreamTrouble {
    List<String> messages = new ArrayList<>();
    while (retrieval.next()) {
      messages.add(retrieval.refusal().isPresent() ? retrieval.refusal().get() : rest(retrieval));
    }
    return messages;
  }

  private static String rest(Retrieval retrieval) throws UpstreamTrouble {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    byte[] octets = new byte[1024];
    for (int n = retrieval.read(octets); n >= 0; n = retrieval.read(octets)) {
      message.write(octets, 0, n);
    }
    return message.toString(StandardCharsets.ISO_8859_1);
  }

  private static Pop3Limits limits(Duration silence, long messageMax, int linesAndWindow) {
    Pop3Limits s = Pop3Limits.standard();
    return new Pop3Limits(
        s.connect(),
        silence,
        silence,
        silence,
        s.lineOctetsMax(),
        linesAndWindow,
        messageMax,
        s.windowMessages(),
        linesAndWindow);
  }
}
