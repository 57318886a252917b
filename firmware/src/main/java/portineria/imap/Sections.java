package portineria.imap;

import java.io.IOException;
import java.io.InputStream;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import portineria.imap.wire.FetchItem;
import portineria.imap.wire.FetchItem.Section;
import portineria.imap.wire.No;
import portineria.message.FieldNames;
import portineria.message.Header;
import portineria.message.KeptFields;
import portineria.message.MessageStructure;
import portineria.message.Octets;
import portineria.message.Part;
import portineria.store.MessageId;

/**
 * Finds the octets that a section names: RFC 9051 §6.4.5.1. What concerns the message as a whole is
 * found without reading its structure.
 */
final class Sections {
  private static final Contents MISSING = new Contents.Missing();

  private final MessageReader reader;

  /** What sections name, the same for every message of a command. */
  private final IdentityHashMap<Section, Fields> fields = new IdentityHashMap<>();

  /**
   * Header fields that a section names.
   *
   * @param listed which of those that a summary has, if it has them all
   */
  private record Fields(FieldNames names, OptionalLong listed) {
    static Fields of(Section section) {
      FieldNames names = FieldNames.of(section.fields());
      boolean wholeMessage = section.part().isEmpty();
      boolean wanted = section.text() == Section.Text.HEADER_FIELDS;
      return new Fields(
          names,
          wholeMessage && wanted && names.areAmong(Summary.LISTED)
              ? OptionalLong.of(KeptFields.choice(names, Summary.LISTED))
              : OptionalLong.empty());
    }
  }

  Sections(MessageReader reader) {
    this.reader = reader;
  }

  /**
   * BODY[…].
   *
   * @param summary of this message, if there is one: its header fields are not read again
   */
  Contents body(MessageId message, FetchItem.Body item, Optional<Summary> summary)
      throws IOException {
    Section section = item.section();
    OptionalLong choice = fields(section).listed();
    if (choice.isPresent()) {
      Optional<Octets> listed = summary.flatMap(known -> known.listed(choice.getAsLong()));
      if (listed.isPresent()) {
        return Contents.Stored.of(listed.get(), item.partial());
      }
    }
    Octets octets = reader.octets(message);
    Optional<Octets> found =
        section.part().isEmpty()
            ? Optional.of(ofMessage(octets, section))
            : ofPart(message, octets, section);
    return found.isPresent() ? Contents.Stored.of(found.get(), item.partial()) : MISSING;
  }

  private Octets ofMessage(Octets message, Section section) throws IOException {
    return switch (section.text()) {
      case ALL -> message;
      case HEADER, MIME -> message.slice(0, headerLength(message));
      case TEXT -> {
        long header = headerLength(message);
        yield message.slice(header, message.size() - header);
      }
      case HEADER_FIELDS, HEADER_FIELDS_NOT -> fields(message, section);
    };
  }

  private Optional<Octets> ofPart(MessageId message, Octets octets, Section section)
      throws IOException {
    Optional<Part> part = reader.structure(message).part().find(section.part());
    if (part.isEmpty()) {
      return Optional.empty();
    }
    return switch (section.text()) {
      case ALL -> Optional.of(part.get().body().of(octets));
      case MIME -> Optional.of(part.get().header().of(octets));
      case HEADER, TEXT, HEADER_FIELDS, HEADER_FIELDS_NOT -> ofNested(part.get(), octets, section);
    };
  }

  /** The parts of a message within a part; other parts have none. */
  private Optional<Octets> ofNested(Part part, Octets octets, Section section) throws IOException {
    if (!(part.content() instanceof Part.Nested(MessageStructure nested))) {
      return Optional.empty();
    }
    Octets header = nested.part().header().of(octets);
    return switch (section.text()) {
      case HEADER -> Optional.of(header);
      case TEXT -> Optional.of(nested.part().body().of(octets));
      case HEADER_FIELDS, HEADER_FIELDS_NOT -> Optional.of(fields(header, section));
      case ALL, MIME -> throw new IllegalArgumentException("not of a nested message");
    };
  }

  private Octets fields(Octets header, Section section) throws IOException {
    Header read = Header.read(header);
    FieldNames names = fields(section).names();
    return section.text() == Section.Text.HEADER_FIELDS
        ? read.fields(names)
        : read.fieldsNot(names);
  }

  private Fields fields(Section section) {
    return fields.computeIfAbsent(section, Fields::of);
  }

  /** Whether a summary holds all header fields that the section names. */
  boolean isListed(Section section) {
    return fields(section).listed().isPresent();
  }

  /** Octets up to and with the first empty line; all of them if there is none. */
  static long headerLength(Octets message) throws IOException {
    byte[] window = new byte[4096];
    boolean lineStart = true;
    boolean afterCr = false;
    long at = 0;
    while (at < message.size()) {
      int count = message.read(at, window, 0, window.length);
      if (count < 0) {
        break;
      }
      for (int i = 0; i < count; i++) {
        if (window[i] == '\n') {
          if (lineStart || afterCr) {
            return at + i + 1;
          }
          lineStart = true;
          afterCr = false;
        } else {
          afterCr = lineStart && window[i] == '\r';
          lineStart = false;
        }
      }
      at += count;
    }
    return message.size();
  }

  /** BINARY[…]. */
  Contents binary(MessageId message, FetchItem.Binary item, byte[] buffer) throws IOException, No {
    Optional<Contents.Decoded.Source> source = decoded(message, item.part());
    return source.isPresent() ? Contents.Decoded.of(source.get(), item.partial(), buffer) : MISSING;
  }

  /** BINARY.SIZE[…]; 0 for a part that is not there. */
  long binarySize(MessageId message, FetchItem.BinarySize item, byte[] buffer)
      throws IOException, No {
    Optional<Contents.Decoded.Source> source = decoded(message, item.part());
    return source.isPresent()
        ? Contents.Decoded.of(source.get(), Optional.empty(), buffer).size()
        : 0;
  }

  private Optional<Contents.Decoded.Source> decoded(MessageId message, List<Integer> number)
      throws IOException, No {
    Octets octets = reader.octets(message);
    if (number.isEmpty()) {
      return Optional.of(octets::stream);
    }
    Optional<Part> part = reader.structure(message).part().find(number);
    if (part.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(source(part.get(), octets));
  }

  /** Only what has no structure is decoded; multiparts and messages are given as they are. */
  private static Contents.Decoded.Source source(Part part, Octets octets) throws No {
    if (!(part.content() instanceof Part.Leaf)) {
      return () -> part.body().of(octets).stream();
    }
    if (part.decoded(octets).isEmpty()) {
      throw new No("UNKNOWN-CTE", "The transfer encoding of a part is not known here");
    }
    return () -> part.decoded(octets).orElseGet(InputStream::nullInputStream);
  }
}
