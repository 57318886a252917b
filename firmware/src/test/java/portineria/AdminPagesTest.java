package portineria;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole box in this process, run by its pages as a person would, and read by IMAP. */
@Timeout(120)
class AdminPagesTest {
  private static final String ADMIN = "gatto lampada ponte";
  private static final String MARIA = "cane sedia fiume";
  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");
  private static final String UNDER_WAY = "/under-way";
  private static final Pattern SECRET = Pattern.compile("<code>([0-9a-z]{4}(-[0-9a-z]{4}){4})");

  @TempDir Path data;
  private BoxAtWork box;
  private HttpClient browser;
  private final Map<String, String> cookies = new HashMap<>();
  private String token = "";

  @BeforeEach
  void open() throws Exception {
    box = new BoxAtWork(data);
    browser = HttpClient.newBuilder().sslContext(trust()).build();
  }

  @AfterEach
  void close() {
    browser.close();
    box.close();
  }

  @Test
  void fromTheFirstPasswordToTheFirstMailRead() throws Exception {
    box.demo(data);
    assertEquals("/first", location(get("/login/admin")));
    get("/first");
    assertEquals("/today", location(post("/first", "password", ADMIN, "again", ADMIN)));
    String today = get("/today").body();
    assertTrue(today.contains("/sources/provider"), today);
    assertTrue(today.contains("This box has no lights and no button."), today);

    get("/accounts");
    assertEquals(
        "/accounts/maria",
        location(post("/accounts", "name", "maria", "password", MARIA, "again", MARIA)));
    get("/accounts/maria");
    String sheet = location(post("/accounts/maria/devices", "label", "reception PC"));
    String password = found(SECRET, get(sheet + "&program=THUNDERBIRD").body());
    // The demo's mailbox at its provider, from now on for maria.
    get("/sources/provider");
    Matcher port =
        Pattern.compile("name=\"port\" value=\"(\\d+)\"").matcher(get("/sources/provider").body());
    assertTrue(port.find());
    String moved =
        location(
            post(
                "/sources/provider",
                "account",
                "maria",
                "host",
                "127.0.0.1",
                "user",
                "wrong",
                "port",
                port.group(1),
                "tls",
                "NONE",
                "keep",
                "FOREVER",
                "every",
                "3600",
                "seenAfter",
                "14"));
    assertEquals("/sources/provider", moved);
    String checked = post("/sources/provider/check").body();
    assertTrue(checked.contains("It does not work"), checked);

    try (LineClient imap = new LineClient(box.port("imap"))) {
      imap.line();
      imap.ask("a1 LOGIN maria " + password, "a1 OK");
      assertTrue(imap.ask("a2 LIST \"\" *", "a2 OK").contains("INBOX"));
    }
    get("/accounts/maria");
    assertEquals(
        "/accounts/maria", location(post("/accounts/maria/revoke", "label", "reception PC")));
    try (LineClient imap = new LineClient(box.port("imap"))) {
      imap.line();
      imap.ask("a1 LOGIN maria " + password, "a1 NO");
    }
    assertTrue(
        acts()
            .containsAll(
                List.of(
                    "settings-changed",
                    "account-added",
                    "device-added",
                    "source-changed",
                    "device-revoked")),
        acts().toString());
    for (String path :
        List.of("/sources", "/accounts", "/backup", "/backup/words", "/box", "/add-source")) {
      assertEquals(200, get(path).statusCode(), path);
    }
    get("/backup/words");
    assertTrue(post("/backup/words", "password", ADMIN).body().contains("<ol class=\"recovery\">"));
  }

  @Test
  void mailIsFetchedFromTheirPage() throws Exception {
    box.demo(data);
    get("/first");
    post("/first", "password", ADMIN, "again", ADMIN);
    get("/today");
    assertEquals("/today", location(post("/today/fetch", "name", "provider")));
    String live = get("/today/live").body();
    while (!live.contains(" new message")) {
      Thread.onSpinWait();
      live = get("/today/live").body();
    }
    assertTrue(get("/accounts/demo").body().contains("22 messages"));
  }

  @Test
  void aPersonSeesTheirOwnPageAlone() throws Exception {
    box.running.box().addAccount("maria", MARIA);
    get("/login");
    assertEquals("/me", location(post("/login", "user", "maria", "password", MARIA)));
    assertTrue(get("/me").body().contains("<h1>maria</h1>"));
    assertEquals(403, get("/today").statusCode());
    assertEquals(403, get("/accounts/maria").statusCode());
    get("/me");
    String sheet = location(post("/me/devices", "label", "phone"));
    assertTrue(
        get(sheet + "&program=IPHONE").body().contains("<dd>" + box.port("imaps") + "</dd>"));
    assertFalse(acts().contains("admin-entered"));
  }

