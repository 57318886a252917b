package portineria.message;

import java.util.Optional;

/**
 * What a part is: {@code text/plain; charset=utf-8} (RFC 2045 §5), in the spelling of the header.
 */
public record MediaType(String type, String subtype, Parameters parameters) {

  /** What RFC 2045 §5.2 says of a part that does not say what it is. */
  static final MediaType DEFAULT =
      new MediaType("text", "plain", Parameters.of("charset", "us-ascii"));

  /** RFC 2046 §5.1.5: parts of a digest are messages unless they say otherwise. */
  static final MediaType DEFAULT_IN_DIGEST = new MediaType("message", "rfc822", Parameters.NONE);

  /** What is served as plain bytes. */
  static final MediaType OCTETS = new MediaType("application", "octet-stream", Parameters.NONE);

  public MediaType {
    if (type.isEmpty() || subtype.isEmpty()) {
      throw new IllegalArgumentException("media type " + type + "/" + subtype);
    }
  }

  /**
   * Reads a Content-Type, however broken. Of a type without subtype the family is kept, since a
   * program can use it; what is no type at all is bytes, and nothing at all is text.
   */
  static MediaType parse(CharSequence value, int parametersMax) {
    Parameterized parsed = Parameterized.parse(value, parametersMax);
    String name = parsed.value();
    int slash = name.indexOf('/');
    String type = Lexer.token(slash < 0 ? name : name.substring(0, slash));
    String subtype = slash < 0 ? "" : Lexer.token(name.substring(slash + 1));
    if (type.isEmpty()) {
      return subtype.isEmpty() && name.isEmpty()
          ? new MediaType("text", "plain", parsed.parameters())
          : new MediaType("application", "octet-stream", parsed.parameters());
    }
    if (subtype.isEmpty()) {
      return switch (Lexer.lower(type)) {
        case "text" -> new MediaType(type, "plain", parsed.parameters());
        case "multipart" -> new MediaType(type, "mixed", parsed.parameters());
        default -> new MediaType("application", "octet-stream", parsed.parameters());
      };
    }
    return new MediaType(type, subtype, parsed.parameters());
  }

  public boolean is(String wantedType) {
    return type.equalsIgnoreCase(wantedType);
  }

  public boolean is(String wantedType, String wantedSubtype) {
    return is(wantedType) && subtype.equalsIgnoreCase(wantedSubtype);
  }

  /** The first parameter of that name. */
  public Optional<String> parameter(String name) {
    return parameters.first(name);
  }

  boolean isMessage() {
    return is("message", "rfc822") || is("message", "global");
  }
}
