package portineria.fetch;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import portineria.fetch.pop3.Trust;
import portineria.fetch.pop3.UpstreamTrouble;

/** Trusted certificates, read once and not for every session. For many threads. */
final class TrustCache {
  /** More private authorities than an office has. */
  private static final int ENTRIES_MAX = 50;

  private final Map<Optional<String>, Trust> trusts = new HashMap<>();

  synchronized Trust of(Optional<String> pem) throws UpstreamTrouble {
    Trust trust = trusts.get(pem);
    if (trust == null) {
      trust = Trust.of(pem);
      if (trusts.size() >= ENTRIES_MAX) {
        trusts.clear();
      }
      trusts.put(pem, trust);
    }
    return trust;
  }
}
