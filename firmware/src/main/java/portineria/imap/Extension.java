package portineria.imap;

import java.util.Optional;

/** What a client has to switch on before the server may use it: RFC 5161 §3.1. */
public enum Extension {
  /** RFC 9051 §6.3.1. */
  IMAP4REV2("IMAP4rev2"),

  /** Modseqs are told: RFC 7162 §3.1. */
  CONDSTORE("CONDSTORE"),

  /** Removed messages are told by their UIDs: RFC 7162 §3.2. */
  QRESYNC("QRESYNC"),

  /** Names and strings are UTF-8: RFC 6855 §3. */
  UTF8_ACCEPT("UTF8=ACCEPT");

  private final String word;

  Extension(String word) {
    this.word = word;
  }

  /** As the server writes it. */
  public String word() {
    return word;
  }

  /** As a client writes it. */
  public static Optional<Extension> of(String word) {
    for (Extension extension : values()) {
      if (extension.word.equalsIgnoreCase(word)) {
        return Optional.of(extension);
      }
    }
    return Optional.empty();
  }
}
