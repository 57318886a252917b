package portineria.vault.rights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.mail.MailGenerator;
import portineria.message.Octets;
import portineria.search.TextIndex;
import portineria.store.Digest;
import portineria.store.MailboxName;
import portineria.store.UidSet;

/** Who is found, and why. */
class FinderTest {
  private static final Person MARIO = Firm.person("mario.rossi@example.org");

  @TempDir Path data;
  private Firm firm;

  @BeforeEach
  void open() throws Exception {
    firm = new Firm(data);
  }

  @AfterEach
  void close() {
    firm.close();
  }

  private Set<Ground> grounds(Person person, String message) throws Exception {
    return Reading.grounds(person, Octets.of(Firm.octets(message)));
  }

  private Set<Ground> grounds(String message) throws Exception {
    return grounds(MARIO, message);
  }

  private static Person called(String name) {
    return new Person(List.of(), List.of(name), List.of());
  }

  private static Person says(String text) {
    return new Person(List.of(), List.of(), List.of(text));
  }

  @Test
  void anAddressIsKnownHoweverAHeaderWritesIt() throws Exception {
    for (String field : List.of("From", "sender", "Reply-To", "Resent-From", "Return-Path")) {
      assertEquals(
          Set.of(Ground.SENDER), grounds(field + ": <Mario.ROSSI@Example.org>\n\nx"), field);
    }
    for (String field : List.of("To", "cc", "Bcc", "Resent-To", "Resent-Cc", "Delivered-To")) {
      assertEquals(
          Set.of(Ground.RECIPIENT), grounds(field + ": mario.rossi@example.org\n\nx"), field);
    }
    for (String written :
        List.of(
            "\"Rossi, Mario\" <mario.rossi@example.org>",
            "anna@example.org,\n mario.rossi@example.org (Mario)",
            "Tutti: anna@example.org, mario . rossi @ example . org;",
            "\"mario.rossi\"@example.org",
            "=?utf-8?q?Rossi=2C_Mario?= <mario.rossi@example.org.>")) {
      assertEquals(Set.of(Ground.RECIPIENT), grounds("To: " + written + "\n\nx"), written);
    }
    assertEquals(
        Set.of(Ground.SENDER, Ground.RECIPIENT),
        grounds("From: mario.rossi@example.org\nTo: mario.rossi@example.org\n\nx"));
  }

  @Test
  void aLongerAddressIsAnotherOne() throws Exception {
    for (String other :
        List.of(
            "anna.mario.rossi@example.org",
            "mario.rossi@example.org.uk",
            "mario.rossi@sub.example.org",
            "mario.rossi+x@example.org",
            "mario-rossi@example.org")) {
      assertEquals(Set.of(), grounds("From: " + other + "\n\nHello " + other), other);
    }
    assertEquals(
        Set.of(Ground.TEXT),
        grounds("From: \"mario.rossi@example.org\" <spam@elsewhere.example>\n\nx"),
        "a name that looks like an address is no address");
  }

  @Test
  void anAddressOrATextMayBeAnywhereInAMessage() throws Exception {
    assertEquals(Set.of(Ground.TEXT), grounds("Subject: x\n\nAsk mario.rossi@example.org."));
    assertEquals(Set.of(Ground.TEXT), grounds("Subject: x\n\n<b>MARIO.ROSSI@example.org</b>"));
    String far = "x".repeat(20_000);
    for (int shift = 0; shift < 60; shift++) {
      String before = "y".repeat(8192 - 40 + shift);
      assertEquals(
          Set.of(Ground.TEXT),
          grounds("Subject: x\n\n" + before + " mario.rossi@example.org " + far),
          "shifted by " + shift);
      assertEquals(
          Set.of(),
          grounds("Subject: x\n\n" + before + "mario.rossi@example.org " + far),
          "shifted by " + shift);
      assertEquals(
          Set.of(),
          grounds("Subject: x\n\n" + before + " mario.rossi@example.orgy " + far),
          "shifted by " + shift);
    }
    assertEquals(
        Set.of(Ground.SENDER, Ground.TEXT),
        grounds(
            new Person(List.of("mario.rossi@example.org"), List.of(), List.of("codice RSSMRA")),
            "From: mario.rossi@example.org\n\nIl Codice rssmra."));
    assertEquals(Set.of(Ground.TEXT), grounds(says("caffè"), "Subject: CAFFE\n\nx"));
  }

