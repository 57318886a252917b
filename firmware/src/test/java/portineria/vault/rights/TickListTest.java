package portineria.vault.rights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Digest;
import portineria.store.Erasure.Target;

/** The list that a person ticks. */
class TickListTest {
  private static final Person MARIO = Firm.person("mario@example.org");

  @TempDir Path folder;
  private Path list;
  private Target first;
  private Target second;

  @BeforeEach
  void find() throws Exception {
    list = folder.resolve("mario.csv");
    try (Firm firm = new Firm(folder.resolve("data"));
        TickList file = TickList.begin(list)) {
      String hostile =
          "From: =?utf-8?q?=3Dcmd=28=29=0A=5Bx=5D=2Canna=E2=80=AE?= <mario@example.org>\n"
              + "To: a@b.example\nSubject: \"a, b\"\n\none";
      Digest one = firm.add("anna", "INBOX", hostile);
      Digest two = firm.add("bruno", "INBOX", "To: mario@example.org\n\ntwo");
      first = new Target("anna", one);
      second = new Target("bruno", two);
      for (Found found : firm.found(MARIO)) {
        file.add(found);
      }
    }
  }

  private Set<Target> ticked(String text) throws IOException {
    return ticked(text.getBytes(StandardCharsets.UTF_8));
  }

  private Set<Target> ticked(byte[] text) throws IOException {
    return TickList.ticked(Files.write(folder.resolve("edited.csv"), text));
  }

  private String text() throws IOException {
    return Files.readString(list);
  }

  @Test
  void nothingIsTickedAndEachMessageIsOneLine() throws Exception {
    assertEquals(Set.of(), TickList.ticked(list));
    List<String> lines = text().lines().toList();
    assertEquals(3, lines.size(), text());
    assertEquals("tick,matched,account,mailboxes,date,from,to,subject,octets,sha256", lines.get(0));
    assertTrue(lines.get(1).startsWith("[ ],sender,anna,INBOX,2026-03-02T08:00:00Z,"), text());
    assertTrue(lines.get(1).contains("\"'=cmd() [x],anna  <mario@example.org>\""), text());
    assertTrue(lines.get(1).endsWith("," + first.digest().hex()), text());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(list)));
  }

  @Test
  void whatIsTickedInAnEditorOrASpreadsheetIsRead() throws Exception {
    assertEquals(Set.of(first, second), ticked(text().replace("[ ],", "[x],")));
    assertEquals(Set.of(second), ticked(text().replace("[ ],recipient", "[X],recipient")));
    assertEquals(Set.of(second), ticked(text().replace("[ ],recipient", "\" x \",recipient")));
    String lf = text().replace("\r\n", "\n").replace("[ ],", "[x],").stripTrailing();
    assertEquals(Set.of(first, second), ticked(lf), "without the end of the last line");
    assertEquals(Set.of(first, second), ticked("\uFEFF" + lf + "\n\n"));
    assertEquals(
        Set.of(first, second),
        ticked(lf.replace("a@b.example", "perché").getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void whatCanNotBeUnderstoodIsRefusedAndNotPassedOver() {
    for (String wrong :
        List.of(
            "",
            "[x],sender,anna",
            "tick;account;sha256\r\n[x];anna;00\r\n",
            "tick,account,sha256\r\n[y],anna," + "0".repeat(64) + "\r\n",
            "tick,account,sha256\r\n[x],anna,00\r\n",
            "tick,account,sha256\r\n[x],an na," + "0".repeat(64) + "\r\n",
            "tick,account,sha256\r\n[x],anna\r\n")) {
      assertThrows(IOException.class, () -> ticked(wrong), wrong);
    }
  }

  @Test
  void aListThatIsThereIsNotWrittenOver() {
    assertTrue(
        assertThrows(IOException.class, () -> TickList.begin(list))
            .getMessage()
            .endsWith("is there already: name another file"));
  }
}
