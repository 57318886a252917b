package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the box holds of a person: found, ticked, handed over, erased. */
class RightsPagesTest extends AdminStage {

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("location").orElse(answer.statusCode() + answer.body());
  }

  private void find() throws Exception {
    admin.get("/vault/rights");
    assertEquals(
        "/vault/rights/found",
        location(
            admin.post(
                "/vault/rights",
                "addresses",
                "mario@rossi.example\r\n\r\n m@x.example ",
                "names",
                "Mario <Rossi>",
                "reason",
                "asked on 3 May")));
  }

  @Test
  void whoIsSoughtAndWhyMustBeSaid() throws Exception {
    admin.get("/vault/rights");
    assertTrue(admin.post("/vault/rights", "reason", "x").body().contains("Say who it is"));
    HttpResponse<String> bad =
        admin.post("/vault/rights", "addresses", "mario", "reason", "asked on 3 May");
    assertEquals(422, bad.statusCode());
    assertTrue(bad.body().contains("value=\"asked on 3 May\""), bad.body());
    assertEquals(422, admin.post("/vault/rights", "addresses", "a@b.example").statusCode());
    assertEquals("/vault/rights", location(admin.get("/vault/rights/found")));
    assertEquals("/vault/rights", location(admin.post("/vault/rights/erase", "all", "x")));
    assertEquals("/vault/rights", location(admin.post("/vault/rights/export", "all", "x")));
    assertEquals(List.of(), box.acts);
  }

  @Test
  void whatIsFoundIsTickedAndHandedOver() throws Exception {
    find();
    String page = admin.get("/vault/rights/found").body();
    assertTrue(page.contains("Mario &lt;Rossi&gt;"), page);
    assertTrue(page.contains("3 messages are about this person"), page);
    assertTrue(page.contains("Offerta &lt;a&gt;"), page);
    assertTrue(page.contains("from the person, names the person"), page);
    assertTrue(page.contains("One message can't be read"), page);
    assertTrue(page.contains("telefono &lt;b&gt;"), page);
    HttpResponse<String> none = admin.post("/vault/rights/export", "reason", "asked");
    assertEquals(422, none.statusCode());
    assertTrue(none.body().contains("Nothing is ticked"), none.body());
    HttpResponse<String> file =
        admin.post("/vault/rights/export", "t0", "x", "t2", "x", "t3", "x", "reason", "asked");
    assertEquals("PK", file.body());
    assertTrue(admin.get("/vault/rights/found").body().contains("1 of the ticked messages"));
    assertEquals(
        List.of(
            "administrator sought mario@rossi.example, m@x.example, Mario <Rossi> because asked on"
                + " 3 May",
            "administrator handed over maria/a carlo/c because asked"),
        box.acts);
  }

  @Test
  void whatIsTickedIsErasedAfterOneQuestionAndThereIsAReport() throws Exception {
    find();
    String page = admin.get("/vault/rights/found").body();
    assertTrue(page.contains("nothing brings them back"), page);
    assertEquals(422, admin.post("/vault/rights/erase", "t1", "x", "reason", " ").statusCode());
    box.rights.held = true;
    HttpResponse<String> held =
        admin.post("/vault/rights/erase", "t1", "x", "reason", "asked on 3 May");
    assertTrue(held.body().contains("The box says: the hold"), held.body());
    assertTrue(held.body().contains("name=\"t1\" value=\"x\" checked"), held.body());
    box.rights.held = false;
    String where =
        location(admin.post("/vault/rights/erase", "all", "x", "reason", "asked on 3 May"));
    assertEquals("/vault/rights/report/erasure-1.txt", where);
    String report = admin.get(where).body();
    assertTrue(report.contains("3 messages are erased for good"), report);
    assertTrue(report.contains("Erasure of personal data &lt;GDPR&gt;"), report);
    assertFalse(admin.get(where).body().contains("are erased for good"));
    assertTrue(admin.get(where + "/file").body().startsWith("Erasure of personal data <GDPR>"));
    assertEquals("/vault/rights", location(admin.get("/vault/rights/found")), "once");
    admin.post("/vault/rights/forget", "name", "erasure-1.txt");
    assertEquals("administrator forgot erasure-1.txt", box.acts.getLast());
  }
}