  @Test
  void aDeletedMailboxIsPutBackAndAMessageInItIsReadForAReasonThatItsOwnerSees() throws Exception {
    box.running.box().addAccount("maria", MARIA);
    try (LineClient imap = new LineClient(box.port("imap"))) {
      imap.line();
      imap.ask("a1 LOGIN maria \"" + MARIA + "\"", "a1 OK");
      imap.ask("a2 CREATE Clienti", "a2 OK");
      String letter = "From: info@rossi.example\r\nSubject: tetto\r\n\r\nTegole rosse\r\n";
      imap.ask("a3 APPEND Clienti {" + letter.length() + "+}\r\n" + letter, "a3 OK");
      imap.ask("a4 DELETE Clienti", "a4 OK");
      get("/first");
      post("/first", "password", ADMIN, "again", ADMIN);
      String deleted = get("/vault").body();
      assertTrue(deleted.contains("Clienti"), deleted);
      assertTrue(deleted.contains("1 message, with the mailbox"), deleted);
      String removal = found(Pattern.compile("name=\"removal\" value=\"([^\"]+)\""), deleted);
      post("/vault/put-back", "account", "maria", "removal", removal);
      assertTrue(get("/vault").body().contains("The message is back."));
      assertTrue(imap.ask("a5 SELECT Clienti", "a5 OK").contains("* 1 EXISTS"));
    }
    try (LineClient imap = new LineClient(box.port("imap"))) {
      imap.line();
      imap.ask("b1 LOGIN maria \"" + MARIA + "\"", "b1 OK");
      imap.ask("b2 SELECT Clienti", "b2 OK");
      imap.ask("b3 STORE 1 +FLAGS (\\Deleted \\Flagged)", "b3 OK");
      imap.ask("b4 EXPUNGE", "b4 OK");
      String page = get("/vault").body();
      String removal = found(Pattern.compile("name=\"removal\" value=\"([^\"]+)\""), page);
      post("/vault/put-back", "account", "maria", "removal", removal);
      imap.ask("b5 NOOP", "b5 OK");
      String flags = imap.ask("b6 FETCH 1 FLAGS", "b6 OK");
      assertTrue(flags.contains("\\Flagged") && !flags.contains("\\Deleted"), flags);
    }
    String where =
        location(
            post("/vault/look", "account", "maria", "reason", "asked by phone", "words", "TEGOLE"));
    String page = get(where).body();
    String message = found(Pattern.compile("href=\"(/vault/mail/maria/[0-9a-f]{64})\""), page);
    assertTrue(get(message).body().contains("Tegole rosse"));
    assertTrue(get(message + "/whole").body().endsWith("Tegole rosse\r\n"));
    assertTrue(acts().containsAll(List.of("mail-restored", "mail-read")), acts().toString());
    assertTrue(post("/vault/chain").body().contains("All is well"));

    cookies.clear();
    get("/login");
    post("/login", "user", "maria", "password", MARIA);
    String looks = get("/me/looks").body();
    assertTrue(looks.contains("Reason: asked by phone"), looks);
    assertTrue(looks.contains("opened a message:"), looks);
    assertEquals(403, get(message).statusCode());
    assertEquals(200, get(message.replace("/vault/mail/maria", "/me/mail")).statusCode());
  }

  private List<String> acts() {
    List<String> acts = new ArrayList<>();
    box.running.box().store().audit().entries(0, 1000).stream()
        .map(entry -> entry.text())
        .filter(text -> text.contains("door web"))
        .forEach(
            text ->
                text.lines()
                    .filter(line -> line.startsWith("act "))
                    .forEach(line -> acts.add(line.substring(4))));
    return acts;
  }

  private static String found(Pattern pattern, String page) {
    Matcher matcher = pattern.matcher(page);
    assertTrue(matcher.find(), page);
    return matcher.group(1);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path).GET());
  }

  private HttpResponse<String> post(String path, String... fields) throws Exception {
    List<String> pairs = new ArrayList<>(List.of("token=" + token));
    for (int i = 0; i < fields.length; i += 2) {
      pairs.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    HttpResponse<String> answer =
        send(
            request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", pairs))));
    // On a slow machine it takes more than a second, and a page says how far it is.
    while (UNDER_WAY.equals(answer.headers().firstValue("Location").orElse(""))) {
      answer = send(request(UNDER_WAY + "/done").GET());
    }
    return answer;
  }

  private HttpRequest.Builder request(String path) {
    String sent =
        cookies.entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
    return HttpRequest.newBuilder(URI.create("https://localhost:" + box.port("https") + path))
        .header("Cookie", sent)
        .header("Accept-Language", "en");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer =
        browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    for (String cookie : answer.headers().allValues("set-cookie")) {
      String[] pair = cookie.split(";")[0].split("=", 2);
      cookies.put(pair[0], pair[1]);
    }
    Matcher found = TOKEN.matcher(answer.body());
    if (found.find()) {
      token = found.group(1);
    }
    return answer;
  }

  private static String location(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("location")
        .orElseGet(() -> answer.statusCode() + answer.body());
  }

  private SSLContext trust() throws Exception {
    byte[] pem = box.running.appliance().caCertificatePem().getBytes(StandardCharsets.US_ASCII);
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry(
        "ca",
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
