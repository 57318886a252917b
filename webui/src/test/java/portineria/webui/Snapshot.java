package portineria.webui;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.BufferedImageOp;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** What a telephone sees of a sheet on a table: the sheet's code, as somebody held the camera. */
final class Snapshot {
  private static final Color TABLE = new Color(0x6b4a33);

  /** Pixels of a module on the sheet, before the camera sees it. */
  private static final int PRINTED = 8;

  /** Paper around the code, in modules. */
  private static final int PAPER = 10;

  private final BufferedImage image;

  private Snapshot(BufferedImage image) {
    this.image = image;
  }

  /** How it was held; angles in degrees, {@code module} in pixels. */
  record Held(int width, int height, double module, double angle, double skew, Light light) {
    static Held straight() {
      return new Held(1600, 1200, 8, 0, 0, Light.GOOD);
    }

    Held turned(double degrees) {
      return new Held(width, height, module, degrees, skew, light);
    }

    Held askew(double by) {
      return new Held(width, height, module, angle, by, light);
    }

    Held in(Light other) {
      return new Held(width, height, module, angle, skew, other);
    }

    Held of(int columns, int rows, double pixels) {
      return new Held(columns, rows, pixels, angle, skew, light);
    }
  }

  /** How bright the ink and the paper look. */
  record Light(int ink, int paper) {
    static final Light GOOD = new Light(25, 235);
    static final Light WEAK = new Light(95, 140);
  }

  static Snapshot of(String text, Held held) {
    return of(text, held, BufferedImage.TYPE_INT_RGB);
  }

  static Snapshot of(String text, Held held, int type) {
    BufferedImage sheet = sheet(code(text), held.light());
    BufferedImage image = new BufferedImage(held.width(), held.height(), type);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.setColor(TABLE);
    pen.fillRect(0, 0, held.width(), held.height());
    pen.translate(held.width() / 2.0, held.height() / 2.0);
    pen.rotate(Math.toRadians(held.angle()));
    pen.shear(held.skew(), held.skew() / 2);
    pen.scale(held.module() / PRINTED, held.module() / PRINTED);
    pen.drawImage(sheet, -sheet.getWidth() / 2, -sheet.getHeight() / 2, null);
    pen.dispose();
    return new Snapshot(image);
  }

  /** Paper with the code in its middle. */
  private static BufferedImage sheet(BitMatrix code, Light light) {
    int side = code.getWidth() + 2 * PAPER;
    BufferedImage sheet =
        new BufferedImage(side * PRINTED, side * PRINTED, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = sheet.createGraphics();
    pen.setColor(grey(light.paper()));
    pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    pen.setColor(grey(light.ink()));
    pen.scale(PRINTED, PRINTED);
    for (int y = 0; y < code.getHeight(); y++) {
      for (int x = 0; x < code.getWidth(); x++) {
        if (code.get(x, y)) {
          pen.fillRect(PAPER + x, PAPER + y, 1, 1);
        }
      }
    }
    pen.dispose();
    return sheet;
  }

  private static Color grey(int shade) {
    return new Color(shade, shade, shade);
  }

  /** As on the recovery sheet. */
  private static BitMatrix code(String text) {
    try {
      return new QRCodeWriter()
          .encode(
              text,
              BarcodeFormat.QR_CODE,
              0,
              0,
              Map.of(
                  EncodeHintType.ERROR_CORRECTION,
                  ErrorCorrectionLevel.Q,
                  EncodeHintType.MARGIN,
                  4));
    } catch (WriterException tooLong) {
      throw new IllegalArgumentException(tooLong);
    }
  }

  /** Out of focus by so many pixels. */
  Snapshot blurred(int pixels) {
    float[] mean = new float[pixels * pixels];
    Arrays.fill(mean, 1f / mean.length);
    BufferedImageOp blur =
        new ConvolveOp(new Kernel(pixels, pixels, mean), ConvolveOp.EDGE_NO_OP, null);
    return new Snapshot(blur.filter(image, null));
  }

  /** As in the dark, the same each time. */
  Snapshot noisy(double by) {
    Random random = new Random(11);
    BufferedImage noisy =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int shade = (int) ((image.getRGB(x, y) & 0xff) + by * random.nextGaussian());
        int within = Math.clamp(shade, 0, 255);
        noisy.setRGB(x, y, within << 16 | within << 8 | within);
      }
    }
    return new Snapshot(noisy);
  }

  byte[] png() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  byte[] jpeg() throws IOException {
    return jpeg(false);
  }

  byte[] jpeg(boolean progressive) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    how.setProgressiveMode(
        progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
    how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    how.setCompressionQuality(0.7f);
    try (ImageOutputStream to = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(to);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
