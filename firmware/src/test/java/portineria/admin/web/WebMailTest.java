package portineria.admin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Actor;
import portineria.store.MailboxName;
import portineria.webui.MailBook.Attachment;
import portineria.webui.MailBook.Body;
import portineria.webui.MailBook.Download;
import portineria.webui.MailBook.Found;
import portineria.webui.MailBook.Headline;
import portineria.webui.MailBook.Letter;
import portineria.webui.MailBook.Look;
import portineria.webui.MailBook.Looking;
import portineria.webui.MailBook.State;
import portineria.webui.MailBook.Wish;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.VaultBook.Way;
import portineria.webui.Visitor;

/** Mail is found, read and put back by pages, and who looked is written down. */
class WebMailTest {
  private static final String GOOD = "gatto lampada ponte";
  private static final Optional<String> BECAUSE = Optional.of("asked by phone");
  private static final Optional<String> NOTHING = Optional.empty();
  private static final String DOT =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  private static final String OFFER =
      """
      From: =?utf-8?q?Ditta_Ross=C3=AC?= <info@rossi.example>
      To: maria@office.example
      Cc: carlo@office.example
      Subject: =?utf-8?q?Offerta_per_il_tetto?=
      Date: Fri, 20 Nov 2026 09:00:00 +0100
      Content-Type: multipart/mixed; boundary=m

      --m
      Content-Type: multipart/related; boundary=r

      --r
      Content-Type: multipart/alternative; boundary=a

      --a
      Content-Type: text/plain; charset=utf-8

      Buongiorno dal testo
      --a
      Content-Type: text/html; charset=iso-8859-1
      Content-Transfer-Encoding: quoted-printable

      <p>Buongiorno dal caff=E8 <img src=3D"cid:logo@x"></p>
      --a--
      --r
      Content-Type: application/x-anything
      Content-ID: <logo@x>
      Content-Transfer-Encoding: base64

      %s
      --r
      Content-Type: image/png
      Content-ID: <fake@x>
      Content-Transfer-Encoding: base64

      PHNjcmlwdD4=
      --r--
      --m
      Content-Type: application/pdf
      Content-Disposition: attachment; filename*=utf-8''preventivo%%20caff%%C3%%A8.pdf
      Content-Transfer-Encoding: base64

      JVBERi0=
      --m
      Content-Type: message/rfc822

      From: pec@rossi.example
      Subject: within

      Testo del messaggio interno
      --m--
      """
          .formatted(DOT);

  @TempDir Path data;
  private FakeBox fake;
  private WebMail admin;
  private WebMail maria;
  private Post phone;

