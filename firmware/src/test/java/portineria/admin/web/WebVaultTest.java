package portineria.admin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.MailboxName;
import portineria.store.UidSet;
import portineria.webui.Progress;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.VaultBook.Removal;
import portineria.webui.VaultBook.Way;
import portineria.webui.Visitor;

/** What was deleted, as pages show it, and how it comes back. */
class WebVaultTest {
  private static final String GOOD = "gatto lampada ponte";
  private static final Optional<String> ALL = Optional.empty();

  @TempDir Path data;
  private FakeBox fake;
  private WebVault admin;
  private WebVault maria;
  private Post phone;

  @BeforeEach
  void open() throws Exception {
    fake = new FakeBox(data);
    for (String name : List.of("maria", "carlo")) {
      new WebAccounts(fake.by(FakeBox.ADMIN)).add(name, GOOD, Optional.empty());
    }
    admin = new WebVault(fake.by(FakeBox.ADMIN), FakeBox.ADMIN);
    Visitor visitor = Visitor.user("maria", "");
    maria = new WebVault(fake.by(visitor), visitor);
    phone = Post.of(fake.store, "maria", "telefono");
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private List<Removal> all(WebVault vault) throws Refused {
    return vault.removals(ALL, Instant.EPOCH);
  }

  @Test
  void aDeletedMailboxIsListedAndComesBackAsItWas() throws Exception {
    phone.deliver("Clienti", 3);
    phone.deliver("Clienti/Rossi", 120);
    phone.account().delete(new MailboxName("Clienti/Rossi"));
    phone.account().delete(new MailboxName("Clienti"));
    Removal removal = all(admin).getFirst();
    assertEquals("maria", removal.account());
    assertEquals("telefono", removal.device());
    assertEquals(Way.IMAP, removal.way());
    assertEquals(123, removal.left());
    assertTrue(removal.isMass());
    assertTrue(removal.parts().stream().allMatch(part -> part.withMailbox()));

    assertTrue(removal.asWhole());
    assertEquals(123, admin.putBack("maria", removal.id(), Progress.UNSEEN));
    assertEquals(3, phone.count("Clienti"));
    assertEquals(120, phone.count("Clienti/Rossi"));
    Removal after = all(admin).getFirst();
    assertEquals(removal.id(), after.id());
    assertEquals(0, after.left());
    assertFalse(after.asWhole());
    assertFalse(after.isMass());
  }

  @Test
  void ofMessagesComeBackThoseOfThatRemovalAlone() throws Exception {
    phone.deliver("INBOX", 5);
    phone.remove("INBOX", phone.uids(1, 2));
    Post.of(fake.store, "maria", "reception PC").remove("INBOX", phone.uids(3));
    Removal byPhone =
        all(admin).stream().filter(one -> one.device().equals("telefono")).findFirst().get();
    assertFalse(byPhone.isMass());
    assertEquals(2, admin.putBack("maria", byPhone.id(), Progress.UNSEEN));
    assertEquals(4, phone.count("INBOX"));
    assertEquals(0, admin.putBack("maria", byPhone.id(), Progress.UNSEEN), "nothing comes twice");
    assertEquals("mail-restored web account=maria by=admin mailbox=INBOX", fake.acts().getLast());
  }

  @Test
  void whatWasFiledElsewhereStaysThere() throws Exception {
    phone.deliver("INBOX", 3);
    phone.mailbox("INBOX").copy(phone.uids(1), phone.mailbox("Clienti"));
    phone.remove("INBOX", UidSet.range(1, 2));
    assertEquals(1, admin.putBack("maria", all(admin).getFirst().id(), Progress.UNSEEN));
    assertEquals(2, phone.count("INBOX"));
    assertEquals(1, phone.count("Clienti"));
  }

  @Test
  void whatWasRemovedFromTwoMailboxesComesBackToBoth() throws Exception {
    phone.deliver("INBOX", 1);
    phone.mailbox("INBOX").copy(phone.uids(1), phone.mailbox("Clienti"));
    phone.removeAll("INBOX");
    phone.removeAll("Clienti");
    assertEquals(2, admin.putBack("maria", all(admin).getFirst().id(), Progress.UNSEEN));
    assertEquals(1, phone.count("INBOX"));
    assertEquals(1, phone.count("Clienti"));
  }

  @Test
  void emptyingTheTrashIsNoAlarmAndWhatWasMeantIsNone() throws Exception {
    phone.deliver("Trash", 100);
    phone.removeAll("Trash");
    assertFalse(all(admin).getFirst().isMass());
    Post again = Post.of(fake.store, "maria", "telefono");
    again.deliver("INBOX", 100);
    again.removeAll("INBOX");
    Removal much = all(admin).getFirst();
    assertTrue(much.isMass(), much.toString());
    maria.accept("maria", much.id());
    assertFalse(all(admin).getFirst().isMass());
  }

  @Test
  void aPersonHasTheirOwnAlone() throws Exception {
    Post carlo = Post.of(fake.store, "carlo", "PC");
    carlo.deliver("INBOX", 1);
    carlo.removeAll("INBOX");
    phone.deliver("INBOX", 1);
    phone.removeAll("INBOX");
    assertEquals(2, all(admin).size());
    assertEquals(List.of("maria"), maria.accounts());
    assertEquals(List.of("maria"), all(maria).stream().map(Removal::account).toList());
    String his = admin.removals(Optional.of("carlo"), Instant.EPOCH).getFirst().id();
    assertEquals(
        Why.ACCOUNT_UNKNOWN, why(() -> maria.removals(Optional.of("carlo"), Instant.EPOCH)));
    assertEquals(Why.ACCOUNT_UNKNOWN, why(() -> maria.putBack("carlo", his, Progress.UNSEEN)));
    assertEquals(Why.ACCOUNT_UNKNOWN, why(() -> maria.accept("carlo", his)));
    assertEquals(Why.REMOVAL_UNKNOWN, why(() -> maria.putBack("maria", "1.x", Progress.UNSEEN)));
    assertEquals(0, carlo.count("INBOX"));
  }

  @Test
  void whatEndedBeforeIsLeftOut() throws Exception {
    phone.deliver("INBOX", 1);
    phone.removeAll("INBOX");
    Instant later = fake.box.clock().instant().plusSeconds(3600);
    assertEquals(List.of(), admin.removals(ALL, later));
  }

  private interface Work {
    void run() throws Exception;
  }

  private static Why why(Work work) {
    return assertThrows(Refused.class, work::run).why();
  }
}
