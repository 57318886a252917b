package portineria.message;

import java.io.InputStream;
import java.util.Optional;

/** How a body was made fit for transport (RFC 2045 §6). */
public enum TransferEncoding {
  /** 7bit, 8bit and binary: the octets are what they are. */
  IDENTITY,
  BASE64,
  QUOTED_PRINTABLE;

  /**
   * The encoding of that name; empty if it is not one that can be undone here, so that IMAP can
   * answer UNKNOWN-CTE (RFC 9051 §7.1).
   */
  public static Optional<TransferEncoding> of(String name) {
    return switch (Lexer.lower(name)) {
      case "7bit", "8bit", "binary", "7-bit", "8-bit" -> Optional.of(IDENTITY);
      case "base64" -> Optional.of(BASE64);
      case "quoted-printable" -> Optional.of(QUOTED_PRINTABLE);
      default -> Optional.empty();
    };
  }

  boolean isNamed(String name) {
    return of(name).filter(this::equals).isPresent();
  }

  /** Undoes it. Lenient: any octets decode to something. */
  public InputStream decode(InputStream encoded) {
    return switch (this) {
      case IDENTITY -> encoded;
      case BASE64 -> new Base64Stream(encoded);
      case QUOTED_PRINTABLE -> new QuotedPrintableStream(encoded);
    };
  }
}
