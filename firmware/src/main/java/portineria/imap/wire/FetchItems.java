package portineria.imap.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portineria.imap.wire.FetchItem.Attribute;
import portineria.imap.wire.FetchItem.Partial;
import portineria.imap.wire.FetchItem.Section;

/** Reads what FETCH is asked for: RFC 9051 §9, fetch-att and section. */
public final class FetchItems {
  /** Levels of a part's number; deeper parts are not known either. */
  private static final int PART_LEVELS_MAX = 100;

  private static final int FIELDS_MAX = 200;
  private static final List<Attribute> FAST =
      List.of(Attribute.FLAGS, Attribute.INTERNALDATE, Attribute.RFC822_SIZE);

  private final Arguments in;

  private FetchItems(Arguments in) {
    this.in = in;
  }

  /** A macro, an item, or a list of items; each once. */
  public static Set<FetchItem> parse(Arguments in) throws Bad, No, IOException {
    FetchItems items = new FetchItems(in);
    if (in.at('(')) {
      return new LinkedHashSet<>(in.list(1, in.limits().fetchItems(), items::item));
    }
    Set<FetchItem> macro = macro(in.peekKeyword());
    if (!macro.isEmpty()) {
      in.keyword();
      return macro;
    }
    return Set.of(items.item());
  }

  private static Set<FetchItem> macro(String name) {
    Set<FetchItem> items = new LinkedHashSet<>();
    switch (name) {
      case "FULL" -> {
        items.addAll(FAST);
        items.add(Attribute.ENVELOPE);
        items.add(Attribute.BODY);
      }
      case "ALL" -> {
        items.addAll(FAST);
        items.add(Attribute.ENVELOPE);
      }
      case "FAST" -> items.addAll(FAST);
      default -> {}
    }
    return items;
  }

  private FetchItem item() throws Bad, No, IOException {
    String name = in.keyword();
    return switch (name) {
      case "FLAGS" -> Attribute.FLAGS;
      case "UID" -> Attribute.UID;
      case "INTERNALDATE" -> Attribute.INTERNALDATE;
      case "RFC822.SIZE" -> Attribute.RFC822_SIZE;
      case "MODSEQ" -> Attribute.MODSEQ;
      case "EMAILID" -> Attribute.EMAILID;
      case "THREADID" -> Attribute.THREADID;
      case "SAVEDATE" -> Attribute.SAVEDATE;
      case "PREVIEW" -> preview();
      case "ENVELOPE" -> Attribute.ENVELOPE;
      case "BODYSTRUCTURE" -> Attribute.BODYSTRUCTURE;
      case "BODY" -> in.at('[') ? body(false) : Attribute.BODY;
      case "BODY.PEEK" -> body(true);
      case "RFC822" -> old(name, Section.Text.ALL, false);
      case "RFC822.HEADER" -> old(name, Section.Text.HEADER, true);
      case "RFC822.TEXT" -> old(name, Section.Text.TEXT, false);
      case "BINARY" -> binary(false);
      case "BINARY.PEEK" -> binary(true);
      case "BINARY.SIZE" -> {
        List<Integer> part = bracketedPart();
        yield new FetchItem.BinarySize(part, "BINARY.SIZE[" + dotted(part) + "]");
      }
      default -> throw new Bad("FETCH knows no such item");
    };
  }

  /**
   * {@code PREVIEW (LAZY)}: RFC 8970 §6. Behind a single item may stand the modifiers of FETCH,
   * too.
   */
  private FetchItem preview() throws Bad, No, IOException {
    if (!in.isNext(" (LAZY)")) {
      return Attribute.PREVIEW;
    }
    in.space();
    in.list(1, 1, in::keyword);
    return Attribute.PREVIEW_LAZY;
  }

  private static FetchItem old(String name, Section.Text text, boolean peek) {
    Section section = new Section(List.of(), text, List.of());
    return new FetchItem.Body(section, Optional.empty(), peek, name);
  }

