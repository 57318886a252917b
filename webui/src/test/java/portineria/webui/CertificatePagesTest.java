package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A certificate of the office's own, and what the other pages say then. */
class CertificatePagesTest {
  private static final String PAGE = "/box/certificate";
  private static final String SHEET = "/accounts/maria/sheet?device=telefono&program=";

  private final FakeAppliance box = new FakeAppliance();
  private WebServer server;
  private Browser admin;

  @BeforeEach
  void open() throws Exception {
    server = TestServer.start(box, InstantSource.system());
    admin = Browser.of(server).asAdmin();
    box.acts.clear();
  }

  @AfterEach
  void close() {
    server.close();
    admin.close();
  }

  /** As a browser sends a form with a file. */
  private HttpResponse<String> upload(String token, String chain, String name) throws Exception {
    String body =
        part("token", token) + part("chain", chain) + part("key", "") + part("name", name);
    return admin.postAs("multipart/form-data; boundary=zz", PAGE, body + "--zz--\r\n");
  }

  private static String part(String field, String text) {
    return "--zz\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + text + "\r\n";
  }

  @Test
  void aCertificateIsUploadedShownAndTakenBack() throws Exception {
    String before = admin.get(PAGE).body();
    assertTrue(before.contains("the certificate that it has made itself"), before);
    assertTrue(before.contains("enctype=\"multipart/form-data\""), before);
    assertFalse(before.contains("/own"), before);
    HttpResponse<String> done = upload(admin.token, "-----BEGIN", "www.office.example");
    assertEquals(PAGE, done.headers().firstValue("location").orElseThrow());
    String after = admin.get(PAGE).body();
    assertTrue(after.contains("www.office.example"), after);
    assertTrue(after.contains("CN=Example R11"), after);
    assertTrue(after.contains("trust it by themselves"), after);
    admin.post(PAGE + "/own");
    assertEquals(Optional.empty(), box.given);
    assertEquals(
        List.of(
            "administrator certificate-given www.office.example",
            "administrator certificate-taken-back"),
        box.acts);
  }

  @Test
  void whatIsWrongIsSaidAndWhatWasTypedStays() throws Exception {
    admin.get(PAGE);
    HttpResponse<String> bad = upload(admin.token, "0", "www.office.example");
    assertEquals(422, bad.statusCode());
    assertTrue(bad.body().contains("There is no certificate in these files."), bad.body());
    assertTrue(bad.body().contains("value=\"www.office.example\""), bad.body());
  }

  @Test
  void aFormWithFilesNeedsItsTokenAndHasItsBounds() throws Exception {
    admin.get(PAGE);
    assertEquals(403, upload("", "-----BEGIN", "").statusCode());
    assertEquals(403, upload("x".repeat(43), "-----BEGIN", "").statusCode());
    assertEquals(413, upload(admin.token, "y".repeat(Form.OCTETS_MAX), "").statusCode());
    assertEquals(
        403, admin.postAs("multipart/form-data", PAGE, part("token", admin.token)).statusCode());
    assertEquals(List.of(), box.acts);
  }

  @Test
  void whatAllComputersTrustNobodyInstalls() throws Exception {
    for (String path : List.of("/", "/box", SHEET + "OUTLOOK", SHEET + "IPHONE")) {
      assertTrue(admin.get(path).body().contains("/ca.crt"), path);
    }
    assertTrue(admin.get("/accounts/maria/mobileconfig").body().contains("security.root"));
    admin.get(PAGE);
    upload(admin.token, "-----BEGIN", "");
    for (String path : List.of("/", "/box", SHEET + "OUTLOOK", SHEET + "IPHONE")) {
      String page = admin.get(path).body();
      assertFalse(page.contains("/ca.crt"), path);
      assertFalse(page.contains("switch it on."), path);
      assertTrue(page.contains("trust by themselves: nothing has to be installed"), path);
    }
    String profile = admin.get("/accounts/maria/mobileconfig").body();
    assertFalse(profile.contains("security.root"), profile);
    assertTrue(profile.contains("com.apple.mail.managed"), profile);
  }

  @Test
  void whatAnAuthorityOfTheOfficeSignedIsInstalledAsBefore() throws Exception {
    box.given =
        Optional.of(
            new CertificateBook.Given(
                "posta.office.example",
                List.of("posta.office.example"),
                "CN=Office",
                FakeAppliance.NOW,
                false));
    for (String path : List.of("/", "/box")) {
      String page = admin.get(path).body();
      assertTrue(page.contains("an authority of your own office has issued"), path);
      assertTrue(page.contains("/ca.crt"), path);
    }
    assertTrue(admin.get("/accounts/maria/mobileconfig").body().contains("security.root"));
  }
}
