package portineria.admin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.webui.ChainBook.Check;
import portineria.webui.ChainBook.Entry;
import portineria.webui.ChainBook.Page;
import portineria.webui.KeepBook.Hold;
import portineria.webui.KeepBook.Leaver;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;

/** Holds, leavers and the audit chain, as pages act on them. */
class WebKeepTest {
  private static final String GOOD = "gatto lampada ponte";
  private static final LocalDate PAST = LocalDate.of(2026, 1, 1);
  private static final LocalDate LATER = LocalDate.of(2099, 3, 31);

  @TempDir Path data;
  private FakeBox fake;
  private WebKeep keep;
  private WebChain chain;

  @BeforeEach
  void open() throws Exception {
    fake = new FakeBox(data);
    for (String name : List.of("maria", "carlo")) {
      new WebAccounts(fake.by(FakeBox.ADMIN)).add(name, GOOD, Optional.empty());
    }
    keep = new WebKeep(fake.by(FakeBox.ADMIN));
    chain = new WebChain(fake.by(FakeBox.ADMIN));
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private static Hold hold(String name, String account, String correspondent, String reason) {
    return new Hold(
        name,
        Optional.of(account).filter(text -> !text.isEmpty()),
        Optional.of(correspondent).filter(text -> !text.isEmpty()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        reason,
        Instant.EPOCH);
  }

  @Test
  void aHoldBeginsAndEnds() throws Exception {
    keep.hold(hold("rossi", "maria", "@rossi.example", "lawsuit"));
    assertEquals(Optional.of("@rossi.example"), keep.holds().getFirst().correspondent());
    assertEquals(
        "hold-begun web account=maria address=@rossi.example by=admin hold=rossi reason=lawsuit",
        fake.acts().getLast());
    assertEquals(Why.HOLD_THERE, why(() -> keep.hold(hold("rossi", "maria", "", "x"))));
    assertEquals(Why.HOLD_NOTHING, why(() -> keep.hold(hold("a", "", "", "x"))));
    assertEquals(Why.HOLD_NAME, why(() -> keep.hold(hold("", "maria", "", "x"))));
    assertEquals(Why.HOLD_CORRESPONDENT, why(() -> keep.hold(hold("a", "", "rossi", "x"))));
    assertEquals(Why.ACCOUNT_UNKNOWN, why(() -> keep.hold(hold("a", "nobody", "", "x"))));
    assertEquals(Why.WHY_MISSING, why(() -> keep.hold(hold("a", "maria", "", " "))));
    keep.lift("rossi");
    assertEquals(List.of(), keep.holds());
    assertEquals(Why.HOLD_UNKNOWN, why(() -> keep.lift("rossi")));
  }

  @Test
  void somebodyLeavesAndStays() throws Exception {
    Leaver leaver = new Leaver("maria", LATER, Optional.of("carlo"), "retired");
    assertEquals(24, keep.leave(leaver).orElseThrow().length());
    assertEquals(List.of(leaver), keep.leavers());
    assertEquals(
        Why.LEAVER_DAY, why(() -> keep.leave(new Leaver("carlo", PAST, Optional.empty(), "x"))));
    assertEquals(
        Why.LEAVER_SELF,
        why(() -> keep.leave(new Leaver("carlo", LATER, Optional.of("carlo"), "x"))));
    keep.stay("maria");
    assertEquals(List.of(), keep.leavers());
    assertEquals("account-stayed web account=maria by=admin", fake.acts().getLast());
  }

  @Test
  void theChainIsReadInPagesEachEntryOnce() throws Exception {
    for (int i = 0; i < 70; i++) {
      keep.hold(hold("h" + i, "maria", "", "because"));
    }
    long written = fake.store.audit().written();
    Page page = chain.entries("", Optional.empty());
    assertEquals(written, page.entries().getFirst().number());
    assertEquals("hold-begun", page.entries().getFirst().act());
    assertEquals("admin", page.entries().getFirst().by());
    assertEquals("h69", page.entries().getFirst().about().get("hold"));
    long seen = page.entries().size();
    while (page.older().isPresent()) {
      page = chain.entries("", page.older());
      seen += page.entries().size();
    }
    assertEquals(written, seen);
    List<Entry> sifted = chain.entries("H42", Optional.empty()).entries();
    assertEquals(1, sifted.size());
  }

  @Test
  void theChainIsChecked() throws Exception {
    Check check = chain.check("");
    assertEquals(List.of(), check.problems());
    assertEquals(fake.store.audit().written(), check.entries());
    keep.hold(hold("x", "maria", "", "because"));
    Check later = chain.check(check.head().toUpperCase(java.util.Locale.ROOT));
    assertEquals(Optional.of(check.entries()), later.found());
    assertTrue(chain.check("0".repeat(64)).problems().getFirst().contains("no entry has the hash"));
    assertEquals(Why.CHAIN_HEAD, why(() -> chain.check("abc")));
  }

  private interface Work {
    void run() throws Exception;
  }

  private static Why why(Work work) {
    return assertThrows(Refused.class, work::run).why();
  }
}
