package portineria.admin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.webui.KeepBook.Hold;
import portineria.webui.MailBook.Look;
import portineria.webui.MailBook.Looking;
import portineria.webui.Progress;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.RightsBook.Found;
import portineria.webui.RightsBook.Ground;
import portineria.webui.RightsBook.HandedOver;
import portineria.webui.RightsBook.Mark;
import portineria.webui.RightsBook.Match;
import portineria.webui.RightsBook.Person;
import portineria.webui.Visitor;

/** A person's data are found, handed over and erased by pages as by the commands. */
class WebRightsTest {
  private static final Person MARIO =
      new Person(List.of("mario@rossi.example"), List.of(), List.of());
  private static final String ASKED = "asked on 3 May";

  @TempDir Path data;
  private FakeBox fake;
  private WebRights rights;
  private Post maria;
  private String from;
  private String to;

  @BeforeEach
  void open() throws Exception {
    fake = new FakeBox(data);
    for (String name : List.of("maria", "carlo")) {
      new WebAccounts(fake.by(FakeBox.ADMIN)).add(name, "gatto lampada ponte", Optional.empty());
    }
    rights = new WebRights(fake.by(FakeBox.ADMIN), 3);
    maria = Post.of(fake.store, "maria", "telefono");
    from = maria.deliver("Clienti", "From: Mario <mario@rossi.example>\nSubject: uno\n\nx\n");
    maria.deliver("INBOX", "From: other@x.example\nSubject: due\n\nx\n");
    to =
        Post.of(fake.store, "carlo", "pc")
            .deliver("INBOX", "From: carlo@x.example\nTo: mario@rossi.example\n\nx\n");
    maria.removeAll("Clienti");
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private static Mark mark(String account, String id) {
    return new Mark(account, id);
  }

  @Test
  void allMailIsLookedThroughAndThatIsRecorded() throws Exception {
    Found found = rights.find(MARIO, ASKED, Progress.UNSEEN);
    assertEquals(
        List.of(mark("maria", from), mark("carlo", to)),
        found.matches().stream().map(Match::mark).toList());
    Match first = found.matches().getFirst();
    assertEquals("uno", first.subject());
    assertEquals(Set.of(Ground.SENDER), first.grounds());
    assertTrue(first.isRemoved());
    assertEquals(List.of("Clienti"), first.mailboxes());
    assertEquals(Set.of(Ground.RECIPIENT), found.matches().get(1).grounds());
    assertFalse(found.more());
    assertTrue(found.other().toString().contains("mario@rossi.example"), "the entry itself");
    assertTrue(
        fake.acts()
            .contains(
                "mail-read web address=mario@rossi.example by=admin detail=gdpr find reason="
                    + ASKED),
        fake.acts().toString());
    assertEquals(
        Why.PERSON_ADDRESS,
        why(
            () ->
                rights.find(
                    new Person(List.of("mario"), List.of(), List.of()), ASKED, Progress.UNSEEN)));
  }

  @Test
  void aListHasItsBounds() throws Exception {
    maria.deliver("INBOX", "From: mario@rossi.example\nSubject: three\n\nx\n");
    assertFalse(rights.find(MARIO, ASKED, Progress.UNSEEN).more());
    maria.deliver("INBOX", "From: mario@rossi.example\nSubject: four\n\nx\n");
    Found found = rights.find(MARIO, ASKED, Progress.UNSEEN);
    assertEquals(3, found.matches().size());
    assertTrue(found.more());
  }

  @Test
  void whatIsTickedIsHandedOverAndNothingOfItStays() throws Exception {
    HandedOver handed =
        rights.handOver(
            MARIO,
            List.of(mark("maria", from), mark("maria", "0".repeat(64))),
            ASKED,
            Progress.UNSEEN);
    assertEquals(1, handed.missing());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handed.file().content().writeTo(out);
    assertEquals(out.size(), handed.file().octets().getAsLong());
    Set<String> files = new TreeSet<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.add(entry.getName());
      }
    }
    assertTrue(files.containsAll(List.of("index.html", "index.csv", "other.csv")), "" + files);
    assertEquals(4, files.size());
    try (Stream<Path> left = Files.list(data.resolve("spool"))) {
      assertEquals(List.of(), left.toList());
    }
    assertEquals(
        List.of(
            "mail-exported web account=maria address=mario@rossi.example by=admin"
                + " detail=gdpr export reason="
                + ASKED),
        exports());
  }

  private List<String> exports() {
    return fake.acts().stream().filter(act -> act.startsWith("mail-exported")).toList();
  }

  private List<Looking> looks(String account) throws Exception {
    return new WebMail(fake.by(Visitor.user(account, "")), Visitor.user(account, ""))
        .looks(account).stream().map(Look::looking).toList();
  }

  @Test
  void aCopyIsToldToThoseAloneOfWhoseMailItIs() throws Exception {
    new WebAccounts(fake.by(FakeBox.ADMIN)).add("info", "gatto lampada ponte", Optional.empty());
    rights.handOver(MARIO, List.of(mark("maria", from)), ASKED, Progress.UNSEEN);
    assertEquals(List.of(Looking.EXPORTED), looks("maria"));
    assertEquals(List.of(), looks("carlo"));
    rights.handOver(MARIO, List.of(mark("maria", from), mark("carlo", to)), ASKED, Progress.UNSEEN);
    assertEquals(3, exports().size());
    assertEquals(List.of(Looking.EXPORTED), looks("carlo"));
    assertEquals(List.of(), looks("info"));
  }

  @Test
  void whatIsTickedIsErasedAndTheReportStays() throws Exception {
    String report = rights.erase(MARIO, List.of(mark("maria", from)), ASKED);
    assertEquals(List.of(report), rights.reports().stream().map(one -> one.name()).toList());
    String text = rights.report(report);
    assertTrue(text.contains(from), text);
    assertTrue(text.contains("Asked by   admin"), text);
    assertTrue(text.lines().toList().getLast().startsWith("Finished"), text);
    assertEquals(1, rights.find(MARIO, ASKED, Progress.UNSEEN).matches().size());
    assertTrue(
        fake.acts().stream()
            .anyMatch(act -> act.startsWith("mail-erased web account=maria address=mario@rossi")),
        fake.acts().toString());
    rights.forget(report);
    assertEquals(List.of(), rights.reports());
    assertEquals(Why.REPORT_UNKNOWN, why(() -> rights.report(report)));
    assertEquals(Why.REPORT_UNKNOWN, why(() -> rights.report("../keys/ca.key")));
    assertEquals(Why.REPORT_UNKNOWN, why(() -> rights.forget("erasure-../x.txt")));
  }

  @Test
  void nothingIsErasedThatIsHeldOrIsNotAboutThePerson() throws Exception {
    new WebKeep(fake.by(FakeBox.ADMIN))
        .hold(
            new Hold(
                "rossi",
                Optional.empty(),
                Optional.of("@rossi.example"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "lawsuit",
                Instant.EPOCH));
    assertEquals(
        Why.ERASURE_HELD,
        why(() -> rights.erase(MARIO, List.of(mark("maria", from), mark("carlo", to)), ASKED)));
    assertEquals(2, rights.find(MARIO, ASKED, Progress.UNSEEN).matches().size());
    assertEquals(List.of(), rights.reports());
  }

  private interface Work {
    void run() throws Exception;
  }

  private static Why why(Work work) {
    return assertThrows(Refused.class, work::run).why();
  }
}
