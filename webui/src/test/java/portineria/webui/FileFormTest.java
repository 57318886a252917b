package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import portineria.webui.UpdateBook.Upload;

class FileFormTest {
  private static final String TYPE = "multipart/form-data; boundary=--x1";
  private static final int TEXT_MAX = 1000;
  private static final String HEAD =
      "----x1\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nabc\r\n"
          + "----x1\r\nContent-Disposition: form-data; name=\"città\"\r\n\r\nè\r\n"
          + "----x1\r\nContent-Type: application/x\r\n"
          + "Content-Disposition: form-data; name=\"file\"; filename=\"../a:b.update\"\r\n\r\n";
  private static final String TAIL = "\r\n----x1--\r\n";

  private final AtomicBoolean ended = new AtomicBoolean();

  private Form begin(InputStream in) throws IOException, Refused {
    return FileForm.begin(TYPE, in, TEXT_MAX, OptionalLong.of(7), () -> ended.set(true));
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Gives as much at a time as a seed draws, mostly little. */
  private static InputStream trickle(byte[] octets, SplittableRandom random) {
    return new ByteArrayInputStream(octets) {
      @Override
      public synchronized int read(byte[] into, int from, int length) {
        return super.read(
            into, from, Math.min(length, 1 + random.nextInt(1 << random.nextInt(17))));
      }
    };
  }

  /** Octets that look like the boundary again and again. */
  private static byte[] file(SplittableRandom random, int length) {
    byte[] looks = octets("\r\n----x\r\r\n----x2\r\n---");
    byte[] file = new byte[length];
    for (int i = 0; i < length; i++) {
      file[i] = looks[random.nextInt(20) == 0 ? random.nextInt(looks.length) : i % looks.length];
    }
    return file;
  }

  @Test
  void theFileIsWhatWasSentHoweverItComes() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    for (int length : List.of(0, 1, 5, 64 * 1024, 128 * 1024 - 3, 300_000)) {
      byte[] file = file(random, length);
      byte[] sent = Browser.joined(octets(HEAD), file, octets(TAIL));
      ended.set(false);
      Form form = begin(trickle(sent, random));
      assertEquals(Map.of("token", "abc", "città", "è"), form.fields());
      Upload upload = form.file().orElseThrow();
      assertEquals("_a_b.update", upload.name().replace("..", ""));
      assertEquals(7, upload.octets().getAsLong());
      assertArrayEquals(file, upload.content().readAllBytes());
      assertEquals(-1, upload.content().read());
      upload.content().close();
      assertTrue(ended.get());
    }
  }

  /** How much is read of a file without an end, before the page has asked for any of it. */
  @Test
  void noMoreOfTheFileIsReadThanWasAskedFor() throws Exception {
    long[] read = {0};
    InputStream endless =
        new InputStream() {
          private final InputStream head = new ByteArrayInputStream(octets(HEAD));

          @Override
          public int read() {
            throw new AssertionError("octet by octet");
          }

          @Override
          public int read(byte[] into, int from, int length) throws IOException {
            int got = head.read(into, from, length);
            if (got < 0) {
              Arrays.fill(into, from, from + length, (byte) '\r');
              got = length;
            }
            read[0] += got;
            return got;
          }
        };
    InputStream content = begin(endless).file().orElseThrow().content();
    assertTrue(read[0] <= 256 * 1024, "read: " + read[0]);
    byte[] piece = new byte[64 * 1024];
    for (long asked = 0; asked < 100_000_000; ) {
      asked += content.read(piece);
      assertTrue(read[0] <= asked + 256 * 1024, "read: " + read[0]);
    }
  }

  @Test
  void whatEndsInItsMiddleIsNotTheWholeFile() throws Exception {
    byte[] sent = octets(HEAD + "some of it\r\n----x");
    InputStream content = begin(new ByteArrayInputStream(sent)).file().orElseThrow().content();
    assertThrows(EOFException.class, content::readAllBytes);
    assertThrows(EOFException.class, content::close);
  }

  @Test
  void whatNobodyReadsIsPassedOver() throws Exception {
    byte[] sent = Browser.joined(octets(HEAD), new byte[1_000_000], octets(TAIL + "after it"));
    begin(new ByteArrayInputStream(sent)).file().orElseThrow().content().close();
    assertTrue(ended.get());
  }

  @Test
  void whatNoBrowserSendsIsRefused() {
    String field = "----x1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
    for (String sent :
        List.of(
            field + "y".repeat(TEXT_MAX) + TAIL,
            "y".repeat(TEXT_MAX + 1) + "\r\n" + HEAD + TAIL,
            "----x1 \r\n" + field,
            "----x1\r\nA: " + "b".repeat(5000) + "\r\n\r\n")) {

      assertThrows(Refused.class, () -> begin(new ByteArrayInputStream(octets(sent))), sent);
    }
    assertThrows(
        EOFException.class, () -> begin(new ByteArrayInputStream(octets("----x1\r\nA: b"))));
    assertThrows(
        Refused.class,
        () ->
            FileForm.begin(
                "multipart/form-data",
                InputStream.nullInputStream(),
                TEXT_MAX,
                OptionalLong.empty(),
                () -> {}));
  }
}
