package portineria.admin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.MailboxName;
import portineria.store.Rights;
import portineria.store.Sharing.Grant;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.ShareBook.Level;
import portineria.webui.ShareBook.Share;

/** Mail is shared by pages as by commands, and it is in the audit chain. */
class WebSharesTest {
  private static final String GOOD = "gatto lampada ponte";

  @TempDir Path data;
  private FakeBox fake;
  private WebShares shares;

  @BeforeEach
  void open() throws Exception {
    fake = new FakeBox(data);
    shares = new WebShares(fake.by(FakeBox.ADMIN));
    WebAccounts accounts = new WebAccounts(fake.by(FakeBox.ADMIN));
    accounts.add("info", GOOD, Optional.empty());
    accounts.add("maria", GOOD, Optional.empty());
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private static Why why(Executable action) {
    return assertThrows(Refused.class, action).why();
  }

  @Test
  void mailIsSharedInPlainWords() throws Exception {
    shares.give("info", Optional.empty(), "maria", Level.WRITE);
    shares.give("info", Optional.of("Sent"), "maria", Level.NONE);
    List<Share> both =
        List.of(
            new Share("info", Optional.empty(), "maria", Level.WRITE, "Shared/info"),
            new Share("info", Optional.of("Sent"), "maria", Level.NONE, "Shared/info/Sent"));
    assertEquals(both, shares.of("info"));
    assertEquals(both, shares.with("maria"));
    assertEquals(List.of(), shares.of("maria"));
    assertEquals(List.of("maria"), shares.others("info"));
    assertTrue(
        fake.acts()
            .contains("mail-shared web account=info by=admin colleague=maria detail=lrswipte"),
        fake.acts().toString());
    shares.take("info", Optional.of("Sent"), "maria");
    assertEquals(both.subList(0, 1), shares.of("info"));
    shares.take("info", Optional.empty(), "maria");
    assertEquals(List.of(), shares.of("info"));
  }

  @Test
  void rightsThatAProgramHasChosenAreShownAsSuch() throws Exception {
    fake.box
        .store()
        .sharing()
        .give(new Grant("info", Optional.of(new MailboxName("Sent")), "maria", Rights.of("lrs")));
    assertEquals(Level.OTHER, shares.of("info").getFirst().level());
    shares.give("info", Optional.of("Sent"), "maria", Level.FULL);
    assertEquals(Level.FULL, shares.of("info").getFirst().level());
  }

  @Test
  void whatCanNotBeSharedIsRefused() {
    assertEquals(
        Why.SHARE_NOTHING, why(() -> shares.give("info", Optional.empty(), "maria", Level.NONE)));
    assertEquals(
        Why.ACCOUNT_UNKNOWN, why(() -> shares.give("info", Optional.empty(), "zoe", Level.READ)));
    assertEquals(
        Why.ACCOUNT_UNKNOWN, why(() -> shares.give("zoe", Optional.empty(), "info", Level.READ)));
    assertEquals(Why.SAID, why(() -> shares.give("info", Optional.empty(), "info", Level.READ)));
    assertEquals(
        Why.SAID, why(() -> shares.give("info", Optional.of("Nowhere"), "maria", Level.READ)));
    assertEquals(Why.SAID, why(() -> shares.take("info", Optional.empty(), "maria")));
    assertEquals(List.of(), shares.of("info"));
  }
}