  @Test
  void aNameIsLookedForInDisplayNames() throws Exception {
    assertEquals(
        Set.of(Ground.SENDER),
        grounds(called("mario rossì"), "From: =?utf-8?q?Dott=2E_Mario__Rossi?= <x@y.example>\n\n"));
    assertEquals(
        Set.of(Ground.RECIPIENT), grounds(called("Rossi"), "To: x@y.example (Mario Rossi)\n\n"));
    assertEquals(Set.of(), grounds(called("Rossi"), "Subject: Rossi\n\nRossi"));
    assertEquals(Set.of(), grounds(called("Rossi"), "From: rossi@y.example\n\n"));
  }

  @Test
  void certifiedMailIsFoundByWhoSentTheMessageWithin() throws Exception {
    String pec =
        "From: \"Per conto di: mario.rossi@example.org\" <posta-certificata@pec.example>\n"
            + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
            + "--b\nContent-Type: text/plain\n\nMessaggio di posta certificata\n"
            + "--b\nContent-Type: message/rfc822; name=postacert.eml\n\n"
            + "From: mario.rossi@example.org\nTo: info@office.example\n\nOfferta\n--b--\n";
    assertEquals(Set.of(Ground.ATTACHED), grounds(pec));
    firm.add("info", "INBOX", pec);
    assertEquals(1, firm.found(MARIO).size());
    firm.catchUp();
    assertEquals(1, firm.found(MARIO).size());
  }

  @Test
  void allAccountsAreLookedAtAndWhatWasRemovedToo() throws Exception {
    Digest listed = firm.add("anna", "INBOX", "From: mario.rossi@example.org\n\none");
    Digest removed = firm.add("anna", "Clienti/Rossi", "To: mario.rossi@example.org\n\ntwo");
    Digest gone = firm.add("bruno", "Vecchi", "Cc: mario.rossi@example.org\n\nthree");
    firm.add("bruno", "INBOX", "From: anna@example.org\n\nnone");
    firm.mailbox("anna", "Clienti/Rossi").remove(UidSet.ALL);
    firm.mailbox("anna", "INBOX").copy(UidSet.ALL, firm.mailbox("anna", "Archive"));
    firm.account("bruno").delete(new MailboxName("Vecchi"));
    firm.catchUp();
    Digest late = firm.add("bruno", "INBOX", "From: mario.rossi@example.org\n\nlate");
    List<Found> found = firm.found(MARIO);
    assertEquals(
        List.of(listed, removed, gone, late),
        found.stream().map(one -> one.remains().digest()).toList());
    assertEquals(
        List.of("INBOX; Archive", "removed: Clienti/Rossi", "removed: Vecchi", "INBOX"),
        found.stream().map(Found::mailboxes).map(FinderTest::sorted).toList());
  }

  /** Mailboxes into which a message came in the same second have no order. */
  private static String sorted(String mailboxes) {
    return mailboxes.equals("Archive; INBOX") ? "INBOX; Archive" : mailboxes;
  }

  @Test
  void theIndexFindsWhatReadingAllWouldFind() throws Exception {
    long seed = 20260321;
    MailGenerator mail = new MailGenerator(seed).withAttachmentsUpTo(2000);
    Random random = new Random(seed);
    List<String> people = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      byte[] octets = mail.message(i);
      firm.add(i % 2 == 0 ? "anna" : "bruno", "INBOX", octets);
      String text = new String(octets, StandardCharsets.ISO_8859_1);
      Matcher address = Pattern.compile("[a-z.]+@[a-z.]+[a-z]").matcher(text);
      if (address.find()) {
        people.add(address.group());
      }
      if (i == 80) {
        firm.catchUp();
      }
    }
    int found = 0;
    for (int i = 0; i < 12; i++) {
      Person person = Firm.person(people.get(random.nextInt(people.size())));
      List<Found> byReading = firm.found(person, TextIndex.NONE);
      assertEquals(byReading, firm.found(person), person + ", seed " + seed);
      found += byReading.size();
    }
    assertTrue(found >= 12, found + " found");
    assertEquals(
        firm.found(says("di"), TextIndex.NONE).size(),
        firm.found(says("di")).size(),
        "two letters");
  }

  @Test
  void nobodyIsNobody() {
    assertThrows(IllegalArgumentException.class, () -> new Person(List.of(), List.of(), List.of()));
    assertThrows(IllegalArgumentException.class, () -> Firm.person("mario"));
    assertThrows(IllegalArgumentException.class, () -> Firm.person("<a@b.example>"));
    assertThrows(IllegalArgumentException.class, () -> called(" "));
    assertThrows(IllegalArgumentException.class, () -> says("…"));
  }
}
