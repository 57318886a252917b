package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portineria.webui.Refused.Why;
import portineria.webui.Snapshot.Held;
import portineria.webui.Snapshot.Light;

/** The code of the recovery sheet in photos as people take them, and in what is none. */
@Timeout(120)
class PhotoCodeTest {
  private static final String WORDS = String.join(" ", FakeAppliance.WORDS);

  private static String read(byte[] photo) throws Refused {
    return PhotoCode.read(ByteBuffer.wrap(photo));
  }

  private static Why refused(byte[] photo) {
    return assertThrows(Refused.class, () -> read(photo)).why();
  }

  @Test
  void itIsReadHoweverTheTelephoneIsHeld() throws Exception {
    for (int angle : new int[] {0, 90, 180, 270, 17, 45}) {
      Snapshot photo = Snapshot.of(WORDS, Held.straight().turned(angle));
      assertEquals(WORDS, read(photo.jpeg()), "turned by " + angle);
    }
    assertEquals(WORDS, read(Snapshot.of(WORDS, Held.straight().askew(0.15)).jpeg()));
    assertEquals(WORDS, read(Snapshot.of(WORDS, Held.straight().turned(100).askew(0.1)).jpeg()));
  }

  @Test
  void itIsReadInPoorLightAndOutOfFocus() throws Exception {
    Snapshot weak = Snapshot.of(WORDS, Held.straight().in(Light.WEAK).turned(5));
    assertEquals(WORDS, read(weak.jpeg()));
    assertEquals(WORDS, read(weak.noisy(14).jpeg()));
    Snapshot good = Snapshot.of(WORDS, Held.straight().turned(-8));
    assertEquals(WORDS, read(good.blurred(7).jpeg()));
    assertEquals(WORDS, read(good.noisy(60).jpeg()));
    assertEquals(WORDS, read(good.blurred(5).noisy(30).jpeg()));
  }

  @Test
  void itIsReadFromFarAndFromNear() throws Exception {
    assertEquals(WORDS, read(Snapshot.of(WORDS, Held.straight().of(4000, 3000, 5)).jpeg()));
    assertEquals(WORDS, read(Snapshot.of(WORDS, Held.straight().of(640, 480, 4)).jpeg()));
  }

  /** 48 million pixels are never in memory at once. */
  @Test
  void theLargestTelephonesAreUnderstood() throws Exception {
    Held held = Held.straight().of(8000, 6000, 40).turned(90);
    byte[] photo = Snapshot.of(WORDS, held, BufferedImage.TYPE_BYTE_GRAY).jpeg();
    assertTrue(PictureFile.read(ByteBuffer.wrap(photo)).width() <= 4000);
    assertEquals(WORDS, read(photo));
  }

  @Test
  void otherKindsOfPicturesAreRead() throws Exception {
    Held held = Held.straight();
    for (int type :
        new int[] {
          BufferedImage.TYPE_INT_RGB,
          BufferedImage.TYPE_INT_ARGB,
          BufferedImage.TYPE_BYTE_GRAY,
          BufferedImage.TYPE_USHORT_GRAY,
          BufferedImage.TYPE_BYTE_BINARY
        }) {
      assertEquals(WORDS, read(Snapshot.of(WORDS, held, type).png()), "type " + type);
    }
    assertEquals(WORDS, read(Snapshot.of(WORDS, held).jpeg(true)), "progressive");
  }

  @Test
  void whatHasNoCodeIsRefused() throws Exception {
    Snapshot far = Snapshot.of(WORDS, Held.straight().of(800, 600, 0.7));
    assertEquals(Why.PHOTO_NO_CODE, refused(far.jpeg()));
    assertEquals(
        Why.PHOTO_NO_CODE,
        refused(Snapshot.of(WORDS, Held.straight().of(640, 480, 4)).blurred(15).jpeg()));
  }

