package portineria.store.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Digest;
import portineria.store.Incoming;
import portineria.store.Refusal;

/** 100 MB go in and out of a program that has 64 MB. */
class LargeMessageTest {
  private static final long SIZE = 100_000_000;

  @TempDir Path data;

  @Test
  @Tag("long")
  void aHundredMegabytesPassThroughASmallHeap() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:MaxDirectMemorySize=16m",
                "-ea",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                data.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertEquals("identical\n", output);
  }

  /** What runs in the small heap. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws IOException, Refusal {
      Disk disk = new FolderDisk(Path.of(arguments[0]));
      LittleStore store = LittleStore.on(disk, Limits.DEFAULT);
      byte[] piece = new byte[64 * 1024];
      Random random = new Random(1);
      MessageDigest sent = Digest.sha256();
      Location place;
      try (Incoming incoming = store.spool.incoming(SIZE)) {
        for (long left = SIZE; left > 0; left -= piece.length) {
          int length = (int) Math.min(left, piece.length);
          random.nextBytes(piece);
          sent.update(piece, 0, length);
          incoming.write(piece, 0, length);
        }
        Parcel parcel = (Parcel) incoming.finish();
        parcel.address(LittleStore.label());
        place = store.volumes.append(parcel);
        store.volumes.sync();
      }
      boolean same = digest(store, place).equals(HexFormat.of().formatHex(sent.digest()));
      boolean[] whole = {false};
      store.volumes.verify(
          store.volumes.position(), found -> whole[0] = found instanceof Found.Message);
      System.out.println(same && whole[0] && place.size() == SIZE ? "identical" : "different");
    }

    private static String digest(LittleStore store, Location place) throws IOException {
      MessageDigest received = Digest.sha256();
      byte[] buffer = new byte[8192];
      try (InputStream stream = store.volumes.octets(place).stream()) {
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
          received.update(buffer, 0, count);
        }
      }
      return HexFormat.of().formatHex(received.digest());
    }
  }
}
