package portineria.pop3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import portineria.account.Authenticator;
import portineria.net.TlsOffer;
import portineria.pop3.command.Commands;
import portineria.store.Act;
import portineria.store.Actor;
import portineria.store.Digest;
import portineria.store.Erasure;
import portineria.transcript.Mails;

/** Damaged messages and bugs of ours. */
class Pop3TroubleTest {
  private final Pop3Stage stage = new Pop3Stage();

  @Test
  void aMessageThatCanNotBeReadIsRefusedAndTheOthersAreServed() throws Exception {
    stage.prepare("inbox", "2 messages");
    Dialogue dialogue = Dialogue.with(stage).loggedIn("secret");
    stage.store.damageAfter(0);
    assertEquals("-ERR [SYS/TEMP] message 1 can not be read\r\n", dialogue.say("RETR 1\r\n"));
    assertEquals("-ERR [SYS/TEMP] message 1 can not be read\r\n", dialogue.say("TOP 1 0\r\n"));
    stage.store.damageAfter(Long.MAX_VALUE);
    assertTrue(dialogue.say("RETR 2\r\n").startsWith("+OK 73 octets\r\n"));
    dialogue.end();
  }

  @Test
  void aMessageWhoseFileIsCutShortIsRefusedBeforeItsFirstOctet() throws Exception {
    byte[] octets = "x".repeat(50_000).getBytes(StandardCharsets.US_ASCII);
    Mails.append(stage.account, stage.inbox, octets, Set.of());
    Dialogue dialogue = Dialogue.with(stage).loggedIn("secret");
    stage.store.damageAfter(40_000);
    assertEquals("-ERR [SYS/TEMP] message 1 can not be read\r\n", dialogue.say("RETR 1\r\n"));
    assertTrue(dialogue.say("NOOP\r\n").startsWith("+OK"));
    dialogue.end();
  }

  @Test
  void halfAMessageIsNeverEndedAsIfItWereWhole() throws Exception {
    byte[] octets = "x".repeat(50_000).getBytes(StandardCharsets.US_ASCII);
    Mails.append(stage.account, stage.inbox, octets, Set.of());
    Dialogue dialogue = Dialogue.with(stage).loggedIn("secret");
    stage.store.damage(40_000, 41_000);
    String heard = dialogue.say("RETR 1\r\nNOOP\r\n");
    assertTrue(dialogue.isClosed());
    assertFalse(heard.contains("\r\n.\r\n"));
    assertFalse(heard.contains("still here"));
  }

  private void erase(int index) throws Exception {
    Digest digest = stage.account.digest(stage.inbox.view().message(index));
    Erasure.Target target = new Erasure.Target(stage.account.name(), digest);
    Erasure erasure =
        new Erasure(
            List.of(target),
            Erasure.Extent.EVERYWHERE,
            Act.of(Act.Kind.MAIL_ERASED, new Actor("", "cli")));
    stage.store.erase(erasure, (done, all) -> {});
  }

  @Test
  void aMessageThatWasErasedIsRefusedAndTheOthersAreServed() throws Exception {
    stage.prepare("inbox", "2 messages");
    Dialogue dialogue = Dialogue.with(stage).loggedIn("secret");
    erase(0);
    assertEquals("-ERR message 1 was erased\r\n", dialogue.say("RETR 1\r\n"));
    assertEquals("-ERR message 1 was erased\r\n", dialogue.say("TOP 1 0\r\n"));
    assertTrue(dialogue.say("RETR 2\r\n").startsWith("+OK 73 octets\r\n"));
    dialogue.end();
  }

  @Test
  void aBugIsAnsweredAndTheSessionLives() throws Exception {
    Authenticator broken =
        (credentials, from, door) -> {
          throw new IllegalStateException("a bug in a test");
        };
    Pop3Server server =
        new Pop3Server(
            stage.store,
            broken,
            new TlsOffer(true, () -> 0),
            Pop3Limits.standard(),
            Commands.table());
    Dialogue dialogue = new Dialogue(server, stage.connection(1));
    String heard = dialogue.say("USER anna\r\nPASS secret\r\nCAPA\r\n");
    assertTrue(heard.contains("-ERR [SYS/PERM] a fault in this server\r\n+OK"), heard);
    dialogue.end();
  }

  @Test
  void manyMessagesThatAreAskedForTogetherLeaveTogether() throws Exception {
    stage.prepare("inbox", "500 messages");
    Dialogue dialogue = Dialogue.with(stage).loggedIn("secret");
    StringBuilder all = new StringBuilder();
    for (int i = 1; i <= 500; i++) {
      all.append("RETR ").append(i).append("\r\n");
    }
    int before = dialogue.flushes();
    String heard = dialogue.say(all.toString());
    assertEquals(500, heard.lines().filter(line -> line.startsWith("+OK")).count());
    assertTrue(dialogue.flushes() - before <= 2, "not one packet for each");
    dialogue.end();
  }
}
