package portineria.vault.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Account;

/** mboxes of Thunderbird and others. */
class MboxImportTest {
  @TempDir Path temp;
  private final Accounts accounts = new Accounts();
  private Account account;

  @BeforeEach
  void open() {
    account = accounts.make("maria");
  }

  private Path mbox(String text) throws IOException {
    return Files.write(temp.resolve("Posta"), text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private List<String> imported(String text) throws Exception {
    Importing importing = Importing.to(account);
    importing.from(mbox(text));
    assertEquals(List.of(), importing.troubles);
    return texts("Posta");
  }

  private List<String> texts(String mailbox) throws IOException {
    List<String> texts = new ArrayList<>();
    for (byte[] octets : Accounts.octets(account, mailbox)) {
      texts.add(new String(octets, StandardCharsets.ISO_8859_1));
    }
    return texts;
  }

  private List<String> flags(String mailbox) {
    return Accounts.messages(account, mailbox).stream()
        .map(line -> line.substring(line.indexOf('[')))
        .toList();
  }

  @Test
  void thunderbirdsStatusBecomesFlagsAndGoes() throws Exception {
    List<String> texts =
        imported(
            """
            From - Mon Mar 02 08:00:00 2026
            X-Mozilla-Status: 0001
            X-Mozilla-Status2: 00000000
            X-Mozilla-Keys:                                                      \s
            Subject: read

            a

            From - Mon Mar 02 08:00:01 2026
            X-Mozilla-Status: 1007
            X-Mozilla-Status2: 00800000
            X-Mozilla-Keys: $label1 Junk (bad               \s
            Subject: all

            b

            From - Mon Mar 02 08:00:02 2026
            X-Mozilla-Status: 0009
            X-Mozilla-Status2: 00000000
            Subject: deleted, not yet compacted

            c

            From - Mon Mar 02 08:00:03 2026
            X-Mozilla-Status: 0000
            X-Mozilla-Status2: 06000000
            Subject: unread, labelled long ago

            d
            """);
    assertEquals(
        List.of(
            "Subject: read\r\n\r\na\r\n",
            "Subject: all\r\n\r\nb\r\n",
            "Subject: unread, labelled long ago\r\n\r\nd\r\n"),
        texts);
    assertEquals(
        List.of(
            "[\\Seen]",
            "[$Forwarded, $MDNSent, $label1, Junk, \\Answered, \\Flagged, \\Seen]",
            "[$label3]"),
        flags("Posta"));
  }

  @Test
  void todaysThunderbirdWritesShortSeparatorsAndQuotesAsMboxrd() throws Exception {
    assertEquals(
        List.of(
            "Subject: one\r\n\r\nFrom the office\r\n>From quoted\r\n", "Subject: two\r\n\r\nx\r\n"),
        imported(
            "From \r\nX-Mozilla-Status: 0001\r\nSubject: one\r\n\r\n>From the office\r\n"
                + ">>From quoted\r\n\r\nFrom \r\nSubject: two\r\n\r\nx\r\n\r\n"));
  }

  @Test
  void aLineThatOnlyLooksLikeASeparatorIsText() throws Exception {
    String body =
        """
        Subject: one

        From here on it gets better.

        From now on, from Mon to Tue:

        From anna Mon Mar  2 08:00:00 2026
        this is no header, so that was none
        From - Mon Mar 02 08:00:00 2026
        nor here
        """;
    assertEquals(
        List.of(body.replace("\n", "\r\n"), "Subject: two\r\n\r\n"),
        imported(
            "From x Mon Mar  2 08:00:00 2026\n"
                + body
                + "\nFrom y@x Mon Mar  2 08:00 2026 +0100\nSubject: two\n\n"));
  }

  @Test
  void aSeparatorOfThunderbirdWithoutAnEmptyLineBeforeItIsOne() throws Exception {
    assertEquals(
        List.of("Subject: one\r\n\r\ncut off\r\n", "Subject: two\r\n\r\nx\r\n"),
        imported(
            "From - Mon Mar 02 08:00:00 2026\nSubject: one\n\ncut off\n"
                + "From - Mon Mar 02 08:00:01 2026\nX-Mozilla-Status: 0001\nSubject: two\n\nx\n"));
  }

  @Test
  void lineEndsBecomeCrlfAndNothingElseChanges() throws Exception {
    assertEquals(
        List.of("Subject: \u00e8\0\r\n\r\na\rb\r\n\r\nc  \r\n \r\nend"),
        imported("From x Mon Mar  2 08:00:00 2026\nSubject: \u00e8\0\n\na\rb\r\n\nc  \n \nend"));
  }

  @Test
  void statusFieldsOfUnixProgramsBecomeFlags() throws Exception {
    List<String> texts =
        imported(
            """
            From MAILER-DAEMON Mon Mar  2 08:00:00 2026
            Subject: DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA
            X-IMAP: 1234567890 0000000002
            Status: RO

            This text is part of the internal format of your mail folder.

            From x Mon Mar  2 08:00:00 2026
            Subject: read
            Status: RO
            X-Status: AF
            X-Keywords: Work $Forwarded
            X-UID: 1

            a

            From x Mon Mar  2 08:00:00 2026
            Subject: new
            X-UID: 2

            b

            From x Mon Mar  2 08:00:00 2026
            Subject: of a ticket
            Status: resolved
             and done

            c

            """);
    assertEquals(
        List.of(
            "Subject: read\r\n\r\na\r\n",
            "Subject: new\r\n\r\nb\r\n",
            "Subject: of a ticket\r\nStatus: resolved\r\n and done\r\n\r\nc\r\n"),
        texts);
    assertEquals(
        List.of("[$Forwarded, Work, \\Answered, \\Flagged, \\Seen]", "[]", "[\\Seen]"),
        flags("Posta"));
  }

  @Test
  void theDateIsThatOfReceivedElseOfDateElseOfTheSeparator() throws Exception {
    imported(
        """
        From x Mon Mar  2 08:00:00 2026
        Received: from a by b; Sun, 1 Mar 2026 10:00:00 +0100
        Date: Sat, 28 Feb 2026 10:00:00 +0100

        a

        From x Mon Mar  2 08:00:00 2026
        Date: Sat, 28 Feb 2026 10:00:00 +0100

        b

        From x Mon Mar  2 08:00:00 2026
        Subject: none

        c
        """);
    assertEquals(
        List.of("2026-03-01T09:00:00Z", "2026-02-28T09:00:00Z", "2026-03-02T08:00:00Z"),
        Accounts.messages(account, "Posta").stream().map(line -> line.split(" ")[1]).toList());
  }

  @Test
  void aTreeOfThunderbirdKeepsItsFolders() throws Exception {
    Path local = temp.resolve("Local Folders");
    String message =
        "From - Mon Mar 02 08:00:00 2026\nX-Mozilla-Status: 0001\nSubject: %s\n\nx\n\n";
    write(local.resolve("Inbox"), message.formatted("in"));
    write(local.resolve("Inbox.msf"), "// <!-- <mdb:mork:z v=\"1.4\"/> -->\n");
    write(local.resolve("Inbox.sbd/Clienti"), "");
    write(local.resolve("Inbox.sbd/Clienti.sbd/Rossi S.p.A."), message.formatted("rossi"));
    write(local.resolve("Sent"), message.formatted("out"));
    write(local.resolve("Drafts"), "");
    write(local.resolve("msgFilterRules.dat"), "version=\"9\"\n");
    write(local.resolve("Inbox.mozmsgs/1.wdseml"), "From: x\n");
    Importing importing = Importing.to(account);
    assertEquals(3, importing.from(local).total().imported());
    assertEquals(List.of(), importing.troubles);
    assertEquals(List.of("Inbox.msf", "msgFilterRules.dat"), importing.passedOver);
    assertEquals(Map.of("INBOX", 1, "INBOX/Clienti/Rossi S.p.A.", 1, "Sent", 1), counts());
    assertEquals(3, Importing.to(account).into("Vecchia").from(local).total().imported());
    assertEquals(1, counts().get("Vecchia/INBOX"));
    assertEquals(1, counts().get("Vecchia/INBOX/Clienti/Rossi S.p.A."));
  }

  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new java.util.TreeMap<>();
    Accounts.contents(account)
        .forEach(
            (name, messages) -> {
              if (!messages.isEmpty()) {
                counts.put(name, messages.size());
              }
            });
    return counts;
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
  }

  @Test
  void readingAMessageInThunderbirdMakesNoOtherOfIt() throws Exception {
    String message = "From - Mon Mar 02 08:00:00 2026\nX-Mozilla-Status: %s\nSubject: x\n\nx\n\n";
    assertEquals(1, Importing.to(account).from(mbox(message.formatted("0000"))).total().imported());
    Tally again = Importing.to(account).from(mbox(message.formatted("0001"))).total();
    assertEquals(new Tally(0, 0, 1, 0, 0, 0), again);
  }

  @Test
  void aSingleMboxIsAMailboxOfItsNameOrOfTheOneThatIsNamed() throws Exception {
    Path file = temp.resolve("Archivio 2019.mbox");
    write(file, "From x Mon Mar  2 08:00:00 2026\nSubject: x\n\nx\n");
    Importing.to(account).from(file);
    Importing.to(account).into("Altro/Posto").from(file);
    assertEquals(Map.of("Archivio 2019", 1, "Altro/Posto", 1), counts());
  }

  @Test
  void appleMailsFolderIsAMailboxOfTheFoldersName() throws Exception {
    write(
        temp.resolve("mail/Clienti.mbox/mbox"),
        "From x Mon Mar  2 08:00:00 2026\nSubject: x\n\nx\n");
    Importing.to(account).from(temp.resolve("mail"));
    assertEquals(Map.of("Clienti", 1), counts());
  }

  @Test
  void aServersFoldersInThunderbirdHaveTheNamesOfTheServer() throws Exception {
    write(
        temp.resolve("p/ImapMail/imap.example/Caff&AOg-.sbd/R&D"),
        "From x Mon Mar  2 08:00:00 2026\nSubject: x\n\nx\n");
    Importing.to(account).from(temp.resolve("p/ImapMail/imap.example"));
    assertEquals(Map.of("Caffè/R&D", 1), counts());
  }
}
