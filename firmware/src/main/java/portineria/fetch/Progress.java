package portineria.fetch;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a source's session has come.
 *
 * @param messages that were read
 * @param messagesTotal that are asked for; 0 until that is known
 * @param octetsTotal as the server's LIST says, which may be wrong
 * @param octetsPerSecond of late
 * @param left as far as it can be told
 */
public record Progress(
    String source,
    Phase phase,
    int messages,
    int messagesTotal,
    long octets,
    long octetsTotal,
    long octetsPerSecond,
    Optional<Duration> left) {

  static Progress at(String source, Phase phase) {
    return new Progress(source, phase, 0, 0, 0, 0, 0, Optional.empty());
  }
}
