package portineria.admin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Act;
import portineria.store.Actor;
import portineria.webui.Gate;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.Visitor;

/** An account gets another name by its page. */
class WebRenameTest {
  private static final String GOOD = "gatto lampada ponte";

  @TempDir Path data;
  private FakeBox fake;
  private WebAccounts accounts;

  @BeforeEach
  void twoAccounts() throws Exception {
    fake = new FakeBox(data);
    accounts = new WebAccounts(fake.by(FakeBox.ADMIN));
    accounts.add("maria", GOOD, Optional.empty());
    accounts.add("info", GOOD, Optional.empty());
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private Why why(String name, String fresh) {
    return assertThrows(Refused.class, () -> accounts.rename(name, fresh)).why();
  }

  private Visitor in(String name) {
    return ((Gate.Entry.Welcome) fake.gate.user(name, GOOD, FakeBox.OFFICE)).visitor();
  }

  @Test
  void whoIsLoggedInByTheOldNameIsOutAndTheNewOneComesIn() throws Exception {
    Visitor before = in("maria");
    assertTrue(fake.gate.knows(before));
    accounts.rename("maria", "maria.rossi");
    assertFalse(fake.gate.knows(before));
    assertEquals(new Gate.Entry.Denied(), fake.gate.user("maria", GOOD, FakeBox.OFFICE));
    assertTrue(fake.gate.knows(in("maria.rossi")));
    assertTrue(
        fake.acts()
            .contains("account-changed web account=maria by=admin detail=renamed to maria.rossi"),
        fake.acts()::toString);
  }

  @Test
  void aNameThatIsNotFreeIsRefusedInWords() throws Exception {
    assertEquals(Why.ACCOUNT_THERE, why("maria", "info"));
    assertEquals(Why.ACCOUNT_UNKNOWN, why("zoe", "zoe.rossi"));
    accounts.rename("maria", "maria.rossi");
    assertEquals(Why.ACCOUNT_WAS, why("info", "maria"));
    assertEquals(
        Why.ACCOUNT_WAS,
        assertThrows(Refused.class, () -> accounts.add("maria", GOOD, Optional.empty())).why());
    accounts.rename("maria.rossi", "maria");
    assertTrue(accounts.account("maria").isPresent());
  }

  @Test
  void whoLookedIntoTheMailIsStillSeen() throws Exception {
    fake.store
        .audit()
        .record(
            Act.of(Act.Kind.MAIL_READ, new Actor("root", "cli"))
                .with(Act.Part.ACCOUNT, "maria")
                .with(Act.Part.DETAIL, "search"));
    accounts.rename("maria", "maria.rossi");
    Visitor maria = in("maria.rossi");
    WebMail mail = new WebMail(fake.by(maria), maria);
    assertEquals(1, mail.looks("maria.rossi").size());
  }
}
