package portineria.imap.wire;

import java.util.List;
import java.util.Optional;

/**
 * One item that FETCH can be asked for: RFC 9051 §6.4.5, RFC 3501 §6.4.5, RFC 7162 §3.1.4.2
 * (MODSEQ), RFC 8474 §5 (EMAILID, THREADID), RFC 8514 §4.2 (SAVEDATE), RFC 8970 §3.1 (PREVIEW).
 */
public sealed interface FetchItem {

  /** Those that need no parameters. */
  enum Attribute implements FetchItem {
    FLAGS,
    UID,
    INTERNALDATE,
    RFC822_SIZE,
    ENVELOPE,
    BODY,
    BODYSTRUCTURE,
    MODSEQ,
    EMAILID,
    THREADID,
    SAVEDATE,
    PREVIEW,
    /** A preview only where that costs nothing: RFC 8970 §3.1, PREVIEW (LAZY). */
    PREVIEW_LAZY
  }

  /**
   * Octets of the message: {@code BODY[…]<…>}, or one of the older names for them.
   *
   * @param peek whether {@code \Seen} stays as it is
   * @param name as the answer names it, without the origin octet
   */
  record Body(Section section, Optional<Partial> partial, boolean peek, String name)
      implements FetchItem {}

  /** A part without its transfer encoding: RFC 9051 §6.4.5, BINARY; RFC 3516 §4.2. */
  record Binary(List<Integer> part, Optional<Partial> partial, boolean peek, String name)
      implements FetchItem {
    public Binary {
      part = List.copyOf(part);
    }
  }

  /** The octets that {@link Binary} would give. */
  record BinarySize(List<Integer> part, String name) implements FetchItem {
    public BinarySize {
      part = List.copyOf(part);
    }
  }

  /** A range of octets: {@code <start.length>}. */
  record Partial(long start, long length) {}

  /**
   * What of a message.
   *
   * @param part numbers of nested parts; empty for the message itself
   * @param fields names, for the two that select fields
   */
  record Section(List<Integer> part, Text text, List<String> fields) {
    public Section {
      part = List.copyOf(part);
      fields = List.copyOf(fields);
    }

    static final Section WHOLE = new Section(List.of(), Text.ALL, List.of());

    /** section-text. */
    public enum Text {
      ALL,
      HEADER,
      HEADER_FIELDS,
      HEADER_FIELDS_NOT,
      TEXT,
      MIME
    }
  }
}
