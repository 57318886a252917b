package portineria.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import portineria.transcript.MemoryConnection;

/** What can be switched off for an account is what the server offers, and nothing else. */
class WithheldTest {
  private static final Set<String> FIXED =
      Set.of("IMAP4rev1", "LITERAL+", "SASL-IR", "ID", "ENABLE");

  @Test
  void whateverIsOfferedAfterLoginCanBeSwitchedOffByItselfOrWithWhatItBelongsTo() throws Exception {
    Set<String> left = new TreeSet<>(offered(Set.copyOf(Withheld.switchable())));
    assertEquals(new TreeSet<>(FIXED), left);
  }

  @Test
  void whateverCanBeSwitchedOffIsOffered() throws Exception {
    List<String> all = offered(Set.of());
    for (String word : Withheld.switchable()) {
      assertTrue(all.stream().anyMatch(one -> one.replaceFirst("LIMIT=.*", "LIMIT").equals(word)));
      assertTrue(Withheld.of(Set.of(word)).without(String.join(" ", all)).length() > 100, word);
    }
    assertEquals(all, offered(Set.of("NO-SUCH-WORD", "IMAP4rev1", "ID")));
  }

  private static List<String> offered(Set<String> withheld) throws Exception {
    ImapStage stage = new ImapStage();
    stage.store.directory().withhold("anna", withheld);
    MemoryConnection connection = stage.connection(1);
    connection.send("a LOGIN anna secret\r\nb LOGOUT\r\n".getBytes(StandardCharsets.UTF_8));
    stage.serve(connection);
    connection.flush();
    String heard = new String(connection.takeOutput(), StandardCharsets.UTF_8);
    String list = heard.substring(heard.indexOf("a OK [CAPABILITY ") + 17);
    return List.of(list.substring(0, list.indexOf(']')).split(" "));
  }
}
