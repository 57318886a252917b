package portineria.search;

import java.time.Instant;
import portineria.store.MessageId;

/**
 * A message that an {@link Inquiry} has found.
 *
 * @param came see {@link Inquiry#since}
 */
public record Hit(String account, MessageId message, Instant came) {}
