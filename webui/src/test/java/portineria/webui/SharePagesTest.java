package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who uses whose mail is said and changed on the account's page, and shown on one's own. */
class SharePagesTest extends AdminStage {

  @Override
  void furnish() {
    box.states.put("info", AccountBook.State.OPEN);
  }

  @Test
  void mailIsSharedAndNotSharedAnyMore() throws Exception {
    String alone = admin.get("/accounts/info").body();
    assertTrue(alone.contains("Nobody else uses it."), alone);
    assertTrue(alone.contains("They can read, answer, file and delete"), alone);
    assertTrue(alone.contains("Clienti/Rossi &amp; Figli &lt;srl&gt;"), alone);
    admin.post("/accounts/info/share", "colleague", "maria", "mailbox", "", "level", "WRITE");
    admin.post("/accounts/info/share", "colleague", "maria", "mailbox", "Trash", "level", "NONE");
    String shared = admin.get("/accounts/info").body();
    assertTrue(shared.contains("Every mailbox, new ones too: can read, answer and file"));
    assertTrue(shared.contains("The mailbox Trash and those in it: does not see it"), shared);
    assertTrue(shared.contains("Do not share info with maria any more"), shared);
    assertTrue(shared.contains("Show Trash to maria like the others"), shared);
    String hers = admin.get("/accounts/maria").body();
    assertTrue(hers.contains("What others share with maria"), hers);
    admin.post("/accounts/info/unshare", "colleague", "maria", "mailbox", "");
    admin.post("/accounts/info/unshare", "colleague", "maria", "mailbox", "Trash");
    assertTrue(admin.get("/accounts/info").body().contains("Nobody else uses it."));
    assertEquals(
        List.of(
            "administrator shared info * maria WRITE",
            "administrator shared info Trash maria NONE",
            "administrator unshared info * maria",
            "administrator unshared info Trash maria"),
        box.acts);
  }

  @Test
  void whatNoPageSendsIsRefused() throws Exception {
    for (String level : List.of("OTHER", "ALL", "")) {
      assertEquals(
          400,
          admin
              .post("/accounts/info/share", "colleague", "maria", "mailbox", "", "level", level)
              .statusCode());
    }
    assertEquals(List.of(), box.acts);
  }

  @Test
  void aPersonSeesWhatIsSharedAndChangesNothing() throws Exception {
    admin.post("/accounts/info/share", "colleague", "maria", "mailbox", "", "level", "FULL");
    admin.post("/accounts/maria/share", "colleague", "info", "mailbox", "", "level", "READ");
    try (Browser maria = Browser.of(server).asUser()) {
      String own = maria.get("/me").body();
      assertTrue(own.contains("Shared/info"), own);
      assertTrue(own.contains("All mailboxes of info: everything"), own);
      assertTrue(own.contains("Every mailbox, new ones too: can read"), own);
      assertFalse(own.contains("unshare"), own);
    }
  }
}
