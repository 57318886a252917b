package portineria.vault.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portineria.vault.transfer.Accounts.NOW;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import portineria.mail.MailGenerator;
import portineria.store.Account;
import portineria.store.Digest;

class ConservationPackageTest {
  private static final String PEC =
      "From: \"Per conto di: x@pec.it\" <posta-certificata@pec.it>\r\n"
          + "To: =?utf-8?q?Citt=C3=A0?= <c@example.it>\r\nSubject: =cmd & <b>\u0007\r\n"
          + "Date: Mon, 2 Mar 2026 08:00:00 +0100\r\nMessage-ID: <1@pec.it>\r\n"
          + "X-Trasporto: posta-certificata\r\n"
          + "Content-Type: application/pdf; name=\"fattura.pdf\"\r\n\r\nx\r\n";

  @TempDir Path temp;
  private Path out;
  private Account account;

  @BeforeEach
  void fill() throws Exception {
    out = temp.resolve("out");
    account = new Accounts().make("maria");
    Accounts.append(account, "Città/PEC", PEC.getBytes(StandardCharsets.UTF_8), NOW);
    new MailGenerator(7)
        .withAttachmentsUpTo(1_000)
        .messages(40)
        .forEach(
            octets -> {
              try {
                Accounts.append(account, "INBOX", octets, NOW);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
  }

  private Digest make() throws IOException {
    ConservationPackage whole =
        new ConservationPackage(out, "maria", NOW, new Accounts.Exporting());
    if (!whole.isExported()) {
      Accounts.export(account, out, ExportFormat.EML);
    }
    return whole.write();
  }

  @Test
  void sha256sumFindsEveryFileAsItWasAndNoOther() throws Exception {
    Digest digest = make();
    assertEquals("", sha256sum());
    assertEquals(digest, Sha256.of(Files.readAllBytes(out.resolve("SHA256SUMS"))));
    long listed = Files.readAllLines(out.resolve("SHA256SUMS")).size();
    try (Stream<Path> files = Files.walk(out)) {
      assertEquals(listed + 1, files.filter(Files::isRegularFile).count());
    }
    Files.writeString(out.resolve("INBOX/0000000003.eml"), "forged");
    assertTrue(sha256sum().contains("INBOX/0000000003.eml: FAILED"));
  }

  private String sha256sum() throws Exception {
    Process process =
        new ProcessBuilder("sha256sum", "--check", "--quiet", "SHA256SUMS")
            .directory(out.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  @Test
  void theMetadataAreWhatTheMessagesSay() throws Exception {
    make();
    List<String> table = Files.readAllLines(out.resolve("metadata.csv"));
    assertEquals(42, table.size());
    String row = table.stream().filter(one -> one.startsWith("Città")).findFirst().orElseThrow();
    assertTrue(
        row.contains(
            ",Città/PEC,1,2026-03-02T08:00:00Z,<1@pec.it>,2026-03-02T08:00:00+01:00,"
                + "\"\"\"Per conto di: x@pec.it\"\" <posta-certificata@pec.it>\","),
        row);
    assertTrue(row.contains("'=cmd & <b>"), "no formula: " + row);
    assertTrue(row.endsWith(",posta-certificata,fattura.pdf"), row);
    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(out.resolve("metadata.xml").toFile());
    assertEquals(41, xml.getElementsByTagName("message").getLength());
    Element pec = message(xml, "<1@pec.it>");
    assertEquals("Città <c@example.it>", text(pec, "to"));
    assertEquals("=cmd & <b>\uFFFD", text(pec, "subject"));
    assertEquals("fattura.pdf", text(pec, "attachment"));
    assertEquals(
        text(pec, "sha256"), Sha256.of(Files.readAllBytes(out.resolve(text(pec, "file")))).hex());
  }

  private static Element message(Document xml, String messageId) {
    NodeList ids = xml.getElementsByTagName("message-id");
    for (int i = 0; i < ids.getLength(); i++) {
      if (ids.item(i).getTextContent().equals(messageId)) {
        return (Element) ids.item(i).getParentNode();
      }
    }
    throw new AssertionError("no message " + messageId);
  }

  private static String text(Element element, String name) {
    return element.getElementsByTagName(name).item(0).getTextContent();
  }

  @Test
  void itExplainsItselfInItalianAndEnglish() throws Exception {
    make();
    String italian = Files.readString(out.resolve("LEGGIMI.txt"));
    assertTrue(italian.contains("POSTA DI maria"), italian);
    assertTrue(italian.contains("il 2026-03-02T08:00:00Z (UTC): 41 messaggi"), italian);
    assertTrue(italian.contains("Non è «conservazione a norma»"), italian);
    String english = Files.readString(out.resolve("README.txt"));
    assertTrue(english.contains("takes a conservator who is\r\n  qualified"), english);
    assertFalse((italian + english).contains("{"), "nothing is left to fill in");
    for (String name : List.of("metadata.csv", "metadata.xml", "messages.csv", "SHA256SUMS")) {
      assertTrue(italian.contains(name) && english.contains(name), name);
      assertTrue(Files.exists(out.resolve(name)), name);
    }
  }

  @Test
  void aDiskThatDoesNotKeepWhatItIsGivenIsFoundOut() throws Exception {
    Accounts.export(account, out, ExportFormat.EML);
    Files.writeString(out.resolve("INBOX/0000000003.eml"), "worn out");
    IOException e = assertThrows(IOException.class, this::make);
    assertTrue(e.getMessage().contains("is the disk sound"), e.getMessage());
    assertFalse(Files.exists(out.resolve("SHA256SUMS")));
  }

  @Test
  void itIsAnExportAndCanBeImported() throws Exception {
    make();
    Account copy = new Accounts().make("copy");
    Importing importing = Importing.to(copy);
    importing.from(out);
    assertEquals(List.of(), importing.troubles);
    assertEquals(Accounts.contents(account), Accounts.contents(copy));
  }
}
