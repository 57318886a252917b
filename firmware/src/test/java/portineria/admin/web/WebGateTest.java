package portineria.admin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portineria.admin.web.FakeBox.OFFICE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.account.AdminCode;
import portineria.account.AdminPassword;
import portineria.webui.Gate.Entry;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.Visitor;

class WebGateTest {
  private static final String FIRST = "gatto lampada ponte";
  private static final String SECOND = "cane sedia fiume";

  @TempDir Path data;
  private FakeBox fake;
  private WebGate gate;

  @BeforeEach
  void open() {
    fake = new FakeBox(data);
    gate = fake.gate;
  }

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void theFirstPasswordIsSetOnce() throws Exception {
    assertFalse(gate.hasAdminPassword());
    assertInstanceOf(Entry.Denied.class, gate.admin("", "", OFFICE));
    Visitor visitor = gate.setFirst(FIRST);
    assertTrue(gate.knows(visitor));
    assertEquals(Why.NOT_NOW, why(() -> gate.setFirst(SECOND)));
    assertInstanceOf(Entry.Welcome.class, gate.admin(FIRST, "", OFFICE));
    assertTrue(fake.store.setting(AdminPassword.SETTING).orElseThrow().startsWith("$argon2id$"));
    assertEquals(
        List.of(
            "settings-changed web by=admin detail=administrator's password set for the first time",
            "admin-entered web by=admin"),
        fake.acts());
  }

  @Test
  void aChangedPasswordMakesStrangersOfThoseWhoCameByTheOldOne() throws Exception {
    Visitor before = gate.setFirst(FIRST);
    assertEquals(Why.PASSWORD_WRONG, why(() -> gate.change("no", SECOND, OFFICE)));
    Visitor after = gate.change(FIRST, SECOND, OFFICE);
    assertFalse(gate.knows(before));
    assertTrue(gate.knows(after));
  }

  @Test
  void theButtonAndTheWordsSetItAnewOnce() throws Exception {
    gate.setFirst(FIRST);
    String words = fake.box.backups().words().text();
    assertEquals(Why.NOT_NOW, why(() -> gate.setAnew(words, SECOND, OFFICE)));
    fake.box.front().passwordWindow().open();
    assertEquals(Why.WORDS_WRONG, why(() -> gate.setAnew("bada cefo", SECOND, OFFICE)));
    assertTrue(gate.mayBeSetAnew());
    Visitor visitor =
        gate.setAnew("1. " + words.toUpperCase(Locale.ROOT).replace(" ", ", "), SECOND, OFFICE);
    assertTrue(gate.knows(visitor));
    assertFalse(gate.mayBeSetAnew());
    assertInstanceOf(Entry.Denied.class, gate.admin(FIRST, "", OFFICE));
    assertInstanceOf(Entry.Welcome.class, gate.admin(SECOND, "", OFFICE));
  }

  @Test
  void aCodeIsAskedForUntilThePasswordIsSetAnew() throws Exception {
    gate.setFirst(FIRST);
    String secret = gate.newCodeSecret();
    Instant now = fake.box.clock().instant();
    String code = AdminCode.code(secret, now);
    assertEquals(Why.PASSWORD_WRONG, why(() -> gate.beginCodes(secret, code, "no", OFFICE)));
    assertEquals(Why.CODE_WRONG, why(() -> gate.beginCodes(secret, "", FIRST, OFFICE)));
    assertEquals(Why.CODE_WRONG, why(() -> gate.beginCodes("", code, FIRST, OFFICE)));
    gate.beginCodes(secret, code, FIRST, OFFICE);
    assertTrue(gate.wantsCode());
    assertInstanceOf(Entry.Denied.class, gate.admin(FIRST, "", OFFICE));
    assertInstanceOf(Entry.Denied.class, gate.admin(FIRST, code, OFFICE), "used already");
    String next = AdminCode.code(secret, now.plusSeconds(30));
    assertInstanceOf(Entry.Denied.class, gate.admin(SECOND, next, OFFICE));
    assertInstanceOf(Entry.Welcome.class, gate.admin(FIRST, next, OFFICE));
    String words = fake.box.backups().words().text();
    fake.box.front().passwordWindow().open();
    Visitor visitor = gate.setAnew(words, SECOND, OFFICE);
    assertTrue(gate.knows(visitor));
    assertFalse(gate.wantsCode());
    assertTrue(
        fake.acts().contains("settings-changed web by=admin detail=a code besides the password"));
  }

