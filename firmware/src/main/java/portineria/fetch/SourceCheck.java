package portineria.fetch;

import java.util.List;
import java.util.Optional;
import portineria.fetch.pop3.CertificateDetails;

/**
 * What a visit to an upstream mailbox found, as far as it came; nothing was fetched.
 *
 * @param problem empty if all is well, else a sentence for the person
 * @param capabilities as the server said them
 * @param messages in the maildrop
 */
public record SourceCheck(
    Optional<String> problem,
    Optional<CertificateDetails> certificate,
    List<String> capabilities,
    int messages,
    long octets) {
  public SourceCheck {
    capabilities = List.copyOf(capabilities);
  }

  static SourceCheck failed(String problem) {
    return new SourceCheck(Optional.of(problem), Optional.empty(), List.of(), 0, 0);
  }
}
