package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import portineria.store.Act.Figure;
import portineria.store.Act.Kind;
import portineria.store.Act.Part;

/** What must hold of the audit chain. */
interface AuditContract extends StoreUnderTest {
  Actor CARLA = new Actor("carla", "cli");
  Act EXPORT =
      Act.of(Kind.MAIL_EXPORTED, CARLA)
          .with(Part.ACCOUNT, "anna")
          .with(Part.REASON, "perché è così")
          .with(Figure.MESSAGES, 3);

  private static List<Audit.Entry> all(Store store) {
    return store.audit().entries(0, 1000);
  }

  private static AuditText text(Audit.Entry entry) {
    return AuditText.parse(entry.text()).orElseThrow();
  }

  private static Map<String, String> names(Audit.Entry entry) {
    return entry.names().stream().collect(Collectors.toMap(Audit.Name::part, Audit.Name::text));
  }

  @Test
  default void whatWasRecordedIsThere() throws Exception {
    try (Store store = open()) {
      assertEquals(List.of(), all(store));
      assertEquals(0, store.audit().written());
      assertEquals(OptionalLong.empty(), store.audit().firstNamed());
      store.audit().record(EXPORT);
    }
    try (Store store = open()) {
      assertEquals(1, store.audit().written());
      assertEquals(OptionalLong.of(1), store.audit().firstNamed());
      Audit.Entry entry = all(store).getFirst();
      assertEquals(1, entry.number());
      assertEquals(AuditText.hash(entry.text()).hex(), entry.hash());
      assertEquals(
          Map.of("account", "anna", "reason", "perché è così", "by", "carla"), names(entry));
      AuditText text = text(entry);
      assertEquals(
          entry.names().stream()
              .collect(Collectors.toMap(Audit.Name::part, Audit.Name::commitment)),
          text.names());
      assertEquals(Map.of("messages", 3L), text.figures());
      assertEquals("mail-exported", text.act());
      assertEquals("cli", text.door());
      assertEquals(NOW, text.time());
      assertTrue(!entry.text().contains("anna"), "nobody is named in the chain");
    }
  }

  @Test
  default void eachEntryHoldsTheHashOfTheOneBefore() throws Exception {
    try (Store store = open()) {
      for (int i = 0; i < 5; i++) {
        store.audit().record(EXPORT);
      }
      List<Audit.Entry> entries = all(store);
      Digest previous = AuditText.NOTHING;
      for (Audit.Entry entry : entries) {
        assertEquals(previous, text(entry).previous());
        assertEquals(entry.number(), text(entry).number());
        previous = AuditText.hash(entry.text());
      }
      assertEquals(List.of(entries.get(2), entries.get(3)), store.audit().entries(2, 2));
    }
  }

  @Test
  default void theSameNameIsNeverTheSameInTheChain() throws Exception {
    try (Store store = open()) {
      store.audit().record(EXPORT);
      store.audit().record(EXPORT);
      List<Audit.Entry> entries = all(store);
      assertEquals(names(entries.get(0)), names(entries.get(1)));
      long different =
          entries.stream()
              .flatMap(entry -> text(entry).names().values().stream())
              .distinct()
              .count();
      assertEquals(6, different);
    }
  }

  @Test
  default void aChangeIsRecordedWithIt() throws Exception {
    try (Store store = open()) {
      Act added = Act.of(Kind.ACCOUNT_ADDED, CARLA).with(Part.ACCOUNT, "anna");
      store.recording(added).createAccount("anna", CARLA);
      Act changed = Act.of(Kind.ACCOUNT_CHANGED, CARLA).with(Part.ACCOUNT, "anna");
      store.recording(changed).directory().setPassword("anna", "hash");
      store.recording(Act.of(Kind.SETTINGS_CHANGED, CARLA)).putSetting("language", "it");
      store.directory().setPassword("anna", "other hash");
      List<String> acts = all(store).stream().map(entry -> text(entry).act()).toList();
      assertEquals(List.of("account-added", "account-changed", "settings-changed"), acts);
      assertEquals(Optional.of("it"), store.setting("language"));
    }
  }

  @Test
  default void whatIsRefusedIsNotRecorded() throws Exception {
    try (Box box = box()) {
      Store recording = box.store().recording(EXPORT);
      Box.refused(Refusal.Reason.ALREADY_EXISTS, () -> recording.createAccount("anna", CARLA));
      Box.refused(
          Refusal.Reason.NONEXISTENT, () -> recording.directory().setPassword("nobody", "hash"));
      Box.refused(Refusal.Reason.NONEXISTENT, () -> recording.sources().remove("none"));
      assertEquals(List.of(), all(box.store()));
    }
  }

  @Test
  default void namesGoAndTheChainStays() throws Exception {
    try (Store store = open()) {
      for (int i = 0; i < 4; i++) {
        store.audit().record(EXPORT);
      }
      List<Audit.Entry> before = all(store);
      store.audit().forgetNames(3, new Actor("", "box"));
      List<Audit.Entry> after = all(store);
      for (int i = 0; i < 4; i++) {
        assertEquals(before.get(i).text(), after.get(i).text());
        assertEquals(i < 3 ? List.of() : before.get(i).names(), after.get(i).names());
      }
      assertEquals("names-forgotten", text(after.get(4)).act());
      assertEquals(Map.of("up-to", 3L), text(after.get(4)).figures());
      assertEquals(OptionalLong.of(4), store.audit().firstNamed());
    }
  }

  @Test
  default void oldTracesGo() throws Exception {
    Instant old = NOW.minus(Duration.ofDays(2));
    try (Box box = box()) {
      Directory directory = box.store().directory();
      directory.addDevice("anna", AdministrationContract.PC);
      directory.addDevice("anna", AdministrationContract.PHONE);
      directory.seen("anna", "phone", NOW);
      directory.seen("anna", "reception PC", old);
      box.store()
          .sources()
          .add(IntakeContract.source("aruba", new Source.Keep.None(), Optional.empty()));
      Intake intake = box.store().sources().intake("aruba");
      intake.failed("one", "mailbox of Mario is busy", old);
      intake.failed("two", "still busy", NOW);
    }
    try (Box box = box()) {
      box.store().forgetTraces(NOW);
      assertEquals(
          Map.of("phone", Optional.of(NOW), "reception PC", Optional.empty()),
          box.store().directory().login("anna").orElseThrow().devices().stream()
              .collect(Collectors.toMap(Directory.Device::label, Directory.Device::lastSeen)));
      assertEquals(
          Map.of("one", Optional.empty(), "two", Optional.of("still busy")),
          box.store().sources().intake("aruba").failures().stream()
              .collect(Collectors.toMap(Intake.Failure::key, Intake.Failure::lastReason)));
    }
  }
}
