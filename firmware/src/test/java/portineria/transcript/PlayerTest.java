package portineria.transcript;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import portineria.net.Connection;
import portineria.net.IdleTimeout;

/** A transcript must fail when the server says less, more or anything else. */
class PlayerTest {

  /** Repeats each line to everybody; {@code bye} ends. */
  private static final class Echo implements Stage {
    private static final byte[] BYE = {'b', 'y', 'e'};
    private final List<Connection> all = new CopyOnWriteArrayList<>();

    @Override
    public void prepare(String subject, String text) {}

    @Override
    public List<String> opening(int client) {
      return List.of("S" + client + ": hello");
    }

    @Override
    public void serve(Connection connection) throws IOException {
      all.add(connection);
      connection.timeout(Duration.ofMinutes(10));
      connection.write("hello\r\n");
      connection.flush();
      try {
        for (byte[] line = connection.readLine(100);
            !Arrays.equals(line, BYE);
            line = connection.readLine(100)) {
          for (Connection one : all) {
            one.write(line);
            one.write("\r\n");
            one.flush();
          }
        }
      } catch (IdleTimeout e) {
        connection.write("too late\r\n");
        connection.flush();
      } catch (EOFException e) {
        all.remove(connection);
      }
    }
  }

  private static void play(String dialogue) throws Exception {
    Player.play(Transcript.parse("test", "title\n\n" + dialogue), new Echo());
  }

  private static void fails(String dialogue, String because) {
    AssertionError error = assertThrows(AssertionError.class, () -> play(dialogue));
    assertTrue(error.getMessage().contains(because), error.getMessage());
  }

  @Test
  void whatIsSaidIsExpected() {
    assertDoesNotThrow(() -> play("C1: one\nC1: two\nS1: one\nS1: t..."));
    assertDoesNotThrow(() -> play("C1: \nS1:\nC2: x␀⟨ff⟩ù\nS2: x␀...\nS1: x␀..."));
    assertDoesNotThrow(() -> play("C1: o␃\nC1: ne⟨e8⟩␊bye\nS1: one⟨e8⟩\nS1: (closes)"));
    assertDoesNotThrow(() -> play("C1: one\nC1: two\nS1: (anything)\nS1: two"));
    assertDoesNotThrow(() -> play("C1: one\nC1: two\nS1: (anything)"));
  }

  @Test
  void timePassesWithoutWaiting() {
    assertDoesNotThrow(() -> play("C1: (silent for 9 minutes)\nC1: one\nS1: one"));
    assertDoesNotThrow(() -> play("C1: (silent for 10 minutes)\nS1: too late\nS1: (closes)"));
    assertDoesNotThrow(() -> play("C1: (hangs up)\nS1: (closes)"));
  }

  @Test
  void lessMoreOrAnythingElseIsAFailure() {
    fails("C1: one\nS1: two", "expected: two");
    fails("C1: one\nS1: one\nS1: one", "says nothing more");
    fails("C1: one\nC1: two\nS1: one\nC1: three", "also says: two");
    fails("C1: one\nS1: (closes)", "also says: one");
    fails("C1: one\nS1: one\nS1: (closes)", "has not closed");
    fails("C1: bye\nS1: bye", "and has closed");
    fails("C1: one\nS1: (anything)\nS1: two", "says nothing more");
  }
}
