package portineria.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OctetsTest {
  private final Octets octets = Mails.raw("0123456789");

  @Test
  void aSliceIsARangeOfTheWhole() {
    assertEquals("345", Mails.text(octets.slice(3, 3)));
    assertEquals("45", Mails.text(octets.slice(3, 5).slice(1, 2)));
    assertEquals("", Mails.text(octets.slice(10, 0)));
    assertThrows(IndexOutOfBoundsException.class, () -> octets.slice(8, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> octets.slice(0, 5).slice(2, 4));
  }

  @Test
  void aReadStopsAtTheEnd() throws IOException {
    byte[] target = new byte[8];
    assertEquals(2, octets.read(8, target, 3, 5));
    assertEquals('8', target[3]);
    assertEquals(-1, octets.read(10, target, 0, 1));
    assertEquals(1, octets.slice(0, 4).read(3, target, 0, 8));
    assertEquals(-1, octets.slice(0, 4).read(4, target, 0, 8));
  }

  @Test
  void aStreamGivesAllOfThemInOrder() throws IOException {
    try (InputStream in = octets.stream()) {
      assertEquals(10, in.available());
      assertEquals('0', in.read());
      assertEquals(3, in.skip(3));
      assertEquals("456789", new String(in.readAllBytes(), StandardCharsets.US_ASCII));
      assertEquals(-1, in.read());
      assertEquals(0, in.skip(1));
    }
  }
}