  @Test
  void whatIsNoPhotoIsRefused() {
    assertEquals(Why.PHOTO_HEIC, refused(octets("0000001866747970" + "68656963" + "00000000")));
    assertEquals(Why.PHOTO_HEIC, refused(octets("0000001c66747970" + "6d696631" + "00000000")));
    assertEquals(Why.PHOTO_KIND, refused(octets("474946383961" + "00".repeat(20))));
    assertEquals(Why.PHOTO_KIND, refused(octets("5249464600000000" + "57454250" + "00")));
    assertEquals(Why.PHOTO_KIND, refused("%PDF-1.7".getBytes(StandardCharsets.US_ASCII)));
    assertEquals(Why.PHOTO_KIND, refused(octets("00")));
    assertEquals(Why.PHOTO_BROKEN, refused(octets("ffd8ffe0")));
    assertEquals(Why.PHOTO_BROKEN, refused(octets("89504e470d0a1a0a")));
  }

  private static byte[] octets(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  /** A small file that says that it is huge must not cost what it says. */
  @Test
  void bombsAreRefusedBeforeTheyAreRead() throws Exception {
    byte[] png = Snapshot.of(WORDS, Held.straight()).png();
    ByteBuffer.wrap(png).putInt(16, 30_000).putInt(20, 30_000);
    crc(png);
    assertEquals(Why.PHOTO_LARGE, refused(png));
    byte[] jpeg = Snapshot.of(WORDS, Held.straight()).jpeg();
    size(jpeg, 0xc0, 30_000, 30_000);
    assertEquals(Why.PHOTO_LARGE, refused(jpeg));
    size(jpeg, 0xc0, 0, 30_000);
    assertEquals(Why.PHOTO_BROKEN, refused(jpeg));
    // Decoded as a whole, and not in the heap.
    byte[] progressive = Snapshot.of(WORDS, Held.straight()).jpeg(true);
    size(progressive, 0xc2, 6000, 6000);
    assertEquals(Why.PHOTO_LARGE, refused(progressive));
    byte[] scans = Snapshot.of(WORDS, Held.straight()).jpeg(true);
    byte[] more = Arrays.copyOf(scans, scans.length + 200);
    for (int i = scans.length; i < more.length; i += 2) {
      more[i] = (byte) 0xff;
      more[i + 1] = (byte) 0xda;
    }
    assertEquals(Why.PHOTO_LARGE, refused(more));
  }

  /** PNG §5.5, of the first chunk. */
  private static void crc(byte[] png) {
    CRC32 sum = new CRC32();
    sum.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());
  }

  private static void size(byte[] jpeg, int frame, int width, int height) {
    int at = 0;
    while (jpeg[at] != (byte) 0xff || jpeg[at + 1] != (byte) frame) {
      at++;
    }
    ByteBuffer.wrap(jpeg).putShort(at + 5, (short) height).putShort(at + 7, (short) width);
  }

  @Test
  void anyOctetsGiveATextOrARefusal() throws Exception {
    SplittableRandom random = new SplittableRandom(5);
    Held small = Held.straight().of(300, 300, 3);
    byte[][] photos = {
      Snapshot.of(WORDS, small).jpeg(),
      Snapshot.of(WORDS, small).png(),
      Snapshot.of(WORDS, small).jpeg(true)
    };
    for (int i = 0; i < 300; i++) {
      byte[] photo = photos[i % photos.length];
      byte[] bent = Arrays.copyOf(photo, i % 5 == 0 ? random.nextInt(photo.length) : photo.length);
      for (int j = random.nextInt(8); j > 0 && bent.length > 0; j--) {
        int among = i % 2 == 0 ? Math.min(bent.length, 700) : bent.length;
        bent[random.nextInt(among)] = (byte) random.nextInt(256);
      }
      try {
        read(bent);
      } catch (Refused refused) {
        assertTrue(refused.why().name().startsWith("PHOTO_"), refused::toString);
      }
    }
  }
}
