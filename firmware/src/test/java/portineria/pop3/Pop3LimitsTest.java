package portineria.pop3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Each limit of {@link Pop3Limits} is hit; the idle times are in the transcripts. */
class Pop3LimitsTest {
  private final Pop3Stage stage = new Pop3Stage();

  @Test
  void aLineThatIsTooLongIsRefusedAndTheNextIsHeard() throws Exception {
    int max = Pop3Limits.standard().lineOctetsMax();
    Dialogue dialogue = Dialogue.with(stage);
    String longest = "USER " + "x".repeat(max - 5);
    assertTrue(dialogue.say(longest + "\r\n").startsWith("-ERR say a name"));
    assertTrue(
        dialogue.say(longest + "x\r\nCAPA\r\n").startsWith("-ERR this line is too long\r\n+OK"));
    assertTrue(
        dialogue.say("AUTH PLAIN\r\n" + "x".repeat(max + 1) + "\r\n").endsWith("too long\r\n"));
    assertTrue(dialogue.say("USER anna\r\nPASS secret\r\n").endsWith("0 messages\r\n"));
    dialogue.end();
  }

  @Test
  void theLongestNameAndPasswordFitInOneLine() throws Exception {
    String name = "n".repeat(512);
    String message = "\0" + name + "\0" + "é".repeat(512);
    String base64 = Base64.getEncoder().encodeToString(message.getBytes(UTF_8));
    Dialogue dialogue = Dialogue.with(stage);
    assertTrue(dialogue.say("AUTH PLAIN " + base64 + "\r\n").startsWith("-ERR [AUTH]"));
    String longer = Base64.getEncoder().encodeToString((message + "x").getBytes(UTF_8));
    assertTrue(dialogue.say("AUTH PLAIN " + longer + "\r\n").startsWith("-ERR this is no answer"));
    String login = "AUTH LOGIN bg==\r\n" + Base64.getEncoder().encodeToString(new byte[513]);
    assertTrue(dialogue.say(login + "\r\n").endsWith("-ERR a name or password is too long\r\n"));
    assertTrue(dialogue.say("PASS " + "p".repeat(513) + "\r\n").startsWith("-ERR say a password"));
    dialogue.end();
  }

  @Test
  void badCommandsInARowEndTheSession() throws Exception {
    int max = Pop3Limits.standard().badCommandsMax();
    Dialogue dialogue = Dialogue.with(stage).loggedIn("secret");
    dialogue.say("XTND\r\n".repeat(max - 1) + "NOOP\r\n" + "XTND\r\n".repeat(max - 1));
    assertTrue(dialogue.say("NOOP\r\n").startsWith("+OK"));
    String last = dialogue.say("XTND\r\n".repeat(max) + "NOOP\r\n");
    assertTrue(last.endsWith("-ERR too many bad commands\r\n"), last);
    assertTrue(dialogue.isClosed());
  }

  @Test
  void whoOnlyTalksAndNeverLogsInIsSentAway() throws Exception {
    int max = Pop3Limits.standard().commandsBeforeLoginMax();
    Dialogue dialogue = Dialogue.with(stage);
    String first = dialogue.say("UTF8\r\n".repeat(max));
    assertEquals(max, first.lines().filter(line -> line.startsWith("+OK")).count());
    String last = dialogue.say("UTF8\r\nUTF8\r\n");
    assertEquals("-ERR too many commands without a login\r\n", last);
    assertTrue(dialogue.isClosed());
  }

  @Test
  void limitsThatNoSessionCanKeepAreNone() {
    Duration idle = Duration.ofMinutes(10);
    assertThrows(IllegalArgumentException.class, () -> new Pop3Limits(254, 1, 1, 1, 1, idle));
    assertThrows(IllegalArgumentException.class, () -> new Pop3Limits(255, 0, 1, 1, 1, idle));
    assertThrows(
        IllegalArgumentException.class, () -> new Pop3Limits(255, 1, 1, 1, 1, Duration.ZERO));
  }
}
