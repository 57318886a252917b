package portineria.fetch.pop3;

/** A conversation with an upstream server failed. The message is a sentence for the person. */
public final class UpstreamTrouble extends Exception {
  private static final long serialVersionUID = 1L;

  /** What it means for the next attempt. */
  public enum Kind {
    /** No way to the server, or the line broke. */
    UNREACHABLE,
    /** No protected line: the certificate is not to be trusted, or there is no TLS. */
    INSECURE,
    /** Wrong user or password: trying again soon could lock the account upstream. */
    AUTHENTICATION,
    /** The server wants longer breaks between logins: RFC 2449 §8.1.1. */
    LOGIN_DELAY,
    /** Another session holds the maildrop: RFC 2449 §8.1.2. */
    IN_USE,
    /** The server has a passing problem: RFC 3206 §4. */
    TEMPORARY,
    /** The server has a problem that somebody there must mend: RFC 3206 §4. */
    PERMANENT,
    /** It does not speak POP3 as it should. */
    PROTOCOL
  }

  private final Kind kind;
  private final String sentence;

  public UpstreamTrouble(Kind kind, String message) {
    super(message);
    this.kind = kind;
    this.sentence = message;
  }

  public UpstreamTrouble(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.sentence = message;
  }

  public Kind kind() {
    return kind;
  }

  /** What the person should know and do. */
  public String sentence() {
    return sentence;
  }
}
