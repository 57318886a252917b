package portineria.backup;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.List;
import java.util.Map;

/**
 * The page with the recovery words, to be printed and kept. It needs nothing from elsewhere: the QR
 * code, for a telephone to read in an emergency, is drawn in it.
 */
public final class RecoverySheet {
  /** White around the code, in modules: ISO/IEC 18004 asks for four. */
  private static final int MARGIN = 4;

  private static final String BEGIN =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>Portineria: recovery sheet</title>
      <style>
      body { font: 12pt sans-serif; max-width: 18cm; margin: 1cm auto; }
      ol { columns: 4; font: bold 15pt monospace; line-height: 1.8; }
      svg { width: 5cm; }
      pre { font-size: 10pt; }
      </style>
      </head>
      <body>
      <h1>Portineria: recovery sheet</h1>
      <p>Without these 24 words nobody can read the backups of this box, not even who made it.
      Print this page, and keep it where neither the box nor the backup disk is.</p>
      <p lang="it">Senza queste 24 parole nessuno può leggere i backup di questo apparecchio.
      Stampare questo foglio e conservarlo lontano dall'apparecchio e dal disco di backup.</p>
      """;

  private static final String END =
      """
      <p>To bring all back to a new box: write the words into a file, in this order, and give</p>
      <pre>portineria restore --from DISK-OR-URL --key-file FILE</pre>
      <p>The backups are ordinary restic repositories (restic.net): their password is these words
      in small letters, in this order, with one blank between them.</p>
      </body>
      </html>
      """;

  private RecoverySheet() {}

  /** The page in HTML, line by line. */
  public static List<String> page(RecoveryWords words) {
    StringBuilder page = new StringBuilder(BEGIN);
    page.append("<ol>\n");
    words.words().forEach(word -> page.append("<li>").append(word).append("</li>\n"));
    page.append("</ol>\n").append(drawn(code(words))).append('\n').append(END);
    return page.toString().lines().toList();
  }

  private static BitMatrix code(RecoveryWords words) {
    try {
      return new QRCodeWriter()
          .encode(
              words.text(),
              BarcodeFormat.QR_CODE,
              0,
              0,
              Map.of(
                  EncodeHintType.ERROR_CORRECTION,
                  ErrorCorrectionLevel.Q,
                  EncodeHintType.MARGIN,
                  MARGIN));
    } catch (WriterException impossible) {
      throw new AssertionError("119 letters and blanks fit", impossible);
    }
  }

  private static String drawn(BitMatrix code) {
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.getHeight(); y++) {
      for (int x = 0; x < code.getWidth(); x++) {
        if (code.get(x, y)) {
          path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
        }
      }
    }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
        + code.getWidth()
        + " "
        + code.getHeight()
        + "\"><path d=\""
        + path
        + "\"/></svg>";
  }
}
