package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portineria.store.Directory.Login;

/** What must hold of accounts that are given another name. */
interface AccountNamesContract extends StoreUnderTest {
  private static Source source(String account) {
    return new Source(
        "hoster",
        account,
        "pop.provider.example",
        995,
        Source.Tls.IMPLICIT,
        "anna@office.example",
        "sealed",
        new Source.Keep.Forever(),
        Duration.ofMinutes(1),
        Optional.empty(),
        MailboxName.INBOX,
        Optional.empty(),
        Duration.ofDays(14),
        false);
  }

  @Test
  default void whoIsRenamedKeepsAllThatIsTheirs() throws Exception {
    List<Uid> uids;
    UidValidity uidValidity;
    List<String> uniqueIds;
    Login before;
    try (Box box = box()) {
      Store store = box.store();
      store.createAccount("info", Box.ACTOR);
      store.directory().setPassword("anna", "hash 0");
      store.directory().addDevice("anna", AdministrationContract.PC);
      store.sources().add(source("anna"));
      store.sharing().give(new Sharing.Grant("anna", Optional.empty(), "info", Rights.of("lr")));
      store.sharing().give(new Sharing.Grant("info", Optional.empty(), "anna", Rights.of("lrs")));
      box.addAll(box.inbox(), 3);
      box.inbox().remove(UidSet.range(2, 2));
      View view = box.inbox().view();
      uids = Box.uids(view);
      uidValidity = view.uidValidity();
      uniqueIds = box.account().uniqueIds(view);
      before = store.directory().login("anna").orElseThrow();
      store.directory().rename("anna", "anna.verdi");
      assertEquals("anna.verdi", box.account().name(), "who has it open sees it at once");
    }
    try (Store store = open()) {
      assertEquals(List.of("anna.verdi", "info"), store.accountNames());
      assertEquals(Optional.empty(), store.account("anna", Box.ACTOR));
      assertEquals(Optional.empty(), store.directory().login("anna"));
      Login login = store.directory().login("anna.verdi").orElseThrow();
      assertEquals(before.passwordHash(), login.passwordHash());
      assertEquals(before.devices(), login.devices());
      assertEquals("anna.verdi", store.sources().source("hoster").orElseThrow().account());
      assertEquals(Rights.of("lr"), store.sharing().rights("anna.verdi", Optional.empty(), "info"));
      assertEquals(
          Rights.of("lrs"), store.sharing().rights("info", Optional.empty(), "anna.verdi"));
      Box box = new Box(store, store.account("anna.verdi", Box.ACTOR).orElseThrow());
      View view = box.inbox().view();
      assertEquals(uidValidity, view.uidValidity());
      assertEquals(uids, Box.uids(view));
      assertEquals(uniqueIds, box.account().uniqueIds(view));
      assertEquals(List.of("2"), box.texts(box.mailbox("Recoverable/INBOX")));
      box.add(box.inbox(), "new mail");
      assertEquals(List.of("1", "3", "new mail"), box.texts(box.inbox()));
    }
  }

  @Test
  default void aNameIsRefusedThatIsNotFreeOrCanNotBeOne() throws Exception {
    try (Box box = box()) {
      Directory directory = box.store().directory();
      box.store().createAccount("info", Box.ACTOR);
      Box.refused(Refusal.Reason.ALREADY_EXISTS, () -> directory.rename("anna", "info"));
      Box.refused(Refusal.Reason.ALREADY_EXISTS, () -> directory.rename("anna", "anna"));
      Box.refused(Refusal.Reason.NONEXISTENT, () -> directory.rename("zoe", "zoe.rossi"));
      for (String name : List.of("", "..", "a/b", "Anna", "a b", "a".repeat(65))) {
        Box.refused(Refusal.Reason.CANNOT, () -> directory.rename("anna", name));
      }
      directory.remove("info");
      Box.refused(Refusal.Reason.NONEXISTENT, () -> directory.rename("info", "office"));
      assertEquals(List.of("anna", "info"), box.store().accountNames());
      assertEquals(List.of(), directory.formerNames("anna"));
    }
  }

  @Test
  default void aFormerNameIsNobodyElses() throws Exception {
    try (Box box = box()) {
      Store store = box.store();
      Directory directory = store.directory();
      store.createAccount("info", Box.ACTOR);
      directory.rename("anna", "a.verdi");
      directory.rename("a.verdi", "anna.verdi");
      for (String former : List.of("anna", "a.verdi")) {
        Box.refused(Refusal.Reason.ALREADY_EXISTS, () -> store.createAccount(former, Box.ACTOR));
        Box.refused(Refusal.Reason.ALREADY_EXISTS, () -> directory.rename("info", former));
        assertEquals(Optional.of("anna.verdi"), directory.nameNow(former));
      }
      assertEquals(Optional.of("info"), directory.nameNow("info"));
      assertEquals(Optional.empty(), directory.nameNow("nobody"));
      assertEquals(List.of("anna", "a.verdi"), directory.formerNames("anna.verdi"));
      directory.rename("anna.verdi", "anna");
      assertEquals(List.of("a.verdi", "anna.verdi"), directory.formerNames("anna"));
    }
  }

  @Test
  default void whoWantsToHearsOfARenaming() throws Exception {
    try (Box box = box()) {
      List<String> heard = new ArrayList<>();
      Subscription subscription = box.store().directory().tellOfRenamed(heard::add);
      box.store().directory().rename("anna", "anna.verdi");
      Box.refused(
          Refusal.Reason.NONEXISTENT, () -> box.store().directory().rename("anna", "other"));
      subscription.close();
      box.store().directory().rename("anna.verdi", "anna");
      assertEquals(List.of("anna"), heard);
      assertTrue(box.store().directory().login("anna").isPresent());
    }
  }
}
