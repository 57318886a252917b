package portineria.webui;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import portineria.webui.Refused.Why;

/**
 * The QR code in a photo, held as it may be: turned, askew, from some way off, blurred or noisy.
 *
 * <p>It is looked for in small copies first and in larger ones then: in a small one noise is gone,
 * and in a large one a code that is far away has still a few pixels for each of its modules.
 */
final class PhotoCode {
  /** Of the copies. */
  private static final int[] PIXELS = {700_000, 300_000, 2_500_000, Picture.PIXELS_MAX};

  private static final Map<DecodeHintType, ?> HINTS =
      Map.of(
          DecodeHintType.POSSIBLE_FORMATS,
          List.of(BarcodeFormat.QR_CODE),
          DecodeHintType.TRY_HARDER,
          true);

  private PhotoCode() {}

  /**
   * Its text.
   *
   * @param photo JPEG or PNG
   * @throws Refused with why there is none
   */
  static String read(ByteBuffer photo) throws Refused {
    Picture whole = PictureFile.read(photo);
    Set<Integer> seen = new HashSet<>();
    for (int pixels : PIXELS) {
      Picture picture = whole.reducedTo(pixels);
      if (seen.add(picture.width())) {
        Optional<String> text = in(picture);
        if (text.isPresent()) {
          return text.get();
        }
      }
    }
    throw new Refused(Why.PHOTO_NO_CODE);
  }

  /** Light by its neighbourhood, as on paper in a room; then by the whole, as on a screen. */
  private static Optional<String> in(Picture picture) {
    LuminanceSource light = picture.light();
    return decoded(new BinaryBitmap(new HybridBinarizer(light)))
        .or(() -> decoded(new BinaryBitmap(new GlobalHistogramBinarizer(light))));
  }

  private static Optional<String> decoded(BinaryBitmap bitmap) {
    MultiFormatReader reader = new MultiFormatReader();
    reader.setHints(HINTS);
    try {
      return Optional.of(reader.decodeWithState(bitmap).getText());
    } catch (NotFoundException none) {
      return Optional.empty();
    } catch (ArithmeticException | IndexOutOfBoundsException | IllegalArgumentException strange) {
      // The library stumbles over patterns that look like a code and are none.
      return Optional.empty();
    }
  }
}
