package portineria.fetch;

import java.io.IOException;
import portineria.fetch.pop3.Endpoint;
import portineria.fetch.pop3.Pop3Client;
import portineria.fetch.pop3.UpstreamTrouble;
import portineria.fetch.pop3.UpstreamTrouble.Kind;
import portineria.store.Source;
import portineria.store.Store;

/** What all sources share. */
record Equipment(
    Store store,
    SealedPasswords passwords,
    TrustCache trusts,
    BackedUp backedUp,
    TrustedClock clock,
    FetchLimits limits) {

  /** A client that is not connected yet. */
  Pop3Client client(Source source) throws UpstreamTrouble {
    Endpoint server = new Endpoint(source.host(), source.port(), source.tls());
    return new Pop3Client(server, trusts.of(source.trustPem()), limits.pop3());
  }

  String password(Source source) throws UpstreamTrouble {
    try {
      return passwords.unseal(source.name(), source.sealedPassword());
    } catch (IOException e) {
      throw new UpstreamTrouble(Kind.AUTHENTICATION, String.valueOf(e.getMessage()), e);
    }
  }
}
