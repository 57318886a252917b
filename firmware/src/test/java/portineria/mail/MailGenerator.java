package portineria.mail;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Endless realistic mail from a seed: message {@code n} of a seed is always the same octets.
 *
 * <p>Sizes as in real mailboxes (the median at some kilobytes, a tail of megabytes), all MIME
 * shapes, charsets and labels that one meets in an Italian office, threads, PEC; and a share of odd
 * and broken messages. All but the odd ones have CRLF line ends and end with one. Immutable, so it
 * may be shared by threads.
 */
public final class MailGenerator {
  private static final double ODD_SHARE = 0.03;
  private static final int ATTACHMENT_MAX = 5_000_000;
  private static final int NESTING_MAX = 3;

  private final long seed;
  private final double oddShare;
  private final int attachmentMax;

  public MailGenerator(long seed) {
    this(seed, ODD_SHARE, ATTACHMENT_MAX);
  }

  private MailGenerator(long seed, double oddShare, int attachmentMax) {
    this.seed = seed;
    this.oddShare = oddShare;
    this.attachmentMax = attachmentMax;
  }

  /** The same mail with another share of odd messages, from 0 to 1. */
  public MailGenerator withOddShare(double share) {
    return new MailGenerator(seed, share, attachmentMax);
  }

  /** The same mail with no attachment above that many octets. */
  public MailGenerator withAttachmentsUpTo(int octets) {
    return new MailGenerator(seed, oddShare, octets);
  }

  public long seed() {
    return seed;
  }

  /** The octets of message {@code n}, from 0 on. */
  public byte[] message(int n) {
    Draw draw = new Draw(seed, n);
    boolean odd = draw.chance(oddShare);
    byte[] message = compose(draw, n, 0);
    return odd ? new OddMail(new Draw(seed, ~n)).of(message) : message;
  }

  /** The messages from 0 to below {@code count}, each made when it is asked for. */
  public Stream<byte[]> messages(int count) {
    return IntStream.range(0, count).mapToObj(this::message);
  }

  /**
   * A message with one attachment of that many octets, in which nothing repeats: a photo, say, that
   * can't be compressed.
   */
  public byte[] photo(int n, int octets) {
    Draw draw = new Draw(seed, n);
    String boundary = "photo" + draw.hex(12);
    String type = "Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n";
    String text = "--" + boundary + "\r\n\r\nLa foto.\r\n";
    String attachment =
        "--"
            + boundary
            + "\r\nContent-Type: image/jpeg; name=foto.jpg\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n";
    return new MailBuffer()
        .raw(MessageHeader.write(draw, new Conversation(seed, n), false, ""))
        .raw(type + text + attachment)
        .base64(draw.octets(octets))
        .raw("\r\n--" + boundary + "--\r\n")
        .toBytes();
  }

  /**
   * A message of exactly that many octets (at least 2,000) with one big attachment, written while
   * it is read.
   */
  public InputStream large(int n, long octets) {
    return LargeMail.stream(new Draw(seed, n), new Conversation(seed, n), octets);
  }

  private byte[] compose(Draw draw, int n, int depth) {
    Conversation thread = new Conversation(seed, n);
    int kind = draw.below(100);
    boolean nests = depth < NESTING_MAX;
    Shapes shapes = new Shapes(draw, attachmentMax);
    Pec pec = new Pec(draw);
    String more = "";
    byte[] entity;
    if (kind < 28) {
      entity = shapes.plain();
    } else if (kind < 58) {
      entity = shapes.alternative();
    } else if (kind < 63) {
      entity = shapes.html();
    } else if (kind < 77) {
      entity = shapes.mixed();
    } else if (kind < 83) {
      entity = shapes.related();
    } else if (kind < 86) {
      entity = shapes.calendar();
    } else if (kind < 88 || !nests) {
      entity = shapes.signed();
    } else if (kind < 91) {
      entity = shapes.report(nested(draw, n, depth));
    } else if (kind < 94) {
      entity = shapes.forward(nested(draw, n, depth));
    } else if (kind < 95) {
      entity = shapes.digest(several(draw, n, depth));
    } else {
      boolean receipt = kind < 97;
      String reference = thread.id();
      more = pec.fields(receipt, reference);
      byte[] message = nested(draw, n, depth);
      entity = receipt ? pec.receipt(message, reference) : pec.envelope(message, reference);
    }
    return new MailBuffer()
        .raw(MessageHeader.write(draw, thread, kind >= 95, more))
        .raw(entity)
        .toBytes();
  }

  /** The message inside of another: an earlier one, written by other dice. */
  private byte[] nested(Draw draw, int n, int depth) {
    int inner = Math.max(0, n - draw.between(1, 50));
    return compose(new Draw(seed, Draw.mixed(n, depth + 1)), inner, depth + 1);
  }

  private List<byte[]> several(Draw draw, int n, int depth) {
    List<byte[]> several = new ArrayList<>();
    int count = draw.between(2, 6);
    for (int i = 0; i < count; i++) {
      several.add(compose(new Draw(seed, Draw.mixed(n, 100 + i)), n + i, Math.max(2, depth + 1)));
    }
    return several;
  }
}
