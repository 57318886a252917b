package portineria.admin.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import portineria.message.Header;
import portineria.message.MessageStructure;
import portineria.message.Octets;
import portineria.message.Part;
import portineria.message.PartText;
import portineria.webui.MailBook.Attachment;
import portineria.webui.MailBook.Body;
import portineria.webui.MailBook.Download;
import portineria.webui.MailBook.Picture;
import portineria.webui.MailBook.Piece;

/**
 * Reads a message for a page: its texts in their order, of alternatives the richest, messages
 * within (certified mail comes so), and all else as files. Whatever a message does, what is read of
 * it has bounds.
 */
final class LetterReader {
  /** Characters of plain text; a page with more is none that a person reads. */
  static final int TEXT_MAX = 200_000;

  /** Characters with markup; newsletters have a tenth of it. */
  private static final int HTML_MAX = 1_000_000;

  private static final int ATTACHMENTS_MAX = 500;

  /** Octets of one picture, of all: they come into the page. */
  private static final int PICTURE_MAX = 1_500_000;

  private static final int PICTURES_MAX = 6_000_000;

  private static final List<String> TOLD = List.of("From", "To", "Cc", "Date", "Subject");

  private final Octets octets;
  private final Part root;
  private final List<Part> all;
  private final List<Shown> shown = new ArrayList<>();

  private LetterReader(Octets octets, Part root) {
    this.octets = octets;
    this.root = root;
    this.all = root.walk().toList();
  }

  static LetterReader of(Octets octets) throws IOException {
    LetterReader reader = new LetterReader(octets, MessageStructure.read(octets).part());
    reader.collect(reader.root);
    return reader;
  }

  /** Something that is shown: a text, or the head of a message within. */
  private record Shown(Part part, boolean isHead) {
    boolean isHtml() {
      return !isHead && part.type().is("text", "html");
    }
  }

  private void collect(Part part) {
    switch (part.content()) {
      case Part.Leaf() -> {
        if (isShown(part)) {
          shown.add(new Shown(part, false));
        }
      }
      case Part.Multipart(List<Part> parts) -> {
        if (part.type().is("multipart", "alternative")) {
          collect(richest(parts));
        } else {
          parts.forEach(this::collect);
        }
      }
      case Part.Nested(MessageStructure nested) -> {
        shown.add(new Shown(nested.part(), true));
        collect(nested.part());
      }
    }
  }

  private static boolean isShown(Part part) {
    boolean attached =
        part.fields()
            .disposition()
            .filter(how -> how.type().equalsIgnoreCase("attachment"))
            .isPresent();
    boolean readable = part.type().is("text", "plain") || part.type().is("text", "html");
    return !attached && readable && part.fileName().isEmpty();
  }

  /** The last that has HTML; else plain text; else what the sender likes best: RFC 2046 §5.1.4. */
  private static Part richest(List<Part> parts) {
    return parts.reversed().stream()
        .filter(part -> part.walk().anyMatch(one -> one.type().is("text", "html")))
        .findFirst()
        .or(() -> parts.stream().filter(part -> part.type().is("text", "plain")).findFirst())
        .orElse(parts.getLast());
  }

  boolean hasHtml() {
    return shown.stream().anyMatch(Shown::isHtml);
  }

