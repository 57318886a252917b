package portineria.webui;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageInputStreamImpl;
import portineria.webui.Refused.Why;

/**
 * A picture as telephones and computers make it, JPEG or PNG, read by the JDK into shades of grey.
 *
 * <p>What it would take is known before it is read: its size from its beginning, and for JPEG
 * whether it has to be in memory as a whole (ITU-T T.81: progressive, or one scan for each colour).
 * A large one is read coarsely, every second or third row and column, and at no time is it in
 * memory as it is. A headless JRE has all that is needed.
 */
final class PictureFile {
  /** Telephones make 12 to 50 million. */
  private static final long PIXELS_MAX = 64_000_000;

  /** Of a JPEG that is decoded as a whole: six octets each, outside of the heap. */
  private static final long WHOLE_PIXELS_MAX = 16_000_000;

  /** What no camera makes, and would keep the box busy for hours. */
  private static final int SCANS_MAX = 64;

  /** Octets of the picture in memory. */
  private static final int READ_OCTETS_MAX = Picture.PIXELS_MAX;

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /** ISO/IEC 14496-12 §4.3, 23008-12: how the files of telephones begin, from the fifth octet. */
  private static final Set<String> HEIF =
      Set.of("heic", "heix", "heim", "heis", "hevc", "mif1", "msf1", "avif");

  // ITU-T T.81 table B.1.
  private static final int SOF_FIRST = 0xc0;
  private static final int SOF_LAST = 0xcf;
  private static final int SOF_PROGRESSIVE = 0xc2;
  private static final Set<Integer> NO_SOF = Set.of(0xc4, 0xc8, 0xcc);
  private static final int SOS = 0xda;

  private PictureFile() {}

  /** The picture, made smaller where it is large. */
  static Picture read(ByteBuffer file) throws Refused {
    if (begins(file, PNG)) {
      return read("png", file);
    }
    if (file.remaining() > 3 && file.get(0) == (byte) 0xff && file.get(1) == (byte) 0xd8) {
      checkJpeg(file);
      return read("jpeg", file);
    }
    boolean heif = text(file, 4, 8).equals("ftyp") && HEIF.contains(text(file, 8, 12));
    throw new Refused(heif ? Why.PHOTO_HEIC : Why.PHOTO_KIND);
  }

  private static boolean begins(ByteBuffer file, byte[] with) {
    return file.remaining() >= with.length
        && file.slice(0, with.length).equals(ByteBuffer.wrap(with));
  }

  private static String text(ByteBuffer file, int from, int end) {
    return file.remaining() < end
        ? ""
        : StandardCharsets.ISO_8859_1.decode(file.slice(from, end - from)).toString();
  }

  /** Whether a JPEG is within bounds: ITU-T T.81 §B.2.2, §B.2.3. */
  private static void checkJpeg(ByteBuffer file) throws Refused {
    boolean whole = false;
    long pixels = 0;
    int colours = 0;
    int at = 2;
    while (at + 10 <= file.limit()) {
      int marker = file.get(at + 1) & 0xff;
      if (file.get(at) != (byte) 0xff) {
        throw new Refused(Why.PHOTO_BROKEN);
      } else if (marker == 0xff) {
        // Octets to fill up with may stand before a marker: §B.1.1.2.
        at++;
        continue;
      } else if (marker == SOS) {
        whole |= file.get(at + 4) < colours;
        check(pixels, whole ? WHOLE_PIXELS_MAX : PIXELS_MAX);
        if (whole && scans(file) > SCANS_MAX) {
          throw new Refused(Why.PHOTO_LARGE);
        }
        return;
      } else if (marker >= SOF_FIRST && marker <= SOF_LAST && !NO_SOF.contains(marker)) {
        whole = marker == SOF_PROGRESSIVE;
        pixels = (long) (file.getShort(at + 5) & 0xffff) * (file.getShort(at + 7) & 0xffff);
        colours = file.get(at + 9) & 0xff;
      }
      at += 2 + (file.getShort(at + 2) & 0xffff);
    }
    throw new Refused(Why.PHOTO_BROKEN);
  }

