package portineria.message;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * All of a message that a search looks through, folded as {@link Folding} does it, piece by piece:
 * a piece is a header field with its name, or the text of a part. Each begins with a control
 * character that no folded text holds, so that nothing is ever found across two pieces, and the
 * same text can be looked through while it is read or be kept and looked through later.
 *
 * <p>In the head are the fields of the message; in the body the headers of its parts, of the
 * messages within and of their parts, and the texts: decoded, without markup.
 */
public final class SearchedText {
  /** Begins a field: its name, a colon, a blank, its value. */
  public static final char FIELD = '\u001f';

  /** Begins anything else: a text, or a line of a header that is no field. */
  public static final char PIECE = '\u001e';

  private static final String AFTER_NAME = ": ";

  private SearchedText() {}

  /** The fields of a header. */
  public static String head(Header header) {
    StringBuilder head = new StringBuilder();
    for (int i = 0; i < header.size(); i++) {
      String name = header.name(i);
      head.append(name.isEmpty() ? PIECE : FIELD)
          .append(name.isEmpty() ? "" : Folding.fold(name) + AFTER_NAME)
          .append(Folding.fold(EncodedWords.decode(header.value(i))));
    }
    return head.toString();
  }

  /** What follows the header of the message {@code octets}, whose structure is {@code root}. */
  public static Reader body(Octets octets, Part root) {
    List<Piece> pieces = new ArrayList<>();
    collect(octets, root, pieces);
    return new Pieces(pieces.iterator());
  }

  private static void collect(Octets octets, Part part, List<Piece> pieces) {
    switch (part.content()) {
      case Part.Leaf() -> {
        if (PartText.isText(part)) {
          pieces.add(() -> new FoldingReader(PartText.of(octets, part, Long.MAX_VALUE)));
        }
      }
      case Part.Multipart(List<Part> parts) -> {
        for (Part inner : parts) {
          pieces.add(() -> headOf(octets, inner));
          collect(octets, inner, pieces);
        }
      }
      case Part.Nested(MessageStructure nested) -> {
        pieces.add(() -> headOf(octets, nested.part()));
        collect(octets, nested.part(), pieces);
      }
    }
  }

  private static Reader headOf(Octets octets, Part part) throws IOException {
    return new StringReader(head(Header.read(part.header().of(octets))));
  }

  /**
   * Whether a head has a field of that name that holds the text; any such field if that is empty.
   * Both are folded. Octets may stand for the characters, in all three alike.
   */
  public static boolean fieldHolds(String head, String name, String text) {
    String begin = fieldBegin(name);
    for (int field = head.indexOf(begin); field >= 0; field = head.indexOf(begin, field + 1)) {
      int value = field + begin.length();
      int end = end(head, value);
      if (head.substring(value, end).contains(text)) {
        return true;
      }
    }
    return false;
  }

  /** How a field of that name begins, which is folded. */
  public static String fieldBegin(String name) {
    return FIELD + name + AFTER_NAME;
  }

  private static int end(String head, int from) {
    int field = head.indexOf(FIELD, from);
    int end = field < 0 ? head.length() : field;
    int piece = head.indexOf(PIECE, from, end);
    return piece < 0 ? end : piece;
  }

  @FunctionalInterface
  private interface Piece {
    Reader open() throws IOException;
  }

  /** One piece after the other, each opened when its turn comes. */
  private static final class Pieces extends Reader {
    private final Iterator<Piece> pieces;
    private Reader present = new StringReader("");

    Pieces(Iterator<Piece> pieces) {
      this.pieces = pieces;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      int count = present.read(target, offset, length);
      if (count >= 0 || !pieces.hasNext()) {
        return count;
      }
      present.close();
      present = pieces.next().open();
      target[offset] = PIECE;
      return 1;
    }

    @Override
    public void close() throws IOException {
      present.close();
    }
  }
}
