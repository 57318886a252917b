package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** What programs read instead of a person, by parsers that know nothing of how it was written. */
class ProgramFilesTest {
  private final FakeAppliance box = new FakeAppliance();
  private WebServer server;

  @BeforeEach
  void open() throws Exception {
    server = TestServer.start(box, InstantSource.system());
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static Element root(String xml) throws Exception {
    DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    // Apple's document type is known, and nothing is loaded for it.
    parser.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
    return parser.parse(new InputSource(new StringReader(xml))).getDocumentElement();
  }

  private static List<Element> children(Element parent) {
    List<Element> all = new ArrayList<>();
    for (Node one = parent.getFirstChild(); one != null; one = one.getNextSibling()) {
      if (one instanceof Element element) {
        all.add(element);
      }
    }
    return all;
  }

  /** A value of a property list, as its document type has them. */
  private static Object plist(Element element) {
    return switch (element.getTagName()) {
      case "dict" -> dict(element);
      case "array" -> children(element).stream().map(ProgramFilesTest::plist).toList();
      case "string" -> element.getTextContent();
      case "integer" -> Integer.parseInt(element.getTextContent());
      case "true" -> true;
      case "false" -> false;
      case "data" -> java.util.Base64.getMimeDecoder().decode(element.getTextContent());
      default -> throw new AssertionError("no value: " + element.getTagName());
    };
  }

  private static Map<String, Object> dict(Element element) {
    Map<String, Object> all = new LinkedHashMap<>();
    List<Element> children = children(element);
    for (int i = 0; i < children.size(); i += 2) {
      assertEquals("key", children.get(i).getTagName());
      assertEquals(null, all.put(children.get(i).getTextContent(), plist(children.get(i + 1))));
    }
    return all;
  }

  private static Map<String, Object> profile(String xml) throws Exception {
    Element root = root(xml);
    assertEquals("plist", root.getTagName());
    return dict(children(root).getFirst());
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> payloads(Map<String, Object> profile) {
    return (List<Map<String, Object>>) profile.get("PayloadContent");
  }

  @Test
  void anAppleProfileHasTheAccountAndTheCertificateAndNoPassword() throws Exception {
    try (Browser admin = Browser.of(server).asAdmin()) {
      HttpResponse<String> answer = admin.get("/accounts/maria/mobileconfig");
      assertEquals(AppleProfile.TYPE, answer.headers().firstValue("content-type").orElseThrow());
      assertTrue(
          answer
              .headers()
              .firstValue("content-disposition")
              .orElseThrow()
              .contains("maria.mobileconfig"));
      Map<String, Object> profile = profile(answer.body());
      assertEquals("Configuration", profile.get("PayloadType"));
      Map<String, Object> ca = payloads(profile).get(0);
      assertEquals("com.apple.security.root", ca.get("PayloadType"));
      assertEquals(3, ((byte[]) ca.get("PayloadContent")).length);
      Map<String, Object> mail = payloads(profile).get(1);
      assertEquals("com.apple.mail.managed", mail.get("PayloadType"));
      assertEquals("EmailTypeIMAP", mail.get("EmailAccountType"));
      assertEquals("maria@office.example", mail.get("EmailAddress"));
      assertEquals("portineria.local", mail.get("IncomingMailServerHostName"));
      assertEquals(993, mail.get("IncomingMailServerPortNumber"));
      assertEquals(true, mail.get("IncomingMailServerUseSSL"));
      assertEquals("maria", mail.get("IncomingMailServerUsername"));
      assertEquals("smtp.provider.example", mail.get("OutgoingMailServerHostName"));
      assertEquals(465, mail.get("OutgoingMailServerPortNumber"));
      assertFalse(answer.body().contains("<key>IncomingPassword"), answer.body());
      assertEquals(answer.body(), admin.get("/accounts/maria/mobileconfig").body());
      assertEquals(3, uuids(profile).stream().distinct().count());
      box.states.put("carlo", AccountBook.State.OPEN);
      Map<String, Object> other = profile(admin.get("/accounts/carlo/mobileconfig").body());
      assertEquals(1, payloads(other).size(), "nobody knows how carlo sends");
      assertNotEquals(profile.get("PayloadUUID"), other.get("PayloadUUID"));
      assertEquals(422, admin.get("/accounts/nobody/mobileconfig").statusCode());
    }
  }

  private static List<Object> uuids(Map<String, Object> profile) {
    List<Object> all = new ArrayList<>(List.of(profile.get("PayloadUUID")));
    payloads(profile).forEach(payload -> all.add(payload.get("PayloadUUID")));
    return all;
  }

  @Test
  void anybodyGetsAProfileForAnyAddressOfAKnownDomain() throws Exception {
    try (Browser nobody = new Browser("http://localhost:" + server.httpPort().getAsInt())) {
      assertTrue(nobody.get("/").body().contains("action=\"/mobileconfig\""));
      String marias = nobody.get("/mobileconfig?address=Maria@office.example").body();
      Map<String, Object> mail = payloads(profile(marias)).get(1);
      assertEquals("maria@office.example", mail.get("EmailAddress"));
      assertEquals("maria", mail.get("IncomingMailServerUsername"));
      assertEquals("maria@office.example", mail.get("OutgoingMailServerUsername"));
      HttpResponse<String> other = nobody.get("/mobileconfig?address=no.one@office.example");
      assertEquals(AppleProfile.TYPE, other.headers().firstValue("content-type").orElseThrow());
      Map<String, Object> theirs = payloads(profile(other.body())).get(1);
      assertEquals(mail.keySet(), theirs.keySet());
      assertEquals("no.one", theirs.get("IncomingMailServerUsername"));
      for (String bad : List.of("", "maria", "a@gmail.com", "%22@office.example", "a%0d@b.it")) {
        assertEquals(422, nobody.get("/mobileconfig?address=" + bad).statusCode(), bad);
      }
    }
  }

  @Test
  void aPersonGetsTheirOwnProfile() throws Exception {
    try (Browser maria = Browser.of(server).asUser()) {
      Map<String, Object> profile = profile(maria.get("/me-mobileconfig?account=carlo").body());
      assertEquals("maria", payloads(profile).get(1).get("IncomingMailServerUsername"));
      assertTrue(
          maria.get("/me-sheet?device=x&program=IPHONE").body().contains("/me-mobileconfig"));
    }
  }

  @Test
  void hostileTextStaysText() throws Exception {
    String hostile = "</string><true/>&\u0001\"@x.example";
    box.ways.put(
        "maria-hoster",
        new SendingBook.Way(
            hostile,
            new ProviderBook.Server("smtp.x.example", 587, SourceBook.Tls.STARTTLS),
            hostile,
            false));
    try (Browser admin = Browser.of(server).asAdmin()) {
      Map<String, Object> mail =
          payloads(profile(admin.get("/accounts/maria/mobileconfig").body())).get(1);
      assertEquals(hostile.replace("\u0001", ""), mail.get("EmailAddress"));
    }
  }

  @Test
  void thunderbirdFindsTheSettingsByItsDomainThroughBothDoors() throws Exception {
    String query = "?emailaddress=Anyone%40Office.example";
    for (String base :
        List.of(
            "http://localhost:" + server.httpPort().getAsInt(),
            "https://localhost:" + server.httpsPort().getAsInt())) {
      try (Browser thunderbird = new Browser(base)) {
        for (String path :
            List.of("/mail/config-v1.1.xml", "/.well-known/autoconfig/mail/config-v1.1.xml")) {
          HttpResponse<String> answer = thunderbird.get(path + query);
          assertEquals(200, answer.statusCode(), path);
          Element provider = children(root(answer.body())).getFirst();
          assertEquals("office.example", provider.getAttribute("id"));
          assertEquals(
              List.of(
                  "domain",
                  "displayName",
                  "displayShortName",
                  "incomingServer imap portineria.local 993 SSL %EMAILLOCALPART%",
                  "incomingServer pop3 portineria.local 995 SSL %EMAILLOCALPART%",
                  "outgoingServer smtp smtp.provider.example 465 SSL %EMAILADDRESS%"),
              children(provider).stream().map(ProgramFilesTest::server).toList());
          assertFalse(answer.body().contains("maria"), answer.body());
        }
        for (String unknown :
            List.of("", "?emailaddress=", "?emailaddress=a@gmail.com", "?emailaddress=%3Cx%3E")) {
          assertEquals(404, thunderbird.get("/mail/config-v1.1.xml" + unknown).statusCode());
        }
      }
    }
  }

  @Test
  void thunderbirdSendsWithTheLoginThatIsOnTheSheet() throws Exception {
    for (String[] login :
        new String[][] {
          {"demo", "demo"},
          {"Maria", "%EMAILLOCALPART%"},
          {"Maria@office.example", "%EMAILADDRESS%"},
          {"", "%EMAILADDRESS%"}
        }) {
      box.ways.put(
          "maria-hoster",
          new SendingBook.Way(
              "maria@office.example",
              new ProviderBook.Server("smtp.x.example", 465, SourceBook.Tls.IMPLICIT),
              login[0],
              false));
      try (Browser thunderbird = Browser.of(server)) {
        String answer =
            thunderbird.get("/mail/config-v1.1.xml?emailaddress=x@office.example").body();
        List<Element> parts = children(children(root(answer)).getFirst());
        assertEquals(
            "outgoingServer smtp smtp.x.example 465 SSL " + login[1], server(parts.getLast()));
      }
    }
  }

  @Test
  void whichAccountsThereAreIsNotToBeSeen() throws Exception {
    try (Browser nobody = new Browser("http://localhost:" + server.httpPort().getAsInt())) {
      assertEquals(
          nobody.get("/mail/config-v1.1.xml?emailaddress=maria@office.example").body(),
          nobody.get("/mail/config-v1.1.xml?emailaddress=nobody@office.example").body());
    }
  }

  private static String server(Element element) {
    if (!element.getTagName().endsWith("Server")) {
      return element.getTagName();
    }
    List<String> parts =
        new ArrayList<>(List.of(element.getTagName(), element.getAttribute("type")));
    children(element).stream().limit(4).forEach(one -> parts.add(one.getTextContent()));
    return String.join(" ", parts);
  }
}
