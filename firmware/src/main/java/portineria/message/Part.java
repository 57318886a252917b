package portineria.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One entity of a message (RFC 2045 §2.4): the message itself, a body part, or a forwarded message.
 *
 * @param header the header with the empty line after it, where there is one
 * @param body what follows; the line end before a boundary belongs to the boundary (RFC 2046
 *     §5.1.1), except when it ends the header
 * @param lines how many LF the body has: what Dovecot counts as lines
 * @param type what it is after defaults and limits, which may differ from what the header declares
 * @param fields the other Content fields
 */
public record Part(
    Extent header, Extent body, long lines, MediaType type, ContentFields fields, Content content) {

  /** What is inside a part. */
  public sealed interface Content {}

  /** Nothing that has a structure: text, an attachment, or what is beyond the limits. */
  public record Leaf() implements Content {}

  /** A multipart; it has at least one part, or else it is a leaf. */
  public record Multipart(List<Part> parts) implements Content {
    public Multipart {
      parts = List.copyOf(parts);
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("a multipart without parts");
      }
    }
  }

  /** A message/rfc822 or message/global; the body is the whole of the message. */
  public record Nested(MessageStructure message) implements Content {}

  /**
   * The part that IMAP calls {@code 1.2.3}, seen from this one as the message (RFC 9051 §6.4.5.1).
   * The body of a message that is no multipart is its part 1.
   */
  public Optional<Part> find(List<Integer> numbers) {
    Part found = this;
    Part within = this;
    boolean message = true;
    for (int number : numbers) {
      if (within.content instanceof Multipart(List<Part> parts)) {
        if (number < 1 || number > parts.size()) {
          return Optional.empty();
        }
        found = parts.get(number - 1);
      } else if (message && number == 1) {
        found = within;
      } else {
        return Optional.empty();
      }
      message = found.content instanceof Nested;
      within = found.content instanceof Nested(MessageStructure nested) ? nested.part() : found;
    }
    return Optional.of(found);
  }

  /** The parts inside: those of a multipart, the one of a nested message, none of a leaf. */
  public List<Part> children() {
    return switch (content) {
      case Leaf() -> List.of();
      case Multipart(List<Part> parts) -> parts;
      case Nested(MessageStructure message) -> List.of(message.part());
    };
  }

  /** This part and all inside it, in the order of the message. */
  public Stream<Part> walk() {
    return Stream.concat(Stream.of(this), children().stream().flatMap(Part::walk));
  }

  /** The body without its transfer encoding; empty if the encoding is unknown (UNKNOWN-CTE). */
  public Optional<InputStream> decoded(Octets message) {
    return TransferEncoding.of(fields.transferEncoding())
        .map(encoding -> encoding.decode(body.of(message).stream()));
  }

  /** How many octets {@link #decoded} has (BINARY.SIZE); reads them all if they are encoded. */
  public Optional<Long> decodedSize(Octets message) throws IOException {
    Optional<TransferEncoding> encoding = TransferEncoding.of(fields.transferEncoding());
    if (encoding.isEmpty()) {
      return Optional.empty();
    }
    if (encoding.get() == TransferEncoding.IDENTITY) {
      return Optional.of(body.length());
    }
    try (InputStream in = encoding.get().decode(body.of(message).stream())) {
      return Optional.of(in.transferTo(OutputStream.nullOutputStream()));
    }
  }

  /** The name that its sender gave it as a file, decoded. */
  public Optional<String> fileName() {
    return fields
        .disposition()
        .flatMap(disposition -> disposition.parameters().decoded("filename"))
        .or(() -> type.parameters().decoded("name"));
  }
}
