package portineria.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How every {@link Connection} ends. */
public interface EndingContract extends ConnectionContract {

  @Test
  default void closingFromAnotherThreadEndsARead() throws Exception {
    CompletableFuture<Connection> reading = new CompletableFuture<>();
    Watched session =
        new Watched(
            c -> {
              reading.complete(c);
              return c.readLine(9);
            });
    Door door = doors().open(ConnectionContract.clear(), session);
    try (Peer peer = Peer.of(door)) {
      reading.get().close();
      assertThrows(IOException.class, session::result);
      assertEquals("", peer.rest());
    }
  }

  @Test
  default void closingFromAnotherThreadEndsAWaitAndABlockedWrite() throws Exception {
    BlockingQueue<Connection> writing = new ArrayBlockingQueue<>(1);
    Watched session =
        new Watched(
            c -> {
              writing.add(c);
              while (true) {
                c.write(new byte[65_536]);
              }
            });
    Door door = doors(TestLimits.closing(SHORT)).open(ConnectionContract.clear(), session);
    try (Peer _ = Peer.narrow(door, 4096)) {
      writing.take().close();
      assertThrows(IOException.class, session::result);
    }
    Watched waiting =
        new Watched(
            c -> {
              writing.add(c);
              return c.await(LONG);
            });
    Door other = doors().open(ConnectionContract.clear(), waiting);
    try (Peer _ = Peer.of(other)) {
      writing.take().close();
      assertThrows(IOException.class, waiting::result);
    }
  }

  @Test
  default void whenTheDoorClosesSessionsThatReadOrWaitMaySayGoodbye() throws Exception {
    BlockingQueue<Boolean> begun = new ArrayBlockingQueue<>(2);
    Watched session =
        new Watched(
            c -> {
              String way = ConnectionContract.text(c.readLine(9));
              begun.add(true);
              DoorClosed closed =
                  assertThrows(
                      DoorClosed.class,
                      () -> {
                        if (way.equals("wait")) {
                          c.await(LONG);
                        } else {
                          c.read(new byte[1], 0, 1);
                        }
                      });
              assertThrows(DoorClosed.class, () -> c.readLine(9));
              c.write("goodbye\r\n");
              return closed.getMessage();
            });
    Door door = doors().open(ConnectionContract.clear(), session);
    Thread closing = Thread.ofVirtual().unstarted(door::close);
    try (Peer reading = Peer.of(door).send("read\r\n");
        Peer waiting = Peer.of(door).send("wait\r\n")) {
      begun.take();
      begun.take();
      closing.start();
      assertEquals("goodbye\r\n", reading.rest());
      assertEquals("goodbye\r\n", waiting.rest());
      session.result();
      session.result();
    }
    closing.join();
  }

  /** A kernel that closes a socket with unread input sends a reset, and the last line is lost. */
  @Test
  default void theLastLineArrivesThoughTheClientSentMoreThanWasRead() throws Exception {
    Watched session =
        new Watched(
            c -> {
              c.readLine(9);
              c.write("* BYE enough\r\n");
              return "left";
            });
    Door door = doors().open(ConnectionContract.clear(), session);
    for (int i = 0; i < 50; i++) {
      try (Peer peer = Peer.of(door).send("one\r\n" + "more\r\n".repeat(20_000))) {
        assertEquals("* BYE enough\r\n", peer.rest());
      }
      assertEquals("left", session.result());
    }
  }

  @Test
  default void aSessionsBugEndsItsOwnConnectionOnly() throws Exception {
    Door door =
        doors()
            .open(
                ConnectionContract.clear(),
                c -> {
                  if (ConnectionContract.text(c.readLine(9)).equals("bug")) {
                    throw new IllegalStateException("a bug for the test");
                  }
                  c.write("fine\r\n");
                });
    try (Peer good = Peer.of(door);
        Peer bad = Peer.of(door).send("bug\r\n")) {
      assertEquals("", bad.rest());
      good.send("ok\r\n");
      assertEquals("fine", good.line());
    }
  }

  @Test
  default void aResetIsAnIoExceptionForItsSession() throws Exception {
    Watched session = new Watched(c -> c.readLine(9));
    Door door = doors().open(ConnectionContract.clear(), session);
    Peer.of(door).reset();
    assertThrows(IOException.class, session::result);
  }

  /** RFC 1939 §6: what QUIT does must be done though the client didn't wait for the answer. */
  @Test
  default void whatAClientSentBeforeItVanishedIsStillRead() throws Exception {
    BlockingQueue<String> go = new ArrayBlockingQueue<>(1);
    Watched session =
        new Watched(
            c -> {
              String first = ConnectionContract.text(c.readLine(9));
              go.take();
              return first + " " + ConnectionContract.text(c.readLine(9));
            });
    Door door = doors().open(ConnectionContract.clear(), session);
    Peer peer = Peer.of(door).send("DELE 1\r\nQUIT\r\n");
    peer.close();
    go.add("now");
    assertEquals("DELE 1 QUIT", session.result());
  }

  @Test
  default void connectionsSayWhoTheyAre() throws Exception {
    Watched session =
        new Watched(c -> c.remoteAddress().getHostAddress() + c.isLocal() + c.isSecure() + c.id());
    Door door = doors().open(ConnectionContract.clear(), session);
    try (Peer _ = Peer.from("127.0.0.5", door)) {
      assertEquals("127.0.0.5truefalseclear-1", session.result());
    }
    try (Peer _ = Peer.of(door)) {
      assertEquals("127.0.0.1truefalseclear-2", session.result());
    }
  }

  @Test
  default void octetsAreTheSameBothWays() throws Exception {
    byte[] every = new byte[256];
    for (int i = 0; i < every.length; i++) {
      every[i] = (byte) i;
    }
    Watched session =
        new Watched(
            c -> {
              byte[] read = new byte[256];
              for (int n = 0; n < 256; ) {
                n += c.read(read, n, 256 - n);
              }
              c.write(read);
              return "done";
            });
    Door door = doors().open(ConnectionContract.clear(), session);
    try (Peer peer = Peer.of(door).send(every)) {
      assertArrayEquals(every, peer.exactly(256));
    }
  }
}
