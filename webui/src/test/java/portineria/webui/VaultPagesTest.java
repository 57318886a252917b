package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was deleted, on the administrator's page and on a person's own. */
class VaultPagesTest extends AdminStage {
  private Browser maria;

  @Override
  void furnish() {
    box.vault.filled();
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

  @Test
  void theAdministratorSeesWhoDeletedWhatAndMuchOfItStandsOut() throws Exception {
    String page = admin.get("/vault").body();
    assertTrue(page.contains("Clienti/Rossi &amp; Figli &lt;srl&gt;"), page);
    assertTrue(page.contains("the device \"telefono\", by IMAP"), page);
    assertTrue(page.contains("412 messages, with the mailbox"), page);
    assertTrue(page.contains("carlo"), page);
    assertTrue(page.contains("a program with the account's own password"), page);
    assertEquals(1, page.split("class=\"alarm\"", -1).length - 1, page);
    assertTrue(page.indexOf("telefono") < page.indexOf("reception PC"), "the newest first");
    String of = admin.get("/vault?account=carlo").body();
    assertTrue(of.contains("Sent") && !of.contains("telefono"), of);
    assertEquals(422, admin.get("/vault?account=nobody").statusCode());
  }

  @Test
  void aDeletedMailboxIsPutBackByOneButtonThatSaysWhatHappens() throws Exception {
    String page = admin.get("/vault").body();
    assertTrue(page.contains("comes back as it was on 27 Nov 2026"), page);
    assertTrue(page.contains("One message comes back to where it was"), page);
    HttpResponse<String> done =
        admin.post("/vault/put-back", "account", "maria", "removal", "1.a", "shown", "maria");
    assertEquals("/vault?account=maria", done.headers().firstValue("location").orElseThrow());
    assertEquals(List.of("administrator put-back maria 1.a"), box.acts);
    assertTrue(admin.get("/vault").body().contains("412 messages are back."));
    admin.post("/vault/put-back", "account", "maria", "removal", "9.z");
    assertTrue(admin.get("/vault").body().contains("That is not there any more"));
  }

  @Test
  void aPersonSeesAndPutsBackTheirOwnAlone() throws Exception {
    String page = maria.get("/me").body();
    assertTrue(page.contains("telefono") && page.contains("reception PC"), page);
    assertFalse(page.contains("carlo"), page);
    String list = maria.get("/me/deleted?account=carlo").body();
    assertTrue(list.contains("telefono"), list);
    assertFalse(list.contains("carlo"), list);
    // Whatever the form says, it is about who sends it.
    maria.post("/me/put-back", "account", "carlo", "removal", "3.c");
    assertEquals(List.of(), box.acts);
    maria.post("/me/put-back", "account", "carlo", "removal", "2.b");
    maria.post("/me/accept", "removal", "1.a");
    assertEquals(List.of("maria put-back maria 2.b", "maria accepted maria 1.a"), box.acts);
  }

  @Test
  void aLongListHasPages() throws Exception {
    for (int i = 0; i < 50; i++) {
      box.vault.removals.add(
          FakeVault.removal("x" + i, "maria", "pc" + i, 60 + i, false, FakeVault.part("INBOX", 2)));
    }
    String first = admin.get("/vault?account=maria").body();
    assertTrue(first.contains("Page 1 of 3"), first);
    assertTrue(first.contains("href=\"/vault?account=maria&amp;page=2\""), first);
    assertFalse(first.contains("pc30"), first);
    String last = admin.get("/vault?account=maria&page=99").body();
    assertTrue(last.contains("Page 3 of 3") && last.contains("pc49"), last);
    assertTrue(admin.get("/vault?page=x").body().contains("Page 1 of 3"));
  }

  @Test
  void whatIsLongAgoIsAClickAway() throws Exception {
    box.vault.removals.add(
        FakeVault.removal("old", "maria", "vecchio", 24 * 200, false, FakeVault.part("INBOX", 2)));
    assertFalse(maria.get("/me/deleted").body().contains("vecchio"));
    assertTrue(maria.get("/me/deleted?all=yes").body().contains("vecchio"));
  }
}
