package portineria.net.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The keys that JSSE uses, with the certificates that are shown for them: another certificate is
 * shown from the next handshake on, without a new context. Safe for use by many threads.
 *
 * <p>Beside the box's own there may be one that the office has given. It is shown to all programs
 * but those that ask for one of the box's own names, and those that ask for none, which know its
 * address alone: no given certificate holds for these, and what was set up with them goes on.
 */
final class ServerKey extends X509ExtendedKeyManager {
  private static final String OWN = "own";
  private static final String GIVEN = "given-";
  private static final String[] NONE = {};

  private final PrivateKey key;
  private final X509Certificate authority;
  private volatile X509Certificate shown;
  private volatile Optional<Given> given = Optional.empty();

  /** With its alias, which no other one ever had. */
  private record Given(GivenCertificate certificate, Identity identity) {}

  private int givenSoFar;

  ServerKey(PrivateKey key, X509Certificate shown, X509Certificate authority) {
    this.key = key;
    this.shown = shown;
    this.authority = authority;
  }

  void show(X509Certificate renewed) {
    shown = renewed;
  }

  X509Certificate shown() {
    return shown;
  }

  /** From now on; without one, the box's own alone. */
  synchronized void give(Optional<GivenCertificate> certificate) {
    givenSoFar++;
    String alias = GIVEN + givenSoFar;
    given = certificate.map(one -> new Given(one, one.identity(alias)));
  }

  Optional<GivenCertificate> given() {
    return given.map(Given::certificate);
  }

  /** With the authority, though it need not be sent: some programs offer to trust what they see. */
  private Identity own() {
    return new Identity(OWN, key, List.of(shown, authority));
  }

  /** For a program that asks for these names: RFC 6066 §3. */
  private Identity asked(List<SNIServerName> names) {
    Optional<Given> now = given;
    for (SNIServerName name : names) {
      if (now.isPresent() && name instanceof SNIHostName host) {
        String wanted = host.getAsciiName().toLowerCase(Locale.ROOT);
        boolean isOwns =
            ServerTls.names(shown).hosts().contains(wanted)
                && !now.get().certificate().covers(wanted);
        return isOwns ? own() : now.get().identity();
      }
    }
    return own();
  }

  private @Nullable String alias(String type, @Nullable SSLSession session) {
    Identity identity =
        asked(
            session instanceof ExtendedSSLSession known
                ? known.getRequestedServerNames()
                : List.of());
    return identity.isOf(type) ? identity.alias() : null;
  }

  /** None where it was taken back in the course of a handshake: the program tries again. */
  private Optional<Identity> named(String alias) {
    return alias.equals(OWN)
        ? Optional.of(own())
        : given.map(Given::identity).filter(one -> one.alias().equals(alias));
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return named(alias).map(Identity::key).orElse(null);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return named(alias).map(one -> one.chain().toArray(X509Certificate[]::new)).orElse(null);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String type, Principal @Nullable [] issuers, SSLEngine engine) {
    return alias(type, engine.getHandshakeSession());
  }

  @Override
  public @Nullable String chooseServerAlias(
      String type, Principal @Nullable [] issuers, Socket socket) {
    return alias(type, socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null);
  }

  @Override
  public String[] getServerAliases(String type, Principal @Nullable [] issuers) {
    return own().isOf(type) ? new String[] {OWN} : NONE;
  }

  @Override
  public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
    return NONE;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] types, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }
}
