package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import portineria.store.Directory.Device;
import portineria.store.Directory.Login;
import portineria.store.Directory.Pop3Deletion;

/** What must hold of accounts, logins, devices and settings. */
interface AdministrationContract extends StoreUnderTest {
  Device PC = new Device("reception PC", "abcd", "hash 1", NOW, Optional.empty());
  Device PHONE = new Device("phone", "efgh", "hash 2", NOW, Optional.empty());

  @Test
  default void accountsAreKept() throws Exception {
    try (Store store = open()) {
      assertEquals(List.of(), store.accountNames());
      assertEquals(Optional.empty(), store.account("zoe", Box.ACTOR));
      assertEquals("zoe", store.createAccount("zoe", Box.ACTOR).name());
      store.createAccount("info@studio-rossi.it", Box.ACTOR);
      Box.refused(Refusal.Reason.ALREADY_EXISTS, () -> store.createAccount("zoe", Box.ACTOR));
      assertFalse(store.isReadOnly());
    }
    try (Store store = open()) {
      assertEquals(List.of("info@studio-rossi.it", "zoe"), store.accountNames());
      assertTrue(store.account("zoe", Box.ACTOR).isPresent());
    }
  }

  @Test
  default void aNameThatCanNotBeAPathOrALoginIsRefused() throws Exception {
    try (Store store = open()) {
      for (String name :
          List.of("", ".", "..", "a/b", "../a", "a b", "Anna", "a\u0000", "è", "a".repeat(65))) {
        Box.refused(Refusal.Reason.CANNOT, () -> store.createAccount(name, Box.ACTOR));
      }
      assertEquals(List.of(), store.accountNames());
      store.createAccount("a".repeat(64), Box.ACTOR);
    }
  }

  @Test
  default void anAccountsMailIsItsOwn() throws Exception {
    try (Box box = box()) {
      Account bruno = box.store().createAccount("bruno", Box.ACTOR);
      box.add(box.inbox(), "for anna");
      Mailbox theirs = bruno.mailbox(MailboxName.INBOX).orElseThrow();
      assertEquals(0, theirs.view().count());
      Box other = new Box(box.store(), bruno);
      other.add(theirs, "for anna");
      theirs.remove(UidSet.ALL);
      assertEquals(List.of("for anna"), box.texts(box.inbox()));
    }
  }

  @Test
  default void aNewAccountIsALoginWithoutAPassword() throws Exception {
    try (Box box = box()) {
      Login anna = box.store().directory().login("anna").orElseThrow();
      assertEquals(new Login("anna", false, Optional.empty(), Pop3Deletion.HIDE, List.of()), anna);
      assertEquals(List.of(anna), box.store().directory().logins());
      assertEquals(Optional.empty(), box.store().directory().login("bruno"));
    }
  }

  @Test
  default void aLoginIsKept() throws Exception {
    try (Box box = box()) {
      Directory directory = box.store().directory();
      directory.setPassword("anna", "hash 0");
      directory.setPassword("anna", "hash 3");
      directory.addDevice("anna", PC);
      directory.addDevice("anna", PHONE);
      directory.update("anna", true, Pop3Deletion.REMOVE);
      directory.withhold("anna", Set.of("QRESYNC", "COMPRESS=DEFLATE"));
      directory.revokeDevice("anna", "phone");
      directory.addDevice("anna", PHONE);
    }
    try (Box box = box()) {
      Login anna = box.store().directory().login("anna").orElseThrow();
      assertTrue(anna.disabled());
      assertEquals(Optional.of("hash 3"), anna.passwordHash());
      assertEquals(Pop3Deletion.REMOVE, anna.pop3Deletion());
      assertEquals(Set.of("COMPRESS=DEFLATE", "QRESYNC"), anna.withheld());
      assertEquals(2, anna.devices().size());
      assertTrue(anna.devices().containsAll(List.of(PC, PHONE)));
    }
  }

