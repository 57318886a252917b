package portineria.vault.rights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Act;
import portineria.store.Directory;
import portineria.store.Hold;
import portineria.store.MailboxName;
import portineria.store.Policy;
import portineria.store.Source;
import portineria.store.Troubles;
import portineria.store.UidSet;

/** What is kept of a person besides mail. */
class OtherDataTest {
  private static final Person MARIO = Firm.person("mario@example.org");

  @TempDir Path data;

  private static Source source(String name, String account, String user) {
    return new Source(
        name,
        account,
        "pop.example.org",
        995,
        Source.Tls.IMPLICIT,
        user,
        "",
        new Source.Keep.Forever(),
        Duration.ofMinutes(1),
        Optional.empty(),
        MailboxName.INBOX,
        Optional.empty(),
        Duration.ofDays(14),
        false);
  }

  private static List<String> kinds(List<OtherData.Item> items) {
    return items.stream().map(OtherData.Item::kind).toList();
  }

  @Test
  void thePersonsOwnAccountIsToldWithAllThatBelongsToIt() throws Exception {
    try (Firm firm = new Firm(data)) {
      firm.add("mario", "INBOX", "Subject: x\n\nx");
      firm.add("anna", "INBOX", "Subject: x\n\nx");
      firm.mailbox("mario", "INBOX").remove(UidSet.ALL);
      firm.store.sources().add(source("hoster", "mario", "Mario@example.org"));
      firm.store.sources().add(source("old-hoster", "mario", "m.rossi"));
      firm.store.sources().add(source("of-anna", "anna", "anna@example.org"));
      firm.store
          .directory()
          .addDevice(
              "mario", new Directory.Device("phone", "abcd", "hash", Firm.DATE, Optional.empty()));
      firm.store
          .decisions()
          .decide(
              new Policy(
                  "mario",
                  Policy.Kind.PERSONAL,
                  Optional.of(Period.ofYears(1)),
                  "told in May",
                  Firm.DATE));
      List<OtherData.Item> items = OtherData.of(firm.store, MARIO, Firm.DESK);
      assertEquals(
          List.of("source", "source", "account", "device", "retention", "removals"), kinds(items));
      assertEquals("phone, since " + Firm.DATE, items.get(3).what());
      assertEquals("personal: told in May", items.get(4).what());
      assertEquals("1: portineria vault removals mario", items.get(5).what());
    }
  }

  @Test
  void whoIsToldHowTheBoxIsIsNamedToo() throws Exception {
    try (Firm firm = new Firm(data)) {
      firm.store.putSetting(
          Troubles.ADDRESSES_SETTING, "anna@example.org MARIO@example.org smario@example.org");
      firm.store.putSetting(Troubles.SERVER_SETTING, "host smtp.example.org\nuser anna\n");
      List<OtherData.Item> items = OtherData.of(firm.store, MARIO, Firm.DESK);
      assertEquals(List.of("notices"), kinds(items));
      assertEquals("MARIO@example.org", items.getFirst().where());
    }
  }

  @Test
  void whatNamesThePersonInHoldsAndInTheAuditChainIsTold() throws Exception {
    try (Firm firm = new Firm(data)) {
      firm.store
          .decisions()
          .begin(
              new Hold(
                  "rossi",
                  Optional.empty(),
                  Optional.of("mario@example.org"),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  "lawsuit 12/2026",
                  Firm.DATE));
      firm.store
          .audit()
          .record(
              Act.of(Act.Kind.MAIL_READ, Firm.DESK)
                  .with(Act.Part.ADDRESS, "MARIO@example.org")
                  .with(Act.Part.REASON, "asked by anna"));
      firm.store
          .audit()
          .record(Act.of(Act.Kind.MAIL_READ, Firm.DESK).with(Act.Part.ADDRESS, "anna@example.org"));
      List<OtherData.Item> items = OtherData.of(firm.store, MARIO, Firm.DESK);
      assertEquals(List.of("hold", "audit"), kinds(items));
      assertEquals("lawsuit 12/2026", items.getFirst().what());
      assertTrue(
          items.getLast().what().endsWith(" mail-read, address MARIO@example.org"),
          items.getLast().toString());
    }
  }
}