  @BeforeEach
  void open() throws Exception {
    fake = new FakeBox(data);
    for (String name : List.of("maria", "carlo")) {
      new WebAccounts(fake.by(FakeBox.ADMIN)).add(name, GOOD, Optional.empty());
    }
    admin = new WebMail(fake.by(FakeBox.ADMIN), FakeBox.ADMIN);
    Visitor visitor = Visitor.user("maria", "");
    maria = new WebMail(fake.by(visitor), visitor);
    phone = Post.of(fake.store, "maria", "telefono");
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private static Wish words(String account, String words) {
    return wish(account, "", "", words, State.ANY, false);
  }

  private static Wish wish(
      String account, String sender, String recipient, String words, State state, boolean file) {
    return new Wish(
        Optional.of(account).filter(name -> !name.isEmpty()),
        sender,
        recipient,
        words,
        Optional.empty(),
        Optional.empty(),
        file,
        state,
        Optional.empty());
  }

  private List<String> subjects(Wish wish) throws Refused {
    return admin.search(wish, BECAUSE).lines().stream().map(Headline::subject).toList();
  }

  private static String plain(String from, String subject, int day) {
    return "From: "
        + from
        + "\nTo: maria@office.example\nSubject: "
        + subject
        + "\nDate: "
        + day
        + " Nov 2026 09:00:00 +0100\n\nHello "
        + subject
        + "\n";
  }

  @Test
  void mailIsFoundByWhateverIsKnownOfIt() throws Exception {
    String offer = phone.deliver("INBOX", OFFER);
    phone.deliver("INBOX", plain("verdi@x.example", "lunch", 22));
    phone.deliver("INBOX", plain("verdi@x.example", "dinner", 23));
    Post.of(fake.store, "carlo", "pc").deliver("INBOX", plain("verdi@x.example", "his", 24));
    assertEquals(List.of("dinner", "lunch", "Offerta per il tetto"), subjects(words("maria", "")));
    assertEquals(List.of("his", "dinner", "lunch"), subjects(words("", "hello")));
    assertEquals(List.of("lunch"), subjects(words("maria", "HELLO lunch")));
    assertEquals(List.of("lunch"), subjects(words("maria", "\"hello lunch\"")));
    assertEquals(List.of(), subjects(words("maria", "\"lunch hello\"")));
    assertEquals(List.of("Offerta per il tetto"), subjects(words("maria", "CAFFÈ")));
    assertEquals(
        List.of("Offerta per il tetto"),
        subjects(wish("maria", "rossì", "office", "", State.ANY, false)));
    assertEquals(
        List.of("Offerta per il tetto"), subjects(wish("maria", "", "", "", State.ANY, true)));
    phone.remove("INBOX", phone.uids(2));
    assertEquals(List.of("lunch"), subjects(wish("maria", "", "", "", State.REMOVED, false)));
    assertEquals(
        List.of("dinner", "Offerta per il tetto"),
        subjects(wish("maria", "", "", "", State.THERE, false)));
    Headline line = admin.search(words("maria", "tetto"), BECAUSE).lines().getFirst();
    assertEquals(offer, line.id());
    assertEquals("Ditta Rossì <info@rossi.example>", line.from());
    assertEquals("INBOX", line.places().getFirst().mailbox());
    assertTrue(line.attachment());
  }

  @Test
  void aPeriodHasItsFirstAndItsLastDay() throws Exception {
    for (int day = 10; day < 15; day++) {
      phone.deliver("INBOX", plain("a@x.example", "day " + day, day));
    }
    Wish days =
        new Wish(
            Optional.of("maria"),
            "",
            "",
            "",
            Optional.of(LocalDate.of(2026, 11, 11)),
            Optional.of(LocalDate.of(2026, 11, 13)),
            false,
            State.ANY,
            Optional.empty());
    assertEquals(List.of("day 13", "day 12", "day 11"), subjects(days));
  }

  @Test
  void whatIsFoundComesInPagesEachMessageOnce() throws Exception {
    for (int i = 0; i < 60; i++) {
      phone.deliver("INBOX", plain("a@x.example", "n" + i, 1 + i % 3));
    }
    List<String> all = new ArrayList<>();
    Optional<String> older = Optional.empty();
    int pages = 0;
    do {
      Wish next =
          new Wish(
              Optional.of("maria"),
              "",
              "",
              "hello",
              Optional.empty(),
              Optional.empty(),
              false,
              State.ANY,
              older);
      Found found = admin.search(next, BECAUSE);
      found.lines().forEach(line -> all.add(line.subject()));
      older = found.older();
      pages++;
    } while (older.isPresent());
    assertEquals(3, pages);
    assertEquals(60, all.size());
    assertEquals(60, all.stream().distinct().count());
    assertEquals("n59", all.getFirst());
    assertEquals("n0", all.getLast());
  }

  @Test
  void aMessageIsReadWithAllThatIsInIt() throws Exception {
    String id = phone.deliver("INBOX", OFFER);
    Letter letter = admin.open("maria", id, BECAUSE);
    assertEquals("Offerta per il tetto", letter.headline().subject());
    assertEquals("carlo@office.example", letter.cc());
    assertTrue(letter.hasHtml());
    assertTrue(letter.text().contains("Buongiorno dal caffè"), letter.text());
    assertFalse(letter.text().contains("Buongiorno dal testo"), letter.text());
    assertTrue(letter.text().contains("Subject: within"), letter.text());
    assertTrue(letter.text().contains("Testo del messaggio interno"), letter.text());

    Body body = admin.body("maria", id);
    assertTrue(body.pieces().getFirst().isHtml());
    assertTrue(body.pieces().getFirst().text().contains("<p>Buongiorno dal caffè <img"));
    assertEquals(1, body.pictures().size(), "what is no picture is none, whatever it is called");
    assertEquals("logo@x", body.pictures().getFirst().id());
    assertEquals("image/png", body.pictures().getFirst().type());
    assertEquals(DOT, body.pictures().getFirst().base64());

    Attachment pdf =
        letter.attachments().stream()
            .filter(one -> one.type().equals("application/pdf"))
            .findFirst()
            .orElseThrow();
    assertEquals("preventivo caffè.pdf", pdf.name());
    assertEquals("%PDF-", text(admin.attachment("maria", id, pdf.number())));
    Attachment within =
        letter.attachments().stream()
            .filter(one -> one.type().equals("message/rfc822"))
            .findFirst()
            .orElseThrow();
    assertTrue(
        text(admin.attachment("maria", id, within.number())).startsWith("From: pec@rossi.example"));
    assertEquals(OFFER.replace("\n", "\r\n"), text(admin.whole("maria", id)));
    assertEquals(Why.MESSAGE_UNKNOWN, why(() -> admin.attachment("maria", id, 99)));
    assertEquals(Why.MESSAGE_UNKNOWN, why(() -> admin.attachment("maria", id, 0)));
  }

  private static String text(Download file) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.content().writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whatIsFoundIsTakenAsAZipWithAListOfIt() throws Exception {
    String offer = phone.deliver("INBOX", OFFER);
    phone.deliver("INBOX", plain("=cmd@x.example", "lunch", 22));
    phone.remove("INBOX", phone.uids(2));
    assertEquals(Why.REASON_MISSING, why(() -> admin.export(words("maria", "tetto"), NOTHING)));
    Map<String, String> all = unzipped(admin.export(words("maria", ""), BECAUSE));
    assertEquals(3, all.size());
    String file = "maria/2026-11-20-" + offer.substring(0, 16) + ".eml";
    assertEquals(OFFER.replace("\n", "\r\n"), all.get(file));
    String list = all.get("messages.csv");
    assertTrue(list.contains(file + ",maria,INBOX,"), list);
    assertTrue(list.contains("removed: INBOX"), list);
    assertTrue(list.contains("'=cmd@x.example"), "no formula for a spreadsheet: " + list);
    assertEquals(2, unzipped(admin.export(words("maria", "tetto"), BECAUSE)).size());
    assertEquals(2, unzipped(maria.export(words("maria", "lunch"), NOTHING)).size());
    assertTrue(
        fake.acts()
            .contains(
                "mail-exported web account=maria by=admin detail=zip of a search: words=tetto"
                    + " reason=asked by phone"),
        fake.acts().toString());
    assertTrue(fake.acts().getLast().startsWith("mail-exported web account=maria by=maria"));
    assertEquals(Why.ACCOUNT_UNKNOWN, why(() -> maria.export(words("carlo", ""), NOTHING)));
  }

  private static Map<String, String> unzipped(Download download) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    download.content().writeTo(out);
    Map<String, String> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  @Test
  void aMessageWithoutAnythingIsShownToo() throws Exception {
    for (String odd : List.of("", "\n", "Content-Type: multipart/mixed; boundary=x\n\n--x\n")) {
      String id = phone.deliver("INBOX", odd);
      Letter letter = maria.open("maria", id, NOTHING);
      assertEquals("", letter.headline().subject());
      maria.body("maria", id);
    }
  }

  private static boolean isRemoved(Letter letter) {
    return letter.headline().places().stream().allMatch(place -> place.removed().isPresent());
  }

  @Test
  void aRemovedMessageIsPutBackWhereItWas() throws Exception {
    String id = phone.deliver("Clienti/Rossi", plain("a@x.example", "roof", 3));
    assertEquals(Why.MESSAGE_NOT_REMOVED, why(() -> admin.putBack("maria", id)));
    phone.removeAll("Clienti/Rossi");
    assertTrue(isRemoved(admin.open("maria", id, BECAUSE)));
    assertEquals("Clienti/Rossi", admin.putBack("maria", id));
    assertEquals(1, phone.count("Clienti/Rossi"));
    assertFalse(isRemoved(admin.open("maria", id, BECAUSE)));
    // Also where the mailbox is not there any more.
    phone.account().delete(new MailboxName("Clienti/Rossi"));
    assertEquals("Clienti/Rossi", maria.putBack("maria", id));
    assertEquals(1, phone.count("Clienti/Rossi"));
    assertTrue(
        fake.acts().contains("mail-restored web account=maria by=maria mailbox=Clienti/Rossi"));
  }

  @Test
  void nothingOfOthersIsShownWithoutAReason() throws Exception {
    String id = phone.deliver("INBOX", OFFER);
    int before = fake.acts().size();
    for (Optional<String> none : List.of(NOTHING, Optional.of(" "))) {
      assertEquals(Why.REASON_MISSING, why(() -> admin.search(words("maria", "x"), none)));
      assertEquals(Why.REASON_MISSING, why(() -> admin.search(words("", "x"), none)));
      assertEquals(Why.REASON_MISSING, why(() -> admin.open("maria", id, none)));
    }
    assertEquals(before, fake.acts().size());
  }

  @Test
  void whoLookedIsWrittenDownAndSeenByWhoseMailItIs() throws Exception {
    String id = phone.deliver("INBOX", OFFER);
    assertEquals(List.of(), maria.looks("maria"));
    admin.search(words("maria", "tetto"), BECAUSE);
    admin.open("maria", id, BECAUSE);
    admin.search(words("", "tetto"), Optional.of("an audit"));
    admin.search(words("carlo", "tetto"), Optional.of("his own business"));
    maria.search(words("maria", "tetto"), NOTHING);
    maria.open("maria", id, NOTHING);
    fake.store
        .audit()
        .record(
            portineria.store.Act.of(
                    portineria.store.Act.Kind.MAIL_EXPORTED, new Actor("root", "cli"))
                .with(portineria.store.Act.Part.ACCOUNT, "maria")
                .with(portineria.store.Act.Part.DETAIL, "eml"));
    assertTrue(
        fake.acts()
            .contains(
                "mail-read web account=maria by=admin detail=message "
                    + id
                    + " reason=asked by phone"),
        fake.acts().toString());
    List<Look> looks = maria.looks("maria");
    assertEquals(
        List.of(Looking.EXPORTED, Looking.SEARCHED, Looking.OPENED, Looking.SEARCHED),
        looks.stream().map(Look::looking).toList());
    assertEquals(Way.COMMAND, looks.getFirst().way());
    assertEquals("an audit", looks.get(1).reason());
    assertEquals(Optional.of(id), looks.get(2).message());
    assertEquals("admin", looks.get(2).by());
    assertEquals(21, maria.lookDays());
  }

  @Test
  void aPersonReachesTheirOwnAlone() throws Exception {
    String his = Post.of(fake.store, "carlo", "pc").deliver("INBOX", OFFER);
    assertEquals(List.of(), maria.search(words("", ""), NOTHING).lines());
    assertEquals(Why.ACCOUNT_UNKNOWN, why(() -> maria.search(words("carlo", ""), NOTHING)));
    for (String account : List.of("carlo", "maria")) {
      Why expected = account.equals("carlo") ? Why.ACCOUNT_UNKNOWN : Why.MESSAGE_UNKNOWN;
      assertEquals(expected, why(() -> maria.open(account, his, NOTHING)));
      assertEquals(expected, why(() -> maria.body(account, his)));
      assertEquals(expected, why(() -> maria.whole(account, his)));
      assertEquals(expected, why(() -> maria.attachment(account, his, 1)));
      assertEquals(expected, why(() -> maria.putBack(account, his)));
    }
    assertEquals(Why.ACCOUNT_UNKNOWN, why(() -> maria.looks("carlo")));
    assertEquals(Why.MESSAGE_UNKNOWN, why(() -> maria.open("maria", "../x", NOTHING)));
  }

  private interface Work {
    void run() throws Exception;
  }

  private static Why why(Work work) {
    return assertThrows(Refused.class, work::run).why();
  }
}
