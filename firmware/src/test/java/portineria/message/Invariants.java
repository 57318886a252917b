package portineria.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What holds for the structure of any octets; checks it and uses everything once. */
final class Invariants {
  private final Octets message;
  private final MessageLimits limits;
  private int parts;

  private Invariants(Octets message, MessageLimits limits) {
    this.message = message;
    this.limits = limits;
  }

  static void check(Octets message) throws IOException {
    check(message, MessageLimits.STANDARD);
  }

  static void check(Octets message, MessageLimits limits) throws IOException {
    MessageStructure structure = MessageStructure.read(message, limits);
    Part root = structure.part();
    assertEquals(0, root.header().start());
    assertEquals(message.size(), root.body().end());
    Invariants invariants = new Invariants(message, limits);
    envelope(structure.envelope());
    invariants.part(root, 1);
    invariants.numbers(root);
    invariants.header(root);
    assertTrue(invariants.parts <= limits.partsMax(), "parts " + invariants.parts);
  }

  private void part(Part part, int depth) throws IOException {
    parts++;
    assertTrue(depth <= limits.depthMax(), "depth " + depth);
    assertEquals(part.header().end(), part.body().start());
    assertEquals(part.lines(), lines(part.body()));
    clean(part.type().type());
    clean(part.type().subtype());
    part.type().parameters().all().forEach(parameter -> clean(parameter.value()));
    fields(part.fields());
    switch (part.content()) {
      case Part.Leaf() -> leaf(part);
      case Part.Multipart multipart -> multipart(part, multipart.parts(), depth);
      case Part.Nested(MessageStructure nested) -> {
        assertEquals(part.body().start(), nested.part().header().start());
        assertEquals(part.body().end(), nested.part().body().end());
        envelope(nested.envelope());
        part(nested.part(), depth + 1);
      }
    }
  }

  /**
   * The parts follow each other, each after a delimiter, and with what is between make the body.
   */
  private void multipart(Part part, List<Part> children, int depth) throws IOException {
    String boundary = part.type().parameters().decoded("boundary").orElseThrow().stripTrailing();
    StringBuilder whole = new StringBuilder();
    long reached = part.body().start();
    for (Part child : children) {
      String between = Mails.text(message, Extent.between(reached, child.header().start()));
      int delimiter = between.lastIndexOf("\n", between.length() - 2) + 1;
      assertTrue(between.startsWith("--", delimiter), between);
      if (part.type().parameter("boundary").isPresent()) {
        assertTrue(between.startsWith("--" + raw(part, boundary), delimiter), between);
      }
      whole.append(between);
      whole.append(Mails.text(message, child.header())).append(Mails.text(message, child.body()));
      reached = child.body().end();
      part(child, depth + 1);
    }
    whole.append(Mails.text(message, Extent.between(reached, part.body().end())));
    assertEquals(Mails.text(message, part.body()), whole.toString());
  }

  private static String raw(Part part, String decoded) {
    return part.type().parameter("boundary").map(String::stripTrailing).orElse(decoded);
  }

  private void leaf(Part part) throws IOException {
    Optional<InputStream> decoded = part.decoded(message);
    if (decoded.isPresent()) {
      long size = decoded.get().transferTo(OutputStream.nullOutputStream());
      assertTrue(size <= part.body().length());
      assertEquals(Optional.of(size), part.decodedSize(message));
    }
    try (Reader text = PartText.of(message, part, 100_000)) {
      assertTrue(Mails.all(text).length() <= 100_000);
    }
    part.fileName();
  }

  private static void fields(ContentFields fields) {
    Stream.of(fields.id(), fields.description(), fields.md5(), fields.location())
        .flatMap(Optional::stream)
        .forEach(Invariants::clean);
    clean(fields.transferEncoding());
    fields.languages().forEach(Invariants::clean);
    fields.disposition().ifPresent(disposition -> clean(disposition.type()));
  }

  private static void envelope(Envelope envelope) {
    Stream.of(envelope.date(), envelope.subject(), envelope.inReplyTo(), envelope.messageId())
        .flatMap(Optional::stream)
        .forEach(Invariants::clean);
    envelope.date().ifPresent(MessageDates::parse);
    envelope.subject().ifPresent(EncodedWords::decode);
    int groups = 0;
    for (List<Address> list : List.of(envelope.from(), envelope.to(), envelope.cc())) {
      for (Address address : list) {
        switch (address) {
          case Address.Mailbox mailbox -> {
            mailbox.name().ifPresent(Invariants::clean);
            clean(mailbox.local());
            clean(mailbox.domain());
          }
          case Address.GroupStart(String name) -> {
            clean(name);
            assertEquals(1, ++groups);
          }
          case Address.GroupEnd() -> assertEquals(0, --groups);
        }
      }
      assertEquals(0, groups);
    }
  }

  /** Nothing that would break a quoted string or a literal. */
  private static void clean(String octets) {
    for (int i = 0; i < octets.length(); i++) {
      char c = octets.charAt(i);
      assertTrue(c != '\r' && c != '\n' && c != 0 && c < 256, octets);
    }
  }

  /** Each part that has a number is found by it. */
  private void numbers(Part root) {
    assertEquals(Optional.of(root), root.find(List.of()));
    number(root, root, List.of(), true);
  }

  private void number(Part root, Part part, List<Integer> path, boolean message) {
    switch (part.content()) {
      case Part.Multipart multipart -> {
        for (int i = 0; i < multipart.parts().size(); i++) {
          Part child = multipart.parts().get(i);
          List<Integer> numbers = plus(path, i + 1);
          assertEquals(Optional.of(child), root.find(numbers));
          number(root, child, numbers, false);
        }
        assertEquals(Optional.empty(), root.find(plus(path, multipart.parts().size() + 1)));
      }
      case Part.Nested(MessageStructure nested) -> {
        List<Integer> numbers = message ? plus(path, 1) : path;
        assertEquals(Optional.of(part), root.find(numbers));
        number(root, nested.part(), numbers, true);
      }
      case Part.Leaf() ->
          assertEquals(message ? Optional.of(part) : Optional.empty(), root.find(plus(path, 1)));
    }
  }

  private static List<Integer> plus(List<Integer> path, int number) {
    List<Integer> longer = new ArrayList<>(path);
    longer.add(number);
    return longer;
  }

  /** With its fields in two heaps, a header has as many octets as before. */
  private void header(Part root) throws IOException {
    Header header = Header.read(message, limits);
    FieldNames some = FieldNames.of(Set.of("from", "Subject", "RECEIVED", "Content-Type"));
    long both = header.fields(some).size() + header.fieldsNot(some).size();
    if (root.header().length() <= limits.headerOctetsMax() && header.size() < limits.fieldsMax()) {
      long emptyLines = 4;
      assertTrue(both - emptyLines <= root.header().length() + 2);
      assertTrue(both - emptyLines >= root.header().length() - 2);
    }
    MessageDates.arrival(header);
    SearchedText.head(header);
    for (int i = 0; i < header.size(); i++) {
      clean(header.value(i));
    }
  }

  private long lines(Extent extent) throws IOException {
    byte[] block = new byte[8192];
    long lines = 0;
    try (InputStream in = extent.of(message).stream()) {
      for (int count = in.read(block); count >= 0; count = in.read(block)) {
        lines +=
            new String(block, 0, count, StandardCharsets.ISO_8859_1)
                .chars()
                .filter(c -> c == '\n')
                .count();
      }
    }
    return lines;
  }
}
