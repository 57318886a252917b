package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Who is told how the box is, the heartbeat, and how the board is: on the page of the box. */
class NoticePagesTest extends AdminStage {
  @Test
  void caretakersAreAddedAndRemoved() throws Exception {
    assertTrue(admin.get("/box").body().contains("Nobody looks after the box yet"));
    admin.post("/box/caretakers", "account", "maria");
    String page = admin.get("/box").body();
    assertTrue(page.contains("It is told of everything from now on."), page);
    assertTrue(page.contains("Tell maria no more of everything"), page);
    assertFalse(page.contains("<option value=\"maria\">"), "nobody is added twice");
    admin.post("/box/caretakers", "account", "nobody");
    assertTrue(admin.get("/box").body().contains("There is no account nobody."));
    admin.post("/box/caretakers/remove", "account", "maria");
    assertEquals(
        List.of("administrator caretaker-added maria", "administrator caretaker-removed maria"),
        box.acts);
    assertTrue(admin.get("/box").body().contains("<option value=\"maria\">"));
  }

  @Test
  void theHeartbeatIsSetSaysHowItWentAndIsRemoved() throws Exception {
    assertTrue(admin.get("/box").body().contains("Nothing is called."));
    admin.post("/box/heartbeat", "address", "service");
    assertTrue(admin.get("/box").body().contains("Type an address that begins with https://"));
    admin.post("/box/heartbeat", "address", "https://service.example/geheim");
    String page = admin.get("/box").body();
    assertTrue(page.contains("<dd>service.example</dd>"), page);
    assertTrue(page.contains("the first call is made within minutes"), page);
    assertFalse(page.contains("geheim"), "the path may be a secret");
    box.heartbeat =
        Optional.of(
            new NoticeBook.Heartbeat(
                "service.example",
                Optional.of(FakeAppliance.NOW),
                Optional.of(Sentence.of("it answers 404", "risponde 404"))));
    page = admin.get("/box").body();
    assertTrue(page.contains("Since then it does not get through:"), page);
    assertTrue(page.contains("it answers 404"), page);
    admin.language = "it";
    page = admin.get("/box").body();
    assertTrue(page.contains("Ultima chiamata riuscita"), page);
    assertTrue(page.contains("risponde 404"), page);
    admin.language = "en";
    admin.post("/box/heartbeat/remove");
    assertEquals(
        List.of("administrator heartbeat-set", "administrator heartbeat-removed"), box.acts);
  }

  @Test
  void heatAndVoltageAreShownWhereTheMachineTellsThem() throws Exception {
    String silent = admin.get("/box").body();
    assertFalse(silent.contains("Processor"), silent);
    assertFalse(silent.contains("Power supply"), silent);
    box.board = new BoardState(OptionalInt.of(58), false, Optional.of(false));
    String well = admin.get("/box").body();
    assertTrue(well.contains("58 °C<br>not too hot"), well);
    assertTrue(well.contains("strong enough"), well);
    box.board = new BoardState(OptionalInt.of(83), true, Optional.of(true));
    String bad = admin.get("/box").body();
    assertTrue(bad.contains("83 °C<br>too hot"), bad);
    assertTrue(bad.contains("too weak"), bad);
  }
}