  private FetchItem binary(boolean peek) throws Bad {
    List<Integer> part = bracketedPart();
    return new FetchItem.Binary(part, partial(), peek, "BINARY[" + dotted(part) + "]");
  }

  private List<Integer> bracketedPart() throws Bad {
    in.expect('[');
    List<Integer> part = in.at(']') ? List.of() : part();
    in.expect(']');
    return part;
  }

  private FetchItem body(boolean peek) throws Bad, No, IOException {
    in.expect('[');
    Section section = in.at(']') ? Section.WHOLE : section();
    in.expect(']');
    return new FetchItem.Body(section, partial(), peek, "BODY[" + written(section) + "]");
  }

  private Section section() throws Bad, No, IOException {
    List<Integer> part = List.of();
    if (Chars.isDigit(in.peek())) {
      part = part();
      if (in.at(']')) {
        return new Section(part, Section.Text.ALL, List.of());
      }
      in.expect('.');
    }
    String text = in.keyword();
    return switch (text) {
      case "HEADER" -> new Section(part, Section.Text.HEADER, List.of());
      case "TEXT" -> new Section(part, Section.Text.TEXT, List.of());
      case "HEADER.FIELDS" -> new Section(part, Section.Text.HEADER_FIELDS, fields());
      case "HEADER.FIELDS.NOT" -> new Section(part, Section.Text.HEADER_FIELDS_NOT, fields());
      case "MIME" -> {
        if (part.isEmpty()) {
          throw new Bad("MIME needs the number of a part");
        }
        yield new Section(part, Section.Text.MIME, List.of());
      }
      default -> throw new Bad("There is no such section");
    };
  }

  /** {@code 1.2.3}; a dot that a word follows is left. */
  private List<Integer> part() throws Bad {
    List<Integer> part = new ArrayList<>();
    part.add(number());
    while (in.at('.') && Chars.isDigit(in.peekSecond())) {
      in.skip('.');
      if (part.size() == PART_LEVELS_MAX) {
        throw new Bad("A part's number has too many levels");
      }
      part.add(number());
    }
    return part;
  }

  private int number() throws Bad {
    return (int) Math.min(Integer.MAX_VALUE, in.nzNumber());
  }

  private List<String> fields() throws Bad, No, IOException {
    in.space();
    return in.list(1, FIELDS_MAX, in::astring);
  }

  private Optional<Partial> partial() throws Bad {
    if (!in.skip('<')) {
      return Optional.empty();
    }
    long start = in.number64();
    in.expect('.');
    long length = in.number64();
    in.expect('>');
    if (length == 0) {
      throw new Bad("A range of octets can't be empty");
    }
    return Optional.of(new Partial(start, length));
  }

  private static String dotted(List<Integer> part) {
    return String.join(".", part.stream().map(String::valueOf).toList());
  }

  private static String written(Section section) {
    String text =
        switch (section.text()) {
          case ALL -> "";
          case HEADER -> "HEADER";
          case HEADER_FIELDS -> "HEADER.FIELDS " + names(section.fields());
          case HEADER_FIELDS_NOT -> "HEADER.FIELDS.NOT " + names(section.fields());
          case TEXT -> "TEXT";
          case MIME -> "MIME";
        };
    String dot = section.part().isEmpty() || text.isEmpty() ? "" : ".";
    return dotted(section.part()) + dot + text;
  }

  /** Names of fields as the client wrote them, quoted where that is needed. */
  private static String names(List<String> fields) {
    StringBuilder names = new StringBuilder("(");
    for (String field : fields) {
      names.append(names.length() > 1 ? " " : "").append(name(field));
    }
    return names.append(')').toString();
  }

  private static String name(String field) {
    if (Chars.isAtom(field)) {
      return field;
    }
    StringBuilder quoted = new StringBuilder("\"");
    field
        .chars()
        .filter(c -> c >= 0x20 && c < 0x7F)
        .forEach(c -> quoted.append(c == '"' || c == '\\' ? "\\" : "").append((char) c));
    return quoted.append('"').toString();
  }
}
