package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portineria.store.Directory.Device;
import portineria.store.Directory.Login;
import portineria.store.Directory.Pop3Deletion;

/** What must hold of policies, leavers and holds. */
interface DecisionsContract extends StoreUnderTest {
  LocalDate DAY = LocalDate.of(2027, 3, 31);

  static Policy policy(String account, Optional<Period> retention) {
    return new Policy(account, Policy.Kind.PERSONAL, retention, "she was told", NOW);
  }

  static Leaver leaver(Optional<String> handedTo) {
    return new Leaver("anna", NOW, handedTo, DAY, "retired");
  }

  static Hold hold(String name, Optional<String> account) {
    return new Hold(
        name,
        account,
        Optional.of("Lawyer@Example.org"),
        Optional.of("perizia"),
        Optional.of(DAY),
        Optional.empty(),
        "lawsuit 12/2026",
        NOW);
  }

  @Test
  default void whatWasDecidedForAnAccountIsKept() throws Exception {
    try (Box box = box()) {
      Decisions decisions = box.store().decisions();
      box.store().createAccount("info", Box.ACTOR);
      assertEquals(Optional.empty(), decisions.policy("anna"), "nobody has decided");
      decisions.decide(policy("anna", Optional.of(Period.ofYears(1))));
      decisions.decide(policy("anna", Optional.of(Period.ofDays(90))));
      decisions.decide(policy("info", Optional.empty()));
      Box.refused(
          Refusal.Reason.NONEXISTENT, () -> decisions.decide(policy("nobody", Optional.empty())));
    }
    try (Box box = box()) {
      Decisions decisions = box.store().decisions();
      assertEquals(
          Optional.of(policy("anna", Optional.of(Period.ofDays(90)))), decisions.policy("anna"));
      assertEquals(Optional.of(policy("info", Optional.empty())), decisions.policy("info"));
      assertEquals(Optional.empty(), decisions.policy("nobody"));
    }
  }

  @Test
  default void whoLeavesCanNotComeInAndTheColleagueCan() throws Exception {
    Device key = new Device("bruno", "mnop", "hash 5", NOW, Optional.empty());
    try (Box box = box()) {
      box.store().createAccount("bruno", Box.ACTOR);
      Directory directory = box.store().directory();
      directory.setPassword("anna", "hash");
      directory.addDevice("anna", AdministrationContract.PC);
      box.store().decisions().leave(leaver(Optional.of("bruno")), Optional.of(key));
    }
    try (Box box = box()) {
      Decisions decisions = box.store().decisions();
      Directory directory = box.store().directory();
      assertEquals(List.of(leaver(Optional.of("bruno"))), decisions.leavers());
      assertEquals(
          Optional.of(new Login("anna", false, Optional.empty(), Pop3Deletion.HIDE, List.of(key))),
          directory.login("anna"));
      decisions.leave(leaver(Optional.empty()), Optional.empty());
      assertEquals(List.of(leaver(Optional.empty())), decisions.leavers());
      Login closed = new Login("anna", true, Optional.empty(), Pop3Deletion.HIDE, List.of());
      assertEquals(Optional.of(closed), directory.login("anna"));
      decisions.stay("anna");
      assertEquals(List.of(), decisions.leavers());
      assertEquals(false, directory.login("anna").orElseThrow().disabled());
      Box.refused(Refusal.Reason.NONEXISTENT, () -> decisions.stay("anna"));
    }
  }

  @Test
  default void whoseMailIsErasedHasLeftForGood() throws Exception {
    Device key = new Device("bruno", "mnop", "hash 5", NOW, Optional.empty());
    try (Box box = box()) {
      Decisions decisions = box.store().decisions();
      Box.refused(Refusal.Reason.NONEXISTENT, () -> decisions.emptied("anna"));
      box.store().createAccount("bruno", Box.ACTOR);
      decisions.leave(leaver(Optional.of("bruno")), Optional.of(key));
      decisions.emptied("anna");
    }
    try (Box box = box()) {
      assertEquals(List.of(), box.store().decisions().leavers());
      Login closed = new Login("anna", true, Optional.empty(), Pop3Deletion.HIDE, List.of());
      assertEquals(Optional.of(closed), box.store().directory().login("anna"));
    }
  }

  @Test
  default void whoseLoginWasRemovedCanLeaveButNotBeHandedOver() throws Exception {
    Device key = new Device("bruno", "mnop", "hash 5", NOW, Optional.empty());
    try (Box box = box()) {
      Decisions decisions = box.store().decisions();
      box.store().createAccount("bruno", Box.ACTOR);
      box.store().directory().remove("anna");
      Refusal.Reason none = Refusal.Reason.NONEXISTENT;
      Box.refused(none, () -> decisions.leave(leaver(Optional.of("bruno")), Optional.of(key)));
      Box.refused(none, () -> decisions.leave(leaver(Optional.of("nobody")), Optional.empty()));
      assertEquals(List.of(), decisions.leavers());
      decisions.leave(leaver(Optional.empty()), Optional.empty());
      assertEquals(1, decisions.leavers().size());
      decisions.stay("anna");
      assertEquals(Optional.empty(), box.store().directory().login("anna"));
    }
  }

  @Test
  default void holdsBeginAndEnd() throws Exception {
    Hold ofAnna = hold("b", Optional.of("anna"));
    Hold ofAll = hold("a", Optional.empty());
    try (Box box = box()) {
      Decisions decisions = box.store().decisions();
      decisions.begin(ofAnna);
      decisions.begin(ofAll);
      Box.refused(Refusal.Reason.ALREADY_EXISTS, () -> decisions.begin(ofAll));
      Box.refused(
          Refusal.Reason.NONEXISTENT, () -> decisions.begin(hold("c", Optional.of("nobody"))));
    }
    try (Box box = box()) {
      Decisions decisions = box.store().decisions();
      assertEquals(List.of(ofAll, ofAnna), decisions.holds());
      decisions.end("b");
      Box.refused(Refusal.Reason.NONEXISTENT, () -> decisions.end("b"));
      assertEquals(List.of(ofAll), decisions.holds());
    }
  }

  @Test
  default void decisionsAreRecordedWithTheChange() throws Exception {
    try (Box box = box()) {
      Act act = Act.of(Act.Kind.SETTINGS_CHANGED, new Actor("carla", "cli"));
      box.store().recording(act).decisions().begin(hold("a", Optional.of("anna")));
      Box.refused(
          Refusal.Reason.NONEXISTENT, () -> box.store().recording(act).decisions().end("b"));
      box.store().recording(act).decisions().end("a");
      assertEquals(2, box.store().audit().written());
    }
  }
}
