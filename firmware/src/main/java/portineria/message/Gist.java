package portineria.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What messages are put in order and in threads by: RFC 5256 §2, §3; RFC 5957 §3. Texts are keys as
 * the comparator i;unicode-casemap has them, one octet to a char.
 *
 * <p>Of a mailbox there are as many as messages, and they are kept: so it is one string, in which
 * each text ends with a NUL, which no header holds.
 */
public final class Gist {
  private static final String END_OF_TEXT = "\0";
  private static final Address NOBODY = new Address.GroupEnd();

  /** Of the object, its string, and the place in a cache. */
  private static final int OVERHEAD_OCTETS = 200;

  /** Of a message that can't be read. */
  public static final Gist EMPTY =
      new Gist(OptionalLong.empty(), false, END_OF_TEXT.repeat(Text.values().length));

  /** More than people answer each other; the last ones are the nearest. */
  private static final int REFERENCES_MAX = 200;

  private static final int SENT = 1;
  private static final int REPLY = 2;
  private static final int HEAD_OCTETS = Byte.BYTES + Long.BYTES;

  private final OptionalLong sent;
  private final boolean reply;
  private final String texts;

  /** The texts of a gist, in their order. */
  public enum Text {
    /** The base subject. */
    SUBJECT,
    /** The local part of the first address. */
    FROM,
    TO,
    CC,
    /** The name that is shown for the first address. */
    DISPLAY_FROM,
    DISPLAY_TO,
    /** Without brackets; not mapped. Empty where there is none. */
    MESSAGE_ID,
    /** The ids of its forebears, the oldest first, each but the last with a blank behind it. */
    REFERENCES
  }

  private static final List<Text> IN_ORDER = List.of(Text.values());

  private Gist(OptionalLong sent, boolean reply, String texts) {
    this.sent = sent;
    this.reply = reply;
    this.texts = texts;
  }

  /** The gist of a header; of the fields that are needed it must have all. */
  public static Gist of(Header header) {
    Topic subject = Topic.of(EncodedWords.decode(header.first("Subject").orElse("")));
    Optional<Address> from = firstAddress(header, "From");
    Optional<Address> to = firstAddress(header, "To");
    StringBuilder texts = new StringBuilder();
    add(texts, Casemap.key(subject.text()));
    add(texts, localPart(from));
    add(texts, localPart(to));
    add(texts, localPart(firstAddress(header, "Cc")));
    add(texts, display(from));
    add(texts, display(to));
    add(texts, String.join("", ids(header, "Message-ID").stream().limit(1).toList()));
    add(texts, String.join(" ", references(header)));
    OptionalLong sent =
        header
            .first("Date")
            .flatMap(MessageDates::parse)
            .map(OffsetDateTime::toEpochSecond)
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty());
    return new Gist(sent, subject.reply(), texts.toString());
  }

  private static void add(StringBuilder texts, String text) {
    texts.append(text.replace(END_OF_TEXT, "")).append(END_OF_TEXT);
  }

  /** That of the first field of that name that has one. */
  private static Optional<Address> firstAddress(Header header, String field) {
    return header.all(field).stream()
        .flatMap(value -> AddressList.parse(value, 1).stream())
        .findFirst();
  }

  /** The addr-mailbox of ENVELOPE; of a group, its name: RFC 9051 §7.5.2. */
  private static String localPart(Optional<Address> address) {
    return Casemap.key(
        EncodedWords.decode(
            switch (address.orElse(NOBODY)) {
              case Address.Mailbox mailbox -> mailbox.local();
              case Address.GroupStart(String name) -> name;
              case Address.GroupEnd() -> "";
            }));
  }

  /** RFC 5957 §3: the name, else the address; of a group, its name. */
  private static String display(Optional<Address> address) {
    return Casemap.key(
        EncodedWords.decode(
            switch (address.orElse(NOBODY)) {
              case Address.Mailbox mailbox ->
                  mailbox.name().orElse(mailbox.local() + "@" + mailbox.domain());
              case Address.GroupStart(String name) -> name;
              case Address.GroupEnd() -> "";
            }));
  }

  private static List<String> ids(Header header, String field) {
    return header
        .first(field)
        .map(value -> MessageIds.last(value, REFERENCES_MAX))
        .orElse(List.of());
  }

  /** RFC 5256 §3 (1) (A): of In-Reply-To only the first counts, where References has none. */
  private static List<String> references(Header header) {
    List<String> references = ids(header, "References");
    return references.isEmpty()
        ? ids(header, "In-Reply-To").stream().limit(1).toList()
        : references;
  }

  /** Seconds since 1970 in UTC; empty where there is no date that can be understood. */
  public OptionalLong sent() {
    return sent;
  }

  /** Whether the subject says that it is a reply or a forward: RFC 5256 §2.1. */
  public boolean isReply() {
    return reply;
  }

  public String text(Text wanted) {
    int start = 0;
    for (Text text : IN_ORDER) {
      if (text == wanted) {
        break;
      }
      start = texts.indexOf(END_OF_TEXT, start) + 1;
    }
    return texts.substring(start, texts.indexOf(END_OF_TEXT, start));
  }

  /** The ids of its forebears, the oldest first. */
  public List<String> references() {
    String ids = text(Text.REFERENCES);
    return ids.isEmpty() ? List.of() : List.of(ids.split(" ", -1));
  }

  /**
   * As a cache keeps it: an octet of flags, seconds, the texts. The same is made again by {@link
   * #decode}.
   */
  public byte[] encoded() {
    int flags = (sent.isPresent() ? SENT : 0) | (reply ? REPLY : 0);
    return ByteBuffer.allocate(HEAD_OCTETS + texts.length())
        .put((byte) flags)
        .putLong(sent.orElse(0))
        .put(texts.getBytes(ISO_8859_1))
        .array();
  }

  /** All that is left of {@code encoded}. */
  public static Gist decode(ByteBuffer encoded) {
    byte flags = encoded.get();
    long sent = encoded.getLong();
    byte[] texts = new byte[encoded.remaining()];
    encoded.get(texts);
    return new Gist(
        (flags & SENT) != 0 ? OptionalLong.of(sent) : OptionalLong.empty(),
        (flags & REPLY) != 0,
        new String(texts, ISO_8859_1));
  }

  /** About how much memory it takes. */
  public int octets() {
    return OVERHEAD_OCTETS + texts.length();
  }
}
