package portineria.net.mina;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portineria.net.Connection;
import portineria.net.ConnectionContract;
import portineria.net.Door;
import portineria.net.Limits;
import portineria.net.Peer;
import portineria.net.tls.ServerTls;
import portineria.net.tls.TestTls;

/** Large streams both ways at once: each octet arrives, in order, and nothing gets stuck. */
@Timeout(300)
class MinaTransferTest {
  @TempDir static Path keys;
  private static ServerTls tls;

  @BeforeAll
  static void makeKeys() {
    tls = TestTls.in(keys);
  }

  @ParameterizedTest
  @CsvSource({"false, 64", "true, 64"})
  void whatGoesInComesOutAgain(boolean secured, int megaoctets) throws Exception {
    echo(secured, megaoctets * 1_000_000L);
  }

  /** Of TLS less: without the JVM's second compiler it costs a second for some megaoctets. */
  @Tag("long")
  @ParameterizedTest
  @CsvSource({"false, 2000", "true, 200"})
  void veryMuchGoesInAndComesOutAgain(boolean secured, int megaoctets) throws Exception {
    echo(secured, megaoctets * 1_000_000L);
  }

  private static void echo(boolean secured, long total) throws Exception {
    long seed = new Random().nextLong();
    System.out.println("MinaTransferTest seed=" + seed);
    try (MinaDoors doors = new MinaDoors(Limits.standard(), tls)) {
      Door door =
          doors.open(
              secured ? ConnectionContract.implicit() : ConnectionContract.clear(),
              c -> returnAll(c, total, new Random(seed)));
      try (Peer plain = Peer.of(door);
          Peer peer = secured ? plain.secured(TestTls.clientOf(tls)) : plain) {
        CompletableFuture<Long> sent = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> sent.completeAsync(() -> send(peer, total, seed)));
        assertEquals(receive(peer, total), sent.get());
      }
    }
  }

  /** Reads and writes in pieces of all sizes. */
  private static void returnAll(Connection c, long total, Random random) throws IOException {
    byte[] block = new byte[100_000];
    for (long left = total; left > 0; ) {
      int most = 1 + random.nextInt(random.nextInt(10) == 0 ? block.length : 5_000);
      int count = c.read(block, 0, (int) Math.min(left, most));
      if (count < 0) {
        throw new EOFException("at " + left);
      }
      c.write(block, 0, count);
      left -= count;
      if (random.nextInt(20) == 0) {
        c.flush();
      }
    }
  }

  private static long send(Peer peer, long total, long seed) {
    CRC32 sum = new CRC32();
    Random random = new Random(seed + 1);
    byte[] block = new byte[70_000];
    random.nextBytes(block);
    try {
      OutputStream out = peer.socket().getOutputStream();
      for (long left = total; left > 0; ) {
        int count = (int) Math.min(left, 1 + random.nextInt(block.length));
        block[0]++;
        out.write(block, 0, count);
        sum.update(block, 0, count);
        left -= count;
      }
      return sum.getValue();
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static long receive(Peer peer, long total) throws IOException {
    CRC32 sum = new CRC32();
    byte[] block = new byte[65_536];
    InputStream in = peer.socket().getInputStream();
    for (long left = total; left > 0; ) {
      int count = in.read(block, 0, (int) Math.min(left, block.length));
      if (count < 0) {
        throw new EOFException("at " + left);
      }
      sum.update(block, 0, count);
      left -= count;
    }
    return sum.getValue();
  }
}
