package portineria.net.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The key that JSSE uses, with the certificate that is shown for it: a new certificate is shown
 * from the next handshake on, without a new context. Safe for use by many threads.
 */
final class ServerKey extends X509ExtendedKeyManager {
  private static final String ALIAS = "server";
  private static final String[] NONE = {};

  private final PrivateKey key;
  private final X509Certificate authority;
  private volatile X509Certificate shown;

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

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return key;
  }

  /** With the authority, though it need not be sent: some programs offer to trust what they see. */
  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return new X509Certificate[] {shown, authority};
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String type, Principal @Nullable [] issuers, SSLEngine engine) {
    return type.equals("EC") ? ALIAS : null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String type, Principal @Nullable [] issuers, Socket socket) {
    return type.equals("EC") ? ALIAS : null;
  }

  @Override
  public String[] getServerAliases(String type, Principal @Nullable [] issuers) {
    return type.equals("EC") ? new String[] {ALIAS} : NONE;
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
