package portineria.fetch;

import java.util.Optional;

/**
 * What came of fetching one source.
 *
 * @param fetched messages that are new here
 * @param octets that were read
 * @param deleted messages that were deleted upstream
 * @param unfetched messages that are upstream and could not be fetched
 * @param problem a sentence for the person
 */
public record FetchResult(
    String source, int fetched, long octets, int deleted, int unfetched, Optional<String> problem) {

  /** Whether everything that is upstream is here. */
  public boolean isComplete() {
    return problem.isEmpty() && unfetched == 0;
  }
}
