package portineria.notice;

import java.time.Instant;
import java.util.Optional;
import portineria.health.Cause;
import portineria.health.Urgency;
import portineria.health.Words;

/**
 * Something that people do not know yet.
 *
 * @param account whose mail it concerns, where it is one account's
 * @param since when it began; of what is over, when it ended
 */
record News(
    Kind kind, Cause cause, Optional<String> account, Urgency urgency, Words words, Instant since) {

  enum Kind {
    WRONG,
    /** It was told before, and is urgent now. */
    WORSE,
    OVER
  }
}
