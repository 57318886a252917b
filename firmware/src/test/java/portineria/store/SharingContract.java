package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portineria.store.Recovery.Restoration;
import portineria.store.Sharing.Grant;

/** What must hold of rights in other accounts' mailboxes. */
interface SharingContract extends StoreUnderTest {

  private static Grant grant(String mailbox, String rights) {
    return new Grant("anna", name(mailbox), "bruno", Rights.of(rights));
  }

  private static Optional<MailboxName> name(String mailbox) {
    return mailbox.isEmpty() ? Optional.empty() : Optional.of(new MailboxName(mailbox));
  }

  private static String rights(Box box, String mailbox) {
    return box.store().sharing().rights("anna", name(mailbox), "bruno").letters();
  }

  private static void give(Box box, String mailbox, String rights) throws Refusal {
    box.store().sharing().give(grant(mailbox, rights));
  }

  @Test
  default void nobodyHasRightsUntilTheyAreGiven() throws Exception {
    try (Box box = box()) {
      box.store().createAccount("bruno", Box.ACTOR);
      assertEquals("", rights(box, "INBOX"));
      assertEquals("", rights(box, ""));
      assertEquals(Rights.ALL, box.store().sharing().rights("anna", name("INBOX"), "anna"));
      assertEquals(Rights.NONE, box.store().sharing().rights("zoe", name("INBOX"), "bruno"));
      assertEquals(Rights.NONE, box.store().sharing().rights("anna", name("INBOX"), "zoe"));
      assertEquals(List.of(), box.store().sharing().grants());
    }
  }

  @Test
  default void whatIsGivenForAnAccountHoldsForMailboxesToCome() throws Exception {
    try (Box box = box()) {
      box.store().createAccount("bruno", Box.ACTOR);
      give(box, "", "lrs");
    }
    try (Box box = box()) {
      box.create("Clients/Rossi");
      assertEquals("lrs", rights(box, "INBOX"));
      assertEquals("lrs", rights(box, "Clients/Rossi"));
      assertEquals("lrs", rights(box, "Not there yet"));
      assertEquals(List.of(grant("", "lrs")), box.store().sharing().by("anna"));
      assertEquals(List.of(grant("", "lrs")), box.store().sharing().to("bruno"));
      assertEquals(List.of(), box.store().sharing().to("anna"));
      give(box, "", "");
      assertEquals("", rights(box, "INBOX"));
      assertEquals(List.of(), box.store().sharing().grants());
    }
  }

  @Test
  default void theNearestGrantCountsAndOnlyThat() throws Exception {
    try (Box box = box()) {
      box.store().createAccount("bruno", Box.ACTOR);
      box.create("Clients/Rossi/2026");
      give(box, "", "lrswite");
      give(box, "Clients", "lr");
      give(box, "Clients/Rossi", "");
      assertEquals("lrswite", rights(box, "INBOX"));
      assertEquals("lr", rights(box, "Clients"));
      assertEquals("lr", rights(box, "Clients/Verdi"));
      assertEquals("", rights(box, "Clients/Rossi"));
      assertEquals("", rights(box, "Clients/Rossi/2026"));
      box.rename("Clients", "Kunden");
      assertEquals("lr", rights(box, "Kunden"));
      assertEquals("", rights(box, "Kunden/Rossi/2026"));
    }
    try (Box box = box()) {
      assertEquals("", rights(box, "Kunden/Rossi/2026"));
      assertEquals(
          List.of(grant("", "lrswite"), grant("Kunden", "lr"), grant("Kunden/Rossi", "")),
          box.store().sharing().grants());
      give(box, "", "");
      assertEquals(List.of(), box.store().sharing().grants());
      assertEquals("", rights(box, "Kunden"));
    }
  }

  @Test
  default void whatIsEndedHoldsAsAbove() throws Exception {
    try (Box box = box()) {
      Sharing sharing = box.store().sharing();
      box.store().createAccount("bruno", Box.ACTOR);
      give(box, "", "lr");
      give(box, "Sent", "");
      give(box, "Drafts", "lrs");
      sharing.end("anna", name("Sent"), "bruno");
      assertEquals("lr", rights(box, "Sent"));
      Sharing.take(box.store(), "anna", name("Drafts"), "bruno", Box.ACTOR);
      assertEquals("", rights(box, "Drafts"));
      Sharing.likeAbove(box.store(), "anna", new MailboxName("Drafts"), "bruno", Box.ACTOR);
      assertEquals("lr", rights(box, "Drafts"));
      give(box, "Drafts", "lrs");
      Box.refused(Refusal.Reason.NONEXISTENT, () -> sharing.end("anna", name("Nowhere"), "bruno"));
      sharing.end("anna", Optional.empty(), "bruno");
      assertEquals(List.of(), sharing.grants());
      give(box, "Drafts", "lrs");
      Sharing.take(box.store(), "anna", name("Drafts"), "bruno", Box.ACTOR);
      assertEquals(List.of(), sharing.grants());
    }
    try (Box box = box()) {
      assertEquals(List.of(), box.store().sharing().grants());
    }
  }

