package portineria.fetch;

import java.util.List;
import java.util.Optional;
import portineria.fetch.pop3.CertificateDetails;
import portineria.fetch.pop3.UpstreamTrouble;

/**
 * What a visit to an upstream mailbox found, as far as it came; nothing was fetched.
 *
 * @param problem empty if all is well, else a sentence for the person
 * @param kind what kind of problem it is, where the server or the way to it has one
 * @param capabilities as the server said them
 * @param messages in the maildrop
 */
public record SourceCheck(
    Optional<String> problem,
    Optional<UpstreamTrouble.Kind> kind,
    Optional<CertificateDetails> certificate,
    List<String> capabilities,
    int messages,
    long octets) {
  public SourceCheck {
    capabilities = List.copyOf(capabilities);
  }

  /** It did not come to a visit. */
  static SourceCheck failed(String problem, Optional<UpstreamTrouble.Kind> kind) {
    return new SourceCheck(Optional.of(problem), kind, Optional.empty(), List.of(), 0, 0);
  }
}
