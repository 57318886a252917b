package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Single messages out of a backup, step by step. */
class SnapshotPagesTest extends AdminStage {
  private static final String HERE = "/backup/messages";

  @Override
  void furnish() {
    box.targets.add(new BackupBook.Target("usb", BackupBook.Kind.DISK, "BACKUP", true, List.of()));
  }

  /** What the page says after that. */
  private String done(String path, String... fields) throws Exception {
    admin.get(HERE);
    HttpResponse<String> answer = admin.post(HERE + path, fields);
    assertEquals(HERE, answer.headers().firstValue("location").orElse(answer.body()));
    return admin.get(HERE).body();
  }

  private void look() throws Exception {
    done("/target", "target", "usb");
    done("/open", "snapshot", FakeSnapshots.GREEN.id());
    done("/look", "place", "maria/INBOX", "reason", "Maria has asked");
  }

  @Test
  void oneGoesFromTheTargetToTheMessagesAndPutsThemBack() throws Exception {
    assertTrue(admin.get("/backup").body().contains("href=\"/backup/messages\""));
    assertTrue(done("/target", "target", "usb").contains("(not read back)"));
    String opened = done("/open", "snapshot", FakeSnapshots.GREEN.id());
    assertTrue(opened.contains("value=\"maria/Clienti/Rossi &amp; Figli &lt;srl>\""), opened);
    assertTrue(opened.contains("value=\"vecchio/INBOX\" disabled"), opened);
    String list = done("/look", "place", "maria/INBOX", "reason", "Maria has asked");
    assertTrue(list.contains("Offerta tetto"), list);
    assertTrue(list.contains("It is here, in Clienti/Rossi &amp; Figli &lt;srl&gt;"), list);
    assertTrue(list.contains("A message that was erased for good"), list);
    assertFalse(list.contains("id=\"" + FakeMail.id('c')), list);
    String back = done("/put-back", FakeMail.id('a'), "x");
    assertTrue(back.contains("1 message is back in INBOX of maria."), back);
    assertTrue(back.contains("1 was erased for good and stays so."), back);
    assertEquals(
        List.of(
            "administrator looked at maria/INBOX because Maria has asked",
            "administrator put back a because Maria has asked"),
        box.acts);
  }

  @Test
  void nobodySeesTheListWithoutAReasonAndNotForLongerThanItHolds() throws Exception {
    done("/target", "target", "usb");
    done("/open", "snapshot", FakeSnapshots.GREEN.id());
    String refused = done("/look", "place", "maria/INBOX", "reason", " ");
    assertTrue(refused.contains("class=\"note bad\""), refused);
    assertEquals(List.of(), box.acts);
    look();
    try (Browser other = Browser.of(server).asAdmin()) {
      assertFalse(other.get(HERE).body().contains("Offerta tetto"));
      other.post(HERE + "/put-back", FakeMail.id('a'), "x");
    }
    for (int minutes = 0; minutes <= 60; minutes += 20) {
      now.set(FakeAppliance.NOW.plus(Duration.ofMinutes(minutes)));
      assertEquals(minutes < 60, admin.get(HERE).body().contains("Offerta tetto"));
    }
    assertTrue(box.acts.stream().noneMatch(act -> act.contains("put back")), box.acts.toString());
  }

  @Test
  void wordsAreSoughtInSendersAndSubjectsAndAllThatWereFoundCanBeMeant() throws Exception {
    look();
    String found = admin.get(HERE + "?words=TETTO%20rossi").body();
    assertTrue(found.contains("Offerta tetto"), found);
    assertFalse(found.contains("Avviso"), found);
    assertTrue(admin.get(HERE + "?words=xyz").body().contains("No message has these words."));
    done("/put-back", "all", "x", "words", "tetto");
    assertEquals("administrator put back a because Maria has asked", box.acts.getLast());
    done("/put-back", "all", "x", "words", "");
    assertEquals("administrator put back a b c d because Maria has asked", box.acts.getLast());
    assertTrue(done("/put-back").contains("class=\"note bad\""));
  }

  @Test
  void whatTakesItsTimeShowsHowFarItIs() throws Exception {
    look();
    box.snapshots.going(new SnapshotBook.Going(SnapshotBook.Doing.READING, 1200, 4800));
    String page = admin.get(HERE).body();
    assertTrue(page.contains("1,200 of 4,800 messages"), page);
    assertTrue(page.contains("hx-get=\"/backup/messages/live\""), page);
    assertTrue(admin.get(HERE + "/live").body().contains("value=\"1200\" max=\"4800\""));
    done("/close");
    HttpResponse<String> over = admin.get(HERE + "/live");
    assertEquals(HERE, over.headers().firstValue("hx-redirect").orElse(""));
  }

  @Test
  void whatWentWrongIsSaid() throws Exception {
    box.snapshots.filled();
    assertTrue(done("/target", "target", "nas").contains("class=\"note bad\""));
    assertTrue(done("/open", "snapshot", "none").contains("not open any more"));
  }
}
