package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mail is found and read: one's own, and that of others for a reason that they get to see. */
class MailPagesTest extends AdminStage {
  private static final String MARIAS = "/vault/mail/maria/" + FakeMail.id('a');
  private static final String CARLOS = "/vault/mail/carlo/" + FakeMail.id('c');
  private static final String OWN = "/me/mail/" + FakeMail.id('a');

  private Browser maria;

  @Override
  void furnish() {
    box.mail.filled();
  }

  @BeforeEach
  void mariaComes() throws Exception {
    maria = Browser.of(server).asUser();
    box.acts.clear();
  }

  @AfterEach
  void mariaGoes() {
    maria.close();
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("location").orElse(answer.statusCode() + answer.body());
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private void look(String account, String reason) throws Exception {
    String where =
        location(admin.post("/vault/look", "account", account, "reason", reason, "words", ""));
    assertEquals("/vault/search?account=" + account, where);
  }

  @Test
  void lookingIntoTheMailOfOthersNeedsAReason() throws Exception {
    admin.get("/vault/search");
    HttpResponse<String> none = admin.post("/vault/look", "account", "maria", "words", "tetto");
    assertEquals(422, none.statusCode());
    assertTrue(none.body().contains("Say why you look into this mail"), none.body());
    assertTrue(none.body().contains("value=\"tetto\""), none.body());
    // The address of an answer alone shows nothing, nor does that of a message.
    assertFalse(admin.get("/vault/search?account=maria&words=").body().contains("Offerta"));
    for (String path : List.of(MARIAS, MARIAS + "/body", MARIAS + "/whole", MARIAS + "/file/3")) {
      assertEquals("/vault/search", location(admin.get(path)), path);
    }
    assertEquals("/vault/search", location(admin.post(MARIAS + "/put-back")));
    assertEquals(List.of(), box.acts);
  }

  @Test
  void withAReasonMailIsFoundOpenedAndPutBack() throws Exception {
    String where =
        location(
            admin.post(
                "/vault/look", "account", "maria", "reason", "asked by phone", "words", "tetto"));
    assertEquals("/vault/search?account=maria&words=tetto", where);
    String found = admin.get(where).body();
    assertTrue(found.contains("Offerta per il tetto &lt;b&gt;2026&lt;/b&gt;"), found);
    assertTrue(found.contains("You are looking because: asked by phone"), found);
    assertTrue(found.contains("deleted on 27 Nov 2026"), found);
    assertTrue(found.contains("&amp;older=1.2"), found);
    assertTrue(found.contains("href=\"" + MARIAS + "\""), found);
    assertEquals("/vault/search", location(admin.get(MARIAS + "/body")), "not opened yet");
    String page = admin.get(MARIAS).body();
    assertTrue(page.contains("src=\"" + MARIAS + "/body\" sandbox=\"\""), page);
    admin.post(MARIAS + "/put-back");
    assertEquals(
        List.of(
            "administrator searched maria tetto because asked by phone",
            "administrator opened maria a because asked by phone",
            "administrator message-back maria a"),
        box.acts);
    assertTrue(admin.get(MARIAS).body().contains("The message is back in"));
  }

  @Test
  void aReasonIsForTheAccountThatWasSaidAndForAnHour() throws Exception {
    look("maria", "asked by phone");
    assertEquals(200, admin.get(MARIAS).statusCode());
    assertEquals("/vault/search", location(admin.get(CARLOS)));
    assertFalse(admin.get("/vault/search?account=carlo").body().contains("Busta paga"));
    assertFalse(admin.get("/vault/search?account=").body().contains("Busta paga"));
    // In steps, because who does nothing for half an hour is out altogether.
    for (int i = 0; i < 2; i++) {
      now.updateAndGet(time -> time.plus(Session.LOOKING.dividedBy(3)));
      assertEquals(200, admin.get(MARIAS + "/body").statusCode());
    }
    now.updateAndGet(time -> time.plus(Session.LOOKING.dividedBy(3)));
    assertEquals("/vault/search", location(admin.get(MARIAS + "/body")));
    assertEquals("/vault/search", location(admin.get(MARIAS)));
    look("", "an audit");
    assertEquals(200, admin.get(CARLOS).statusCode());
    admin.post("/vault/look-end");
    assertEquals("/vault/search", location(admin.get(CARLOS)));
    assertEquals("/vault/search", location(admin.get(CARLOS + "/whole")));
  }

  @Test
  void aPersonReadsTheirOwnAndNobodyElses() throws Exception {
    assertEquals(200, maria.get("/me/search").statusCode());
    assertEquals(List.of(), box.acts);
    String found = maria.get("/me/search?words=&account=carlo").body();
    assertTrue(found.contains("Offerta"), found);
    assertFalse(found.contains("Busta paga"), found);
    assertEquals(OWN, location(maria.get(OWN + "/body")), "the page comes first");
    assertEquals(200, maria.get(OWN).statusCode());
    assertEquals(200, maria.get(OWN + "/body").statusCode());
    assertEquals(422, maria.get("/me/mail/" + FakeMail.id('c')).statusCode());
    assertEquals(403, maria.get(CARLOS).statusCode());
    maria.post(OWN + "/put-back");
    assertEquals(
        List.of("maria searched maria ", "maria opened maria a", "maria message-back maria a"),
        box.acts);
  }

  @Test
  void whatAMessageSaysComesHarmlessAndInACage() throws Exception {
    maria.get(OWN);
    HttpResponse<String> body = maria.get(OWN + "/body");
    String policy = header(body, "content-security-policy");
    for (String wanted : List.of("default-src 'none'", "img-src data:", "form-action 'none'")) {
      assertTrue(policy.contains(wanted), policy);
    }
    assertTrue(policy.endsWith("; sandbox"), policy);
    assertFalse(policy.contains("script"), policy);
    assertEquals("SAMEORIGIN", header(body, "x-frame-options"));
    assertTrue(body.body().contains("<h1>Offerta</h1>"), body.body());
    assertTrue(body.body().contains("src=\"data:image/png;base64,"), body.body());
    assertTrue(body.body().contains("From: &lt;b&gt;ditta&lt;/b&gt;"), body.body());
    for (String unwanted : List.of("evil.example", "script", "onclick")) {
      assertFalse(body.body().contains(unwanted), body.body());
    }
    HttpResponse<String> page = maria.get(OWN);
    assertTrue(header(page, "content-security-policy").contains("frame-src 'self'"));
    assertTrue(page.body().contains("<code>https://evil.example/x</code>"), page.body());
    String text = maria.get(OWN + "?view=text").body();
    assertTrue(text.contains("Il tetto, come &lt;b&gt;testo&lt;/b&gt;"), text);
    assertFalse(text.contains("<iframe"), text);
  }

  @Test
  void anAttachmentIsAFileAndNothingElse() throws Exception {
    maria.get(OWN);
    HttpResponse<String> file = maria.get(OWN + "/file/3");
    assertEquals("<script>alert(1)</script>", file.body());
    assertEquals("application/octet-stream", header(file, "content-type"));
    assertEquals("nosniff", header(file, "x-content-type-options"));
    assertTrue(header(file, "content-security-policy").contains("sandbox"));
    assertEquals(
        "attachment; filename=\"_fattura _n. 5_.html\";"
            + " filename*=UTF-8''_fattura%20_n.%205_.html",
        header(file, "content-disposition"));
    assertEquals("25", header(file, "content-length"));
    assertEquals(422, maria.get(OWN + "/file/4").statusCode());
    assertEquals(422, maria.get(OWN + "/file/x").statusCode());
    HttpResponse<String> whole = maria.get(OWN + "/whole");
    assertEquals("Subject: x\r\n\r\ny", whole.body());
    assertTrue(header(whole, "content-disposition").contains(FakeMail.id('a') + ".eml"));
    assertFalse(maria.get(OWN).body().contains("\u202E"), "names turn nothing around");
  }

  @Test
  void aCopyOfWhatWasFoundIsTakenForTheSameReason() throws Exception {
    admin.get("/vault/search");
    assertEquals("/vault/search", location(admin.post("/vault/export", "account", "maria")));
    look("maria", "asked by phone");
    String page = admin.get("/vault/search?account=maria&words=tetto").body();
    assertTrue(page.contains("name=\"words\" value=\"tetto\""), page);
    assertEquals("PK", admin.post("/vault/export", "account", "maria", "words", "tetto").body());
    assertEquals("/vault/search", location(admin.post("/vault/export", "account", "carlo")));
    maria.get("/me/search");
    HttpResponse<String> own = maria.post("/me/export", "account", "carlo", "words", "");
    assertTrue(header(own, "content-disposition").contains("mail.zip"));
    assertTrue(box.acts.contains("administrator exported maria tetto because asked by phone"));
    assertEquals("maria exported maria ", box.acts.getLast());
  }

  @Test
  void aPersonSeesWhoLookedWhenAndWhy() throws Exception {
    assertTrue(maria.get("/me").body().contains("Nobody has looked into your mail."));
    box.mail.looks.add(
        new MailBook.Look(
            FakeAppliance.NOW,
            "admin",
            VaultBook.Way.PAGES,
            MailBook.Looking.OPENED,
            Optional.of(FakeMail.id('a')),
            "asked by <phone>"));
    for (String path : List.of("/me", "/me/looks")) {
      String page = maria.get(path).body();
      assertTrue(page.contains("Administrator"), page);
      assertTrue(page.contains("Reason: asked by &lt;phone&gt;"), page);
      assertTrue(page.contains("href=\"" + OWN + "\""), page);
    }
    assertEquals(403, admin.get("/me/looks").statusCode());
  }

  @Test
  void whatCanNotBeSoughtIsSaid() throws Exception {
    assertTrue(maria.get("/me/search?from=2026-02-30").body().contains("There is no such day"));
    assertEquals(422, maria.get("/me/search?words=" + "x".repeat(501)).statusCode());
    assertEquals(422, admin.post("/vault/look", "account", "nobody", "reason", "x").statusCode());
  }
}
