package portineria.vault.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Account;

/**
 * Outlook's files. There is no PST that may lie in the sources, so what readpst makes of one is
 * played by files of the same form, and the real readpst is seen to fail at what is none.
 */
class PstImportTest {
  @TempDir Path temp;
  private final Account account = new Accounts().make("maria");

  /** As readpst 0.6.76 writes a message, with numbers that it draws for the whole file. */
  private static String message(String subject, boolean read, int boundary, int invitation) {
    return """
    From: "Rossi" <rossi@example.it>
    %sSubject: %s
    Date: Mon, 02 Mar 2026 07:00:00 +0000
    MIME-Version: 1.0
    Content-Type: multipart/mixed;
    \tboundary="--boundary-LibPST-iamunique-%3$d_-_-"

    ----boundary-LibPST-iamunique-%3$d_-_-
    Content-Type: multipart/alternative;
    \tboundary="alt---boundary-LibPST-iamunique-%3$d_-_-"

    --alt---boundary-LibPST-iamunique-%3$d_-_-
    Content-Type: text/plain; charset="utf-8"

    About boundary 12345 and i77.ics

    --alt---boundary-LibPST-iamunique-%3$d_-_---
    ----boundary-LibPST-iamunique-%3$d_-_-
    Content-Type: text/calendar; charset="utf-8"; name="i%4$d.ics"
    Content-Disposition: attachment; filename="i%4$d.ics"

    BEGIN:VCALENDAR

    ----boundary-LibPST-iamunique-%3$d_-_---

    """
        .formatted(read ? "Status: RO\n" : "", subject, boundary, invitation);
  }

  private Path tree(int numbers) throws IOException {
    Path tree = temp.resolve("tree" + numbers);
    write(tree.resolve("Cartelle personali/Posta in arrivo/1.eml"), message("a", true, numbers, 3));
    write(
        tree.resolve("Cartelle personali/Posta in arrivo/2.eml"), message("b", false, 8, numbers));
    Files.createDirectories(tree.resolve("Cartelle personali/Calendario"));
    return tree;
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<Letter> letters(Path tree) throws Exception {
    List<Letter> letters = new ArrayList<>();
    new FolderTree(tree, EmlFile.Origin.READPST).each(new Collected(letters));
    return letters;
  }

  private record Collected(List<Letter> letters) implements MailSource.Finder {
    @Override
    public void mailbox(MailboxRow row) {
      throw new AssertionError("nobody told of " + row);
    }

    @Override
    public void letter(Letter letter) {
      letters.add(letter);
    }

    @Override
    public void trouble(String where, String why) {
      throw new AssertionError(where + ": " + why);
    }

    @Override
    public void passedOver(String where, long octets) {
      throw new AssertionError(where);
    }
  }

  private static String content(Letter letter) throws IOException {
    try (var in = letter.content().open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatReadpstWroteKeepsFolderDateAndWhetherItWasRead() throws Exception {
    List<Letter> letters = letters(tree(1804289383));
    assertEquals(2, letters.size());
    Letter read = letters.getFirst();
    assertEquals("Cartelle personali/Posta in arrivo", read.mailbox());
    assertEquals("[Flag[name=\\Seen]]", read.flags().toString());
    assertEquals("2026-03-02T07:00:00Z", read.date().toString());
    assertTrue(!content(read).contains("Status:"), content(read));
    assertTrue(letters.getLast().flags().isEmpty());
  }

  @Test
  void numbersThatReadpstDrewForTheWholeFileAreTheMessagesOwn() throws Exception {
    List<Letter> before = letters(tree(1804289383));
    List<Letter> after = letters(tree(846930886)); // as after one message more
    for (int i = 0; i < before.size(); i++) {
      assertEquals(content(before.get(i)), content(after.get(i)));
    }
    String text = content(before.getFirst());
    assertTrue(text.contains("\tboundary=\"--boundary-LibPST-iamunique-1_-_-\"\r\n"), text);
    assertTrue(text.contains("; filename=\"i2.ics\"\r\n"), text);
    assertTrue(text.contains("About boundary 12345 and i77.ics\r\n"), "no one else's number");
  }

  @Test
  void linesOfAnyLengthPassWhatMakesNumbersAnew() throws Exception {
    for (int length : new int[] {0, 1, 298, 299, 300, 301, 70_000}) {
      String text = "x".repeat(length) + "\nLibPST-iamunique-77_-_-\n" + "y".repeat(length);
      try (var in =
          new StagedStream(
              new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)),
              ReadpstNumbers::new)) {
        assertEquals(
            text.replace("77", "1"), new String(in.readAllBytes(), StandardCharsets.US_ASCII));
      }
    }
  }

  @Test
  void whatReadpstCanNotReadIsSaidAndNothingIsLeftBehind() throws Exception {
    Path work = Files.createDirectory(temp.resolve("work"));
    Path garbage = temp.resolve("archivio; touch pwned.pst");
    Files.write(garbage, "!BDN and then nothing that Outlook wrote".repeat(1000).getBytes());
    Importing importing = Importing.to(account);
    try (Importer desk = new Imports().begin(account)) {
      IOException e =
          assertThrows(
              IOException.class,
              () ->
                  Import.of(
                      garbage,
                      new Import.Options(Optional.empty(), false, false, work),
                      desk,
                      importing));
      assertEquals(
          "readpst can't read archivio; touch pwned.pst: Error opening File", e.getMessage());
    }
    try (Stream<Path> left = Files.list(work)) {
      assertEquals(0, left.count());
    }
  }
}
