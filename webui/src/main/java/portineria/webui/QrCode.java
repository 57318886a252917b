package portineria.webui;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.Map;

/** A QR code, drawn in the page itself, for a telephone to read. */
final class QrCode {
  /** White around it, in modules: ISO/IEC 18004 asks for four. */
  private static final int MARGIN = 4;

  private QrCode() {}

  /**
   * An {@code svg} element of nothing but our own markup and numbers.
   *
   * @param text at most some hundred characters
   */
  static String svg(String text) {
    BitMatrix code = encoded(text);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.getHeight(); y++) {
      for (int x = 0; x < code.getWidth(); x++) {
        if (code.get(x, y)) {
          path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
        }
      }
    }
    return "<svg class=\"qr\" aria-hidden=\"true\" viewBox=\"0 0 "
        + code.getWidth()
        + " "
        + code.getHeight()
        + "\"><path d=\""
        + path
        + "\"/></svg>";
  }

  private static BitMatrix encoded(String text) {
    try {
      return new QRCodeWriter()
          .encode(text, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, MARGIN));
    } catch (WriterException tooLong) {
      throw new IllegalArgumentException("too much for a QR code", tooLong);
    }
  }
}