  /** All texts without markup; one character more than {@code charsMax} where there is more. */
  String text(int charsMax) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Shown one : shown) {
      if (text.length() > charsMax) {
        break;
      }
      if (!text.isEmpty()) {
        text.append("\n\n");
      }
      long room = charsMax + 1L - text.length();
      text.append(
          one.isHead()
              ? head(one.part())
              : read(PartText.of(octets, one.part(), Math.max(0, room))));
    }
    return text.length() > charsMax + 1 ? text.substring(0, charsMax + 1) : text.toString();
  }

  private static String read(Reader text) throws IOException {
    try (text) {
      StringBuilder read = new StringBuilder();
      char[] buffer = new char[8192];
      for (int count = text.read(buffer); count >= 0; count = text.read(buffer)) {
        read.append(buffer, 0, count);
      }
      return read.toString();
    }
  }

  private String head(Part message) throws IOException {
    Header header = Header.read(message.header().of(octets));
    StringBuilder head = new StringBuilder();
    for (String name : TOLD) {
      for (String value : header.decoded(name)) {
        head.append(name).append(": ").append(MailLines.line(value)).append('\n');
      }
    }
    return head.toString();
  }

  Body body() throws IOException {
    List<Piece> pieces = new ArrayList<>();
    int left = HTML_MAX;
    for (Shown one : shown) {
      String text =
          one.isHead()
              ? head(one.part())
              : read(PartText.markup(octets, one.part(), Math.max(0, left)));
      left -= text.length();
      pieces.add(new Piece(one.isHtml(), text));
    }
    return new Body(pieces, pictures(pieces));
  }

  private List<Picture> pictures(List<Piece> pieces) throws IOException {
    List<Picture> pictures = new ArrayList<>();
    int octetsLeft = PICTURES_MAX;
    for (Part part : all) {
      Optional<String> id = part.fields().id().map(LetterReader::withoutBrackets);
      boolean wanted =
          id.filter(one -> pieces.stream().anyMatch(piece -> piece.text().contains("cid:" + one)))
              .isPresent();
      if (wanted && part.content() instanceof Part.Leaf && octetsLeft > 0) {
        byte[] picture = octets(part, Math.min(PICTURE_MAX, octetsLeft));
        Optional<String> type = pictureType(picture);
        if (type.isPresent()) {
          octetsLeft -= picture.length;
          pictures.add(
              new Picture(
                  id.orElseThrow(), type.get(), Base64.getEncoder().encodeToString(picture)));
        }
      }
    }
    return pictures;
  }

  private static String withoutBrackets(String id) {
    return id.strip().replaceAll("^<|>$", "");
  }

  /** All of it; nothing of what is longer. */
  private byte[] octets(Part part, int max) throws IOException {
    Optional<InputStream> decoded = part.decoded(octets);
    if (decoded.isEmpty()) {
      return new byte[0];
    }
    try (InputStream in = decoded.get()) {
      byte[] read = in.readNBytes(max + 1);
      return read.length > max ? new byte[0] : read;
    }
  }

  /** By its first octets, whatever the sender calls it. */
  private static Optional<String> pictureType(byte[] picture) {
    String begin = HexFormat.of().formatHex(picture, 0, Math.min(12, picture.length));
    if (begin.startsWith("89504e470d0a1a0a")) {
      return Optional.of("image/png");
    }
    if (begin.startsWith("ffd8ff")) {
      return Optional.of("image/jpeg");
    }
    if (begin.startsWith("474946383761") || begin.startsWith("474946383961")) {
      return Optional.of("image/gif");
    }
    return begin.startsWith("52494646") && begin.endsWith("57454250")
        ? Optional.of("image/webp")
        : Optional.empty();
  }

  /** All that is not shown as text, messages within too; each by its number among the parts. */
  List<Attachment> attachments() {
    List<Attachment> attachments = new ArrayList<>();
    for (int i = 0; i < all.size() && attachments.size() < ATTACHMENTS_MAX; i++) {
      Part part = all.get(i);
      if (isFile(part)
          && shown.stream().noneMatch(one -> !one.isHead() && one.part().equals(part))) {
        String type = part.type().type() + "/" + part.type().subtype();
        attachments.add(
            new Attachment(
                i, MailLines.line(fileName(part)), MailLines.line(type.toLowerCase(Locale.ROOT))));
      }
    }
    return attachments;
  }

  private static boolean isFile(Part part) {
    return switch (part.content()) {
      case Part.Leaf() -> true;
      case Part.Nested(MessageStructure message) -> true;
      case Part.Multipart(List<Part> parts) -> false;
    };
  }

  private static String fileName(Part part) {
    return part.fileName().orElse(part.content() instanceof Part.Nested ? "message.eml" : "");
  }

  /** Whether a list should say that there are files: more than the pictures of a layout. */
  boolean hasFiles() {
    return attachments().stream()
        .map(attachment -> all.get(attachment.number()))
        .anyMatch(
            part ->
                part.content() instanceof Part.Nested
                    || (part.fields().id().isEmpty() && !part.type().is("text"))
                    || (part.fileName().isPresent() && !part.type().is("image")));
  }

  /** One attachment, without the encoding in which it was sent. */
  Optional<Download> attachment(int number) {
    if (number < 0 || number >= all.size() || !isFile(all.get(number))) {
      return Optional.empty();
    }
    Part part = all.get(number);
    Octets raw = part.body().of(octets);
    return Optional.of(
        new Download(
            fileName(part),
            OptionalLong.empty(),
            out -> {
              try (InputStream in = part.decoded(octets).orElseGet(raw::stream)) {
                in.transferTo(out);
              }
            }));
  }
}