  @Test
  void guessingTakesLongerAndLonger() throws Exception {
    gate.setFirst(FIRST);
    fake.waits.clear();
    for (int i = 0; i < 8; i++) {
      assertInstanceOf(Entry.Denied.class, gate.admin("guess " + i, "", OFFICE));
    }
    assertEquals(Duration.ZERO, fake.waits.get(2));
    for (int i = 4; i < 8; i++) {
      assertTrue(fake.waits.get(i).compareTo(fake.waits.get(i - 1)) > 0, fake.waits.toString());
    }
    // The words are guessed no faster, nor is the sheet behind the password.
    fake.box.front().passwordWindow().open();
    assertEquals(Why.WORDS_WRONG, why(() -> gate.setAnew("bada", SECOND, OFFICE)));
    assertEquals(Why.PASSWORD_WRONG, why(() -> gate.check("no", OFFICE)));
    assertTrue(fake.waits.getLast().compareTo(Duration.ofSeconds(10)) > 0, fake.waits.toString());
  }

  @Test
  void aPersonComesInByTheirOwnPasswordAlone() throws Exception {
    fake.box.addAccount("maria", FIRST);
    String device = fake.box.addDevice("maria", "phone");
    assertInstanceOf(Entry.OfADevice.class, gate.user("maria", device, OFFICE));
    assertInstanceOf(Entry.Denied.class, gate.user("maria", "no", OFFICE));
    assertInstanceOf(Entry.Denied.class, gate.user("nobody", FIRST, OFFICE));
    assertInstanceOf(Entry.Denied.class, gate.user("x".repeat(1000), FIRST, OFFICE));
    Visitor maria = ((Entry.Welcome) gate.user("Maria", FIRST, OFFICE)).visitor();
    assertEquals("maria", maria.account().orElseThrow());
    assertTrue(gate.knows(maria));
    WebAccounts accounts = new WebAccounts(fake.by(FakeBox.ADMIN));
    accounts.disable("maria", true);
    assertFalse(gate.knows(maria));
    assertInstanceOf(Entry.Closed.class, gate.user("maria", FIRST, OFFICE));
    accounts.disable("maria", false);
    assertTrue(gate.knows(maria));
    accounts.close("maria");
    assertFalse(gate.knows(maria));
  }

  @Test
  void aPersonChangesTheirOwnPassword() throws Exception {
    fake.box.addAccount("maria", FIRST);
    Visitor before = ((Entry.Welcome) gate.user("maria", FIRST, OFFICE)).visitor();
    assertEquals(Why.PASSWORD_WRONG, why(() -> gate.changeOwn("maria", "no", SECOND, OFFICE)));
    Visitor after = gate.changeOwn("maria", FIRST, SECOND, OFFICE);
    assertFalse(gate.knows(before));
    assertTrue(gate.knows(after));
    assertEquals(
        "account-changed web account=maria by=maria detail=password", fake.acts().getLast());
  }

  @Test
  void anAccountIsNoAdministrator() throws Exception {
    gate.setFirst(FIRST);
    fake.box.addAccount("admin", SECOND);
    assertInstanceOf(Entry.Denied.class, gate.admin(SECOND, "", OFFICE));
    Visitor user = ((Entry.Welcome) gate.user("admin", SECOND, OFFICE)).visitor();
    assertFalse(user.isAdmin());
  }

  private interface Work {
    void run() throws Exception;
  }

  private static Why why(Work work) {
    return assertThrows(Refused.class, work::run).why();
  }
}
