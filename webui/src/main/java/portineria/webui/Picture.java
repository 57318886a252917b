package portineria.webui;

import com.google.zxing.LuminanceSource;
import com.google.zxing.PlanarYUVLuminanceSource;
import java.util.Arrays;

/** A picture in shades of grey, row by row from the top. */
final class Picture {
  /** One octet each: what the box can spare for a moment. */
  static final int PIXELS_MAX = 12_000_000;

  private final byte[] shades;
  private final int width;
  private final int height;

  /**
   * Without a copy.
   *
   * @param shades from 0, black, to 255, white
   */
  Picture(byte[] shades, int width, int height) {
    if (shades.length != width * height) {
      throw new IllegalArgumentException("not a picture of " + width + "x" + height);
    }
    this.shades = shades;
    this.width = width;
    this.height = height;
  }

  int width() {
    return width;
  }

  /** As the library that knows QR codes takes it. */
  LuminanceSource light() {
    return new PlanarYUVLuminanceSource(shades, width, height, 0, 0, width, height, false);
  }

  /** Each pixel the mean of a square, so that there are no more than so many; itself if it fits. */
  Picture reducedTo(int pixels) {
    int side = 1;
    while ((long) (width / side) * (height / side) > pixels) {
      side++;
    }
    return side == 1 ? this : reduced(side, width / side, height / side);
  }

  private Picture reduced(int side, int columns, int rows) {
    byte[] means = new byte[columns * rows];
    int[] sums = new int[columns];
    for (int row = 0; row < rows; row++) {
      Arrays.fill(sums, 0);
      for (int y = row * side; y < (row + 1) * side; y++) {
        for (int x = 0; x < columns * side; x++) {
          sums[x / side] += shades[y * width + x] & 0xff;
        }
      }
      for (int column = 0; column < columns; column++) {
        means[row * columns + column] = (byte) (sums[column] / (side * side));
      }
    }
    return new Picture(means, columns, rows);
  }
}
