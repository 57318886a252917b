package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What must not go, who leaves, and what was done. */
class KeepPagesTest extends AdminStage {

  @Test
  void aHoldIsSetShownAndLifted() throws Exception {
    admin.get("/vault/keep");
    HttpResponse<String> nothing = admin.post("/vault/hold", "name", "x", "reason", "lawsuit 12");
    assertEquals(422, nothing.statusCode());
    assertTrue(nothing.body().contains("Say what is to be held"), nothing.body());
    assertTrue(nothing.body().contains("value=\"lawsuit 12\""), nothing.body());
    admin.post(
        "/vault/hold",
        "name",
        "rossi-2026",
        "correspondent",
        "@rossi.example",
        "from",
        "2025-01-01",
        "reason",
        "lawsuit <12>");
    String page = admin.get("/vault/keep").body();
    assertTrue(page.contains("from or to @rossi.example · from 1 Jan 2025 on"), page);
    assertTrue(page.contains("lawsuit &lt;12&gt;"), page);
    assertEquals(
        422, admin.post("/vault/hold", "name", "y", "text", "t", "from", "yesterday").statusCode());
    admin.post("/vault/lift", "name", "rossi-2026");
    admin.post("/vault/lift", "name", "nothing");
    assertTrue(admin.get("/vault/keep").body().contains("There is no hold nothing"));
    assertEquals(
        List.of("administrator hold rossi-2026", "administrator lifted rossi-2026"), box.acts);
  }

  @Test
  void whoLeavesIsClosedAndTheColleaguesPasswordIsShownOnce() throws Exception {
    admin.get("/vault/keep");
    assertEquals(
        422, admin.post("/vault/leave", "account", "maria", "reason", "retired").statusCode());
    assertEquals(
        422, admin.post("/vault/leave", "account", "maria", "eraseOn", "2027-03-31").statusCode());
    String shown =
        admin
            .post(
                "/vault/leave",
                "account",
                "maria",
                "eraseOn",
                "2027-03-31",
                "handTo",
                "carlo",
                "reason",
                "retired")
            .body();
    assertTrue(shown.contains(FakeAppliance.DEVICE_PASSWORD), shown);
    String page = admin.get("/vault/keep").body();
    assertFalse(page.contains(FakeAppliance.DEVICE_PASSWORD), page);
    assertTrue(page.contains("All mail of this account is erased on 31 Mar 2027"), page);
    admin.post("/vault/stay", "account", "maria");
    assertEquals(
        List.of("administrator left maria 2027-03-31", "administrator stayed maria"), box.acts);
  }

  @Test
  void theChainIsListedSiftedAndChecked() throws Exception {
    box.keep.entries.add(FakeKeep.entry(1, "account-added", "admin", Map.of("account", "maria")));
    box.keep.entries.add(FakeKeep.entry(2, "mail-read", "admin", Map.of("reason", "a <b>")));
    box.keep.entries.add(FakeKeep.entry(3, "of-tomorrow", "", Map.of("number", "7")));
    box.keep.entries.add(FakeKeep.entry(4, "mail-swept", "", Map.of("messages", "12")));
    String page = admin.get("/vault/chain").body();
    assertTrue(page.contains("Looked into mail"), page);
    assertTrue(page.contains("reason: a &lt;b&gt;"), page);
    assertTrue(page.contains("of tomorrow"), page);
    assertTrue(page.contains("messages: 12"), page);
    assertTrue(page.contains("before=2"), page);
    String older = admin.get("/vault/chain?before=2").body();
    assertTrue(older.contains("A name in it was taken away"), older);
    String sifted = admin.get("/vault/chain?filter=maria").body();
    assertTrue(sifted.contains("Account added") && !sifted.contains("Looked into mail"), sifted);
    String well = admin.post("/vault/chain", "head", FakeKeep.HEAD).body();
    assertTrue(well.contains("All is well: 4 entries"), well);
    assertTrue(well.contains("that of entry 2"), well);
    assertEquals(422, admin.post("/vault/chain", "head", "x").statusCode());
    box.keep.problems.add("entry 2 was changed");
    String wrong = admin.post("/vault/chain").body();
    assertTrue(wrong.contains("<li lang=\"en\">entry 2 was changed</li>"), wrong);
  }
}