  /** In what is coded, 0xff stands before nothing but a marker or a zero: ITU-T T.81 §B.1.1.5. */
  private static int scans(ByteBuffer file) {
    int scans = 0;
    for (int at = 1; at < file.limit(); at++) {
      if (file.get(at) == (byte) SOS && file.get(at - 1) == (byte) 0xff) {
        scans++;
      }
    }
    return scans;
  }

  private static void check(long pixels, long most) throws Refused {
    if (pixels == 0) {
      throw new Refused(Why.PHOTO_BROKEN);
    }
    if (pixels > most) {
      throw new Refused(Why.PHOTO_LARGE);
    }
  }

  private static Picture read(String format, ByteBuffer file) throws Refused {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    if (!readers.hasNext()) {
      throw new Refused(Why.PHOTO_KIND);
    }
    ImageReader reader = readers.next();
    try (ImageInputStream in = new Octets(file)) {
      reader.setInput(in, true, true);
      check((long) reader.getWidth(0) * reader.getHeight(0), PIXELS_MAX);
      return shades(image(reader));
    } catch (IOException | RuntimeException garbled) {
      throw new Refused(Why.PHOTO_BROKEN);
    } finally {
      reader.dispose();
    }
  }

  /** In grey where the file has it, or is made of it, as JPEG is: a third of the memory. */
  private static BufferedImage image(ImageReader reader) throws IOException {
    ImageReadParam how = reader.getDefaultReadParam();
    ImageTypeSpecifier type = reader.getRawImageType(0);
    Optional<ImageTypeSpecifier> grey = grey(reader.getImageTypes(0));
    grey.ifPresent(how::setDestinationType);
    int octets =
        grey.isPresent()
            ? 1
            : Math.max(1, type == null ? 4 : type.getColorModel().getPixelSize() / 8);
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    int step = 1;
    while (pixels / step / step * octets > READ_OCTETS_MAX) {
      step++;
    }
    how.setSourceSubsampling(step, step, 0, 0);
    return reader.read(0, how);
  }

  private static Optional<ImageTypeSpecifier> grey(Iterator<ImageTypeSpecifier> types) {
    while (types.hasNext()) {
      ImageTypeSpecifier type = types.next();
      if (type.getBufferedImageType() == BufferedImage.TYPE_BYTE_GRAY) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  private static Picture shades(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    if (image.getType() == BufferedImage.TYPE_BYTE_GRAY
        && image.getRaster().getDataBuffer() instanceof DataBufferByte octets
        && octets.getData().length == width * height) {
      return new Picture(octets.getData(), width, height);
    }
    byte[] shades = new byte[width * height];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        shades[y * width + x] = shade(row[x]);
      }
    }
    return new Picture(shades, width, height);
  }

  /** What can be seen through is paper. */
  private static byte shade(int argb) {
    int alpha = argb >>> 24;
    int grey = ((argb >> 16 & 0xff) + 2 * (argb >> 8 & 0xff) + (argb & 0xff)) / 4;
    return (byte) ((grey * alpha + 255 * (255 - alpha)) / 255);
  }

  /** What the JDK reads from, without another copy in memory or on the disk. */
  private static final class Octets extends ImageInputStreamImpl {
    private final ByteBuffer file;

    Octets(ByteBuffer file) {
      this.file = file;
    }

    @Override
    public int read() {
      bitOffset = 0;
      return streamPos < file.limit() ? file.get((int) streamPos++) & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      bitOffset = 0;
      if (streamPos >= file.limit()) {
        return length == 0 ? 0 : -1;
      }
      int got = (int) Math.min(length, file.limit() - streamPos);
      file.get((int) streamPos, into, offset, got);
      streamPos += got;
      return got;
    }

    @Override
    public long length() {
      return file.limit();
    }
  }
}
