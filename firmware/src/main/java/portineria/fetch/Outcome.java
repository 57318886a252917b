package portineria.fetch;

import java.time.Instant;

/**
 * What came of the last session with a source, or of asking for one in vain.
 *
 * @param when the moment that the source's status has of it, too
 * @param ended whether the session went to its end; if not, what it had brought is here
 */
public record Outcome(Instant when, FetchResult result, boolean ended) {}
