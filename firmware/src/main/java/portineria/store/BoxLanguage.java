package portineria.store;

import java.util.Optional;

/** The language in which the box names the mailboxes that it keeps for an account. */
public enum BoxLanguage {
  ENGLISH("en", "Recoverable", "All Mail"),
  ITALIAN("it", "Recuperabili", "Tutta la posta");

  /** The setting that holds a {@link #code}; without it, English. */
  public static final String SETTING = "language";

  private final String code;
  private final String recoverable;
  private final String allMail;

  BoxLanguage(String code, String recoverable, String allMail) {
    this.code = code;
    this.recoverable = recoverable;
    this.allMail = allMail;
  }

  /** As ISO 639 has it. */
  public String code() {
    return code;
  }

  /** The language of that code; English, where the box has no words in it. */
  public static BoxLanguage of(Optional<String> code) {
    for (BoxLanguage language : values()) {
      if (code.isPresent() && code.get().equals(language.code)) {
        return language;
      }
    }
    return ENGLISH;
  }

  /** What the root of all mailboxes of {@code kind} is called; the account's own have no root. */
  public Optional<MailboxName> root(MailboxKind kind) {
    return switch (kind) {
      case ORDINARY -> Optional.empty();
      case RECOVERABLE -> Optional.of(new MailboxName(recoverable));
      case ALL_MAIL -> Optional.of(new MailboxName(allMail));
    };
  }
}
