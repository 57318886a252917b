package portineria.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.MailboxInfo;
import portineria.store.MailboxName;
import portineria.store.UidSet;
import portineria.transcript.MemoryConnection;

/**
 * Who has no right to a mailbox can't reach it by any command, and hears of it no more than of one
 * that does not exist: RFC 4314 §6.
 */
class WithoutRightsTest {
  private static final Pattern TAGGED = Pattern.compile("(?m)^a (OK|NO|BAD)\\b(.*)$");

  private final ImapStage stage = new ImapStage();
  private MemoryConnection anna;
  private Account bruno;

  @BeforeEach
  void brunoHasMail() throws Exception {
    stage.prepare("inbox", "1 message");
    stage.prepare("account", "bruno");
    stage.prepare("mailbox of bruno", "Hidden/Deeper");
    stage.prepare("of bruno", "2 messages, \\Deleted 1");
    bruno = stage.store.account("bruno", new Actor("", "cli")).orElseThrow();
    bruno
        .mailbox(MailboxName.INBOX)
        .orElseThrow()
        .copy(UidSet.ALL, bruno.mailbox(new MailboxName("Hidden")).orElseThrow());
    anna = MemoryConnection.local("anna");
    Thread.ofVirtual().start(this::serve);
    anna.awaitIdle();
    anna.takeOutput();
    assertTrue(say("LOGIN anna secret").contains("a OK"));
    assertTrue(say("SELECT INBOX").contains("a OK"));
  }

  @AfterEach
  void hangUp() {
    anna.hangUp();
  }

  private void serve() {
    try {
      stage.serve(anna);
    } catch (IOException theClientHasGone) {
      // That is how it ends.
    } finally {
      anna.close();
    }
  }

  private String say(String command) throws Exception {
    anna.send(("a " + command + "\r\n").getBytes(StandardCharsets.UTF_8));
    anna.awaitIdle();
    return new String(anna.takeOutput(), StandardCharsets.UTF_8);
  }

  /** Every command that names a mailbox. */
  private static List<String> all(String mailbox) {
    return List.of(
        "SELECT " + mailbox,
        "EXAMINE " + mailbox,
        "STATUS " + mailbox + " (MESSAGES UIDNEXT UIDVALIDITY)",
        "DELETE " + mailbox,
        "RENAME " + mailbox + " Mine",
        "RENAME " + mailbox + " " + mailbox + "2",
        "RENAME Archive " + mailbox + "/Archive",
        "CREATE " + mailbox + "/New",
        "CREATE " + mailbox + "/New/Newer",
        "APPEND " + mailbox + " (\\Seen) {3+}\r\na:b",
        "COPY 1 " + mailbox,
        "UID COPY 1 " + mailbox,
        "MOVE 1 " + mailbox,
        "UID MOVE 1 " + mailbox,
        "MYRIGHTS " + mailbox,
        "GETACL " + mailbox,
        "LISTRIGHTS " + mailbox + " anna",
        "SETACL " + mailbox + " anna lrswipkxtea",
        "SETACL " + mailbox + " anna +a",
        "DELETEACL " + mailbox + " anna");
  }

  private List<String> walk(String mailbox) throws Exception {
    List<String> answers = new ArrayList<>();
    List<String> before = state();
    for (String command : all(mailbox)) {
      String heard = say(command);
      Matcher tagged = TAGGED.matcher(heard);
      assertTrue(tagged.find(), command + ": " + heard);
      assertEquals("NO", tagged.group(1), command + ": " + heard);
      assertEquals(1, heard.lines().filter(line -> !line.contains("[CLOSED]")).count(), heard);
      assertEquals(before, state(), command);
      answers.add(tagged.group(2));
      if (!say("NOOP").contains("EXISTS")) {
        say("SELECT INBOX");
      }
    }
    return answers;
  }