  @Test
  default void whoMayRemoveSeesWhatWasRemoved() throws Exception {
    try (Box box = box()) {
      box.store().createAccount("bruno", Box.ACTOR);
      box.add(box.inbox(), "one");
      box.inbox().remove(UidSet.ALL);
      give(box, "", "lrsw");
      assertEquals("", rights(box, "Recoverable/INBOX"));
      give(box, "", "lrswite");
      assertEquals("lr", rights(box, "Recoverable/INBOX"));
      give(box, "Sent", "");
      assertEquals("", rights(box, "Recoverable/INBOX"));
      box.account().allMail().show(true);
      box.account().mailboxes().stream()
          .filter(info -> info.kind() == MailboxKind.ALL_MAIL)
          .forEach(info -> assertEquals("", rights(box, info.name().value())));
      Box.refused(Refusal.Reason.CANNOT, () -> give(box, "Recoverable/INBOX", "lr"));
    }
  }

  @Test
  default void whatCanNotBeGivenIsRefused() throws Exception {
    try (Box box = box()) {
      Sharing sharing = box.store().sharing();
      Box.refused(Refusal.Reason.NONEXISTENT, () -> give(box, "", "lr"));
      box.store().createAccount("bruno", Box.ACTOR);
      Box.refused(Refusal.Reason.NONEXISTENT, () -> give(box, "Nowhere", "lr"));
      Box.refused(
          Refusal.Reason.CANNOT,
          () -> sharing.give(new Grant("anna", Optional.empty(), "anna", Rights.READ)));
      Box.refused(
          Refusal.Reason.NONEXISTENT,
          () -> sharing.give(new Grant("zoe", Optional.empty(), "anna", Rights.READ)));
      assertEquals(List.of(), sharing.grants());
    }
  }

  @Test
  default void rightsGoWithTheLoginOfEither() throws Exception {
    try (Box box = box()) {
      Store store = box.store();
      store.createAccount("bruno", Box.ACTOR);
      store.createAccount("info", Box.ACTOR);
      Sharing sharing = store.sharing();
      give(box, "", "lr");
      sharing.give(new Grant("info", Optional.empty(), "bruno", Rights.FULL));
      store.directory().remove("bruno");
      assertEquals(List.of(), sharing.grants());
      store.directory().open("bruno");
      assertEquals("", rights(box, "INBOX"));
      give(box, "Sent", "lr");
      sharing.give(new Grant("info", Optional.empty(), "anna", Rights.FULL));
      Leaver leaver =
          new Leaver("anna", NOW, Optional.empty(), LocalDate.parse("2027-11-20"), "has left");
      store.decisions().leave(leaver, Optional.empty());
      assertEquals(List.of(), sharing.grants());
    }
    try (Box box = box()) {
      assertEquals(List.of(), box.store().sharing().grants());
    }
  }

  @Test
  default void whatComesBackIsKeptFromWhomItWasKeptBefore() throws Exception {
    try (Box box = box()) {
      box.store().createAccount("bruno", Box.ACTOR);
      box.add(box.create("Private"), "one");
      give(box, "", "lr");
      give(box, "Private", "");
      box.delete("Private");
      assertEquals(List.of(grant("", "lr")), box.store().sharing().grants());
      box.account()
          .recovery()
          .restore(new Restoration(name("Private"), Optional.empty(), Optional.empty()));
      assertEquals("", rights(box, "Private"));
      assertEquals("lr", rights(box, "INBOX"));
    }
    try (Box box = box()) {
      assertEquals("", rights(box, "Private"));
      assertEquals(List.of("one"), box.texts(box.mailbox("Private")));
    }
  }

  @Test
  default void whatIsGivenIsRecordedWithIt() throws Exception {
    try (Box box = box()) {
      box.store().createAccount("bruno", Box.ACTOR);
      Act act = Act.of(Act.Kind.MAIL_SHARED, Box.ACTOR).with(Act.Part.COLLEAGUE, "bruno");
      box.store().recording(act).sharing().give(grant("", "lr"));
      assertTrue(
          box.store().audit().entries(0, 100).getLast().text().contains("act mail-shared\n"));
    }
  }
}
