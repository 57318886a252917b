package portineria.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import portineria.net.Connection.Wait;

/** How every {@link Connection} waits on two sources. */
public interface WaitingContract extends ConnectionContract {

  @Test
  default void awaitTellsInputWakeUpTimeoutAndEnd() throws Exception {
    Watched session =
        new Watched(
            c -> {
              StringBuilder seen = new StringBuilder();
              seen.append(c.await(Duration.ofMillis(1))).append(' ');
              c.wake();
              c.wake();
              seen.append(c.await(LONG)).append(' ');
              seen.append(c.await(Duration.ofMillis(1))).append(' ');
              c.write("ready\r\n");
              seen.append(c.await(LONG)).append(' ');
              c.wake();
              seen.append(c.await(LONG)).append(' ');
              c.readLine(9);
              seen.append(c.await(LONG)).append(' ');
              c.write("over\r\n");
              return seen.append(c.await(LONG));
            });
    Door door = doors().open(ConnectionContract.clear(), session);
    try (Peer peer = Peer.of(door)) {
      assertEquals("ready", peer.line());
      peer.send("DONE\r\n");
      assertEquals("over", peer.line());
      peer.endOutput();
      assertEquals("TIMEOUT WOKEN TIMEOUT INPUT INPUT WOKEN END", session.result().toString());
    }
  }

  @Test
  default void noWakeUpIsEverLost() throws Exception {
    int rounds = 20_000;
    AtomicInteger committed = new AtomicInteger();
    AtomicInteger told = new AtomicInteger();
    CompletableFuture<Connection> listening = new CompletableFuture<>();
    Watched session =
        new Watched(
            c -> {
              listening.complete(c);
              while (told.get() < rounds) {
                assertEquals(Wait.WOKEN, c.await(LONG));
                told.set(committed.get());
              }
              return "all";
            });
    Door door = doors().open(ConnectionContract.clear(), session);
    try (Peer _ = Peer.of(door)) {
      Connection connection = listening.get();
      for (int i = 0; i < rounds; i++) {
        committed.incrementAndGet();
        connection.wake();
        while (i % 2 == 0 && told.get() <= i) {
          Thread.onSpinWait();
        }
      }
      assertEquals("all", session.result());
    }
  }

  @Test
  default void inputAndWakeUpsAtOnceAreBothHeard() throws Exception {
    int rounds = 3_000;
    AtomicInteger committed = new AtomicInteger();
    CompletableFuture<Connection> listening = new CompletableFuture<>();
    Watched session =
        new Watched(
            c -> {
              listening.complete(c);
              int lines = 0;
              int seen = 0;
              while (lines < rounds || seen < rounds) {
                switch (c.await(LONG)) {
                  case INPUT -> {
                    c.readLine(9);
                    lines++;
                  }
                  case WOKEN -> seen = committed.get();
                  case TIMEOUT -> throw new AssertionError("lines " + lines + " woken " + seen);
                  case END -> throw new AssertionError("no end was sent");
                }
              }
              return lines + " " + seen;
            });
    Door door = doors().open(ConnectionContract.clear(), session);
    try (Peer peer = Peer.of(door)) {
      Connection connection = listening.get();
      Thread waker =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < rounds; i++) {
                      committed.incrementAndGet();
                      connection.wake();
                    }
                  });
      for (int i = 0; i < rounds; i++) {
        peer.send("x\r\n");
      }
      assertEquals(rounds + " " + rounds, session.result());
      waker.join();
    }
  }
}