  @Test
  default void aLabelIsFreeAgainWhenItsDeviceIsRevoked() throws Exception {
    Device newer = new Device("phone", "ijkl", "hash 4", NOW.plusSeconds(9), Optional.empty());
    try (Box box = box()) {
      Directory directory = box.store().directory();
      directory.addDevice("anna", PHONE);
      Box.refused(Refusal.Reason.ALREADY_EXISTS, () -> directory.addDevice("anna", newer));
      directory.revokeDevice("anna", "phone");
      assertEquals(List.of(), directory.login("anna").orElseThrow().devices());
      Box.refused(Refusal.Reason.NONEXISTENT, () -> directory.revokeDevice("anna", "phone"));
      directory.addDevice("anna", newer);
    }
    try (Box box = box()) {
      Directory directory = box.store().directory();
      assertEquals(List.of(newer), directory.login("anna").orElseThrow().devices());
    }
  }

  @Test
  default void whenADeviceWasSeenIsRemembered() throws Exception {
    Instant later = NOW.plus(Duration.ofDays(1));
    try (Box box = box()) {
      box.store().directory().addDevice("anna", PC);
      box.store().directory().addDevice("anna", PHONE);
      box.store().directory().seen("anna", "phone", NOW);
      box.store().directory().seen("anna", "phone", later);
      box.store().directory().seen("anna", "none", later);
      box.store().directory().seen("nobody", "phone", later);
    }
    try (Box box = box()) {
      for (Device device : box.store().directory().login("anna").orElseThrow().devices()) {
        Optional<Instant> expected =
            device.label().equals("phone") ? Optional.of(later) : Optional.empty();
        assertEquals(expected, device.lastSeen());
      }
    }
  }

  @Test
  default void aRemovedLoginIsClosedAndItsMailStays() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "one");
      box.store().directory().remove("anna");
    }
    try (Store store = open()) {
      assertEquals(Optional.empty(), store.directory().login("anna"));
      assertEquals(List.of(), store.directory().logins());
      assertEquals(List.of("anna"), store.accountNames());
      Box box = new Box(store, store.account("anna", Box.ACTOR).orElseThrow());
      assertEquals(List.of("one"), box.texts(box.inbox()));
      Box.refused(Refusal.Reason.ALREADY_EXISTS, () -> store.createAccount("anna", Box.ACTOR));
    }
  }

  @Test
  default void aRemovedLoginIsOpenedAgainWithoutPasswordAndDevices() throws Exception {
    try (Box box = box()) {
      Directory directory = box.store().directory();
      Box.refused(Refusal.Reason.ALREADY_EXISTS, () -> directory.open("anna"));
      directory.setPassword("anna", "hash 0");
      directory.addDevice("anna", PC);
      directory.update("anna", true, Pop3Deletion.REMOVE);
      directory.remove("anna");
      directory.open("anna");
    }
    try (Store store = open()) {
      assertEquals(
          Optional.of(new Login("anna", false, Optional.empty(), Pop3Deletion.HIDE, List.of())),
          store.directory().login("anna"));
    }
  }

  @Test
  default void nobodysLoginCanNotBeChanged() throws Exception {
    try (Box box = box()) {
      Directory directory = box.store().directory();
      Refusal.Reason none = Refusal.Reason.NONEXISTENT;
      Box.refused(none, () -> directory.update("nobody", false, Pop3Deletion.HIDE));
      Box.refused(none, () -> directory.setPassword("nobody", "hash"));
      Box.refused(none, () -> directory.addDevice("nobody", PC));
      Box.refused(none, () -> directory.revokeDevice("nobody", "phone"));
      Box.refused(none, () -> directory.remove("nobody"));
      Box.refused(none, () -> directory.open("nobody"));
    }
  }

  @Test
  default void settingsAreKept() throws Exception {
    try (Store store = open()) {
      assertEquals(Optional.empty(), store.setting("language"));
      store.putSetting("language", "en");
      store.putSetting("language", "it");
      store.putSetting("name", "");
      assertEquals(Optional.of("it"), store.setting("language"));
    }
    try (Store store = open()) {
      assertEquals(Optional.of("it"), store.setting("language"));
      assertEquals(Optional.of(""), store.setting("name"));
    }
  }
}
