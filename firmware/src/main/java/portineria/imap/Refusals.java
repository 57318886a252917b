package portineria.imap;

import portineria.imap.wire.No;
import portineria.store.Refusal;

/** Which response code says what the store has refused: RFC 9051 §7.1, RFC 5530 §3. */
final class Refusals {
  private Refusals() {}

  static No answer(Refusal refusal) {
    String code =
        switch (refusal.reason()) {
          case NONEXISTENT -> "NONEXISTENT";
          case ALREADY_EXISTS -> "ALREADYEXISTS";
          case CANNOT, ERASED -> "CANNOT";
          case IN_USE -> "INUSE";
          case LIMIT -> "LIMIT";
          case NO_SPACE, OVER_QUOTA -> "OVERQUOTA";
          case READ_ONLY, UNAVAILABLE -> "UNAVAILABLE";
        };
    String message = refusal.getMessage();
    return new No(code, message == null ? "Refused" : message);
  }
}