  /** All that could be different afterwards. */
  private List<String> state() {
    List<String> state = new ArrayList<>();
    for (Account account : List.of(bruno, stage.account)) {
      for (MailboxInfo info : account.mailboxes()) {
        state.add(account.name() + " " + info);
      }
    }
    state.add(stage.store.sharing().grants().toString());
    return state;
  }

  private void isNotListed() throws Exception {
    for (String list :
        List.of(
            "LIST \"\" *",
            "LIST \"\" Shared/bruno/%",
            "LIST (SUBSCRIBED) \"\" *",
            "LIST (SUBSCRIBED RECURSIVEMATCH) \"\" *",
            "LIST (SPECIAL-USE) \"\" *",
            "LIST \"\" (* %) RETURN (MYRIGHTS STATUS (MESSAGES))",
            "LSUB \"\" *")) {
      assertFalse(say(list).contains("Hidden"), list);
    }
  }

  @Test
  void nothingIsReachedWhereNothingIsShared() throws Exception {
    List<String> hidden = walk("Shared/bruno/Hidden");
    assertEquals(
        hidden, walk("Shared/bruno/Nowhere"), "a mailbox that is there, and one that is not");
    assertEquals(hidden, walk("Shared/bruno"));
    assertEquals(hidden, walk("Shared/bruno/INBOX"));
    assertEquals(hidden, walk("Shared/nobody/Hidden"));
    isNotListed();
    assertFalse(say("LIST \"\" *").contains("Shared"));
  }

  @Test
  void whatIsKeptBackFromASharedAccountDoesNotExist() throws Exception {
    stage.prepare("share", "bruno anna lrswite");
    stage.prepare("share", "bruno anna none Hidden");
    List<String> hidden = walk("Shared/bruno/Hidden");
    walk("Shared/bruno/Hidden/Deeper");
    assertEquals(hidden, walk("Shared/bruno/Nowhere"));
    isNotListed();
  }

  @Test
  void withoutLookupNoOtherRightIsOfUse() throws Exception {
    stage.prepare("share", "bruno anna rswipkxtea Hidden");
    assertEquals(
        walk("Shared/bruno/Nowhere").subList(0, 5), walk("Shared/bruno/Hidden").subList(0, 5));
    isNotListed();
  }

  @Test
  void whoMayOnlyLookUpLearnsTheNameAlone() throws Exception {
    stage.prepare("share", "bruno anna l Hidden");
    for (String command : all("Shared/bruno/Hidden")) {
      if (!command.startsWith("MYRIGHTS")) {
        String heard = say(command);
        assertTrue(heard.contains("a NO"), command + ": " + heard);
        assertFalse(heard.contains("EXISTS"), heard);
        say("SELECT INBOX");
      }
    }
    assertTrue(say("LIST \"\" *").contains("\"Shared/bruno/Hidden\""));
    assertTrue(say("LIST \"\" * RETURN (STATUS (MESSAGES))").contains("Shared/bruno/Hidden"));
    assertFalse(say("LIST \"\" * RETURN (STATUS (MESSAGES))").contains("STATUS \"Shared/bruno"));
  }

  @Test
  void whoMayReadChangesNothing() throws Exception {
    stage.prepare("share", "bruno anna lr");
    List<String> before = state();
    say("SELECT Shared/bruno");
    for (String command :
        List.of(
            "STORE 1 +FLAGS (\\Seen)",
            "STORE 1 FLAGS.SILENT ()",
            "UID STORE 1:* -FLAGS (\\Deleted)",
            "EXPUNGE",
            "UID EXPUNGE 1:*",
            "MOVE 1 INBOX",
            "UID MOVE 1 Shared/bruno/Trash",
            "COPY 1 Shared/bruno/Trash")) {
      String heard = say(command);
      assertTrue(heard.contains("a NO [NOPERM]"), command + ": " + heard);
    }
    assertTrue(say("FETCH 1:* BODY[]").contains("a OK"));
    assertTrue(say("CLOSE").contains("a OK"));
    assertEquals(before, state());
    assertEquals(Optional.empty(), bruno.mailbox(new MailboxName("Recoverable")));
  }
}
