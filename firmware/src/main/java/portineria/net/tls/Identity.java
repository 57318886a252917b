package portineria.net.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A key, and the certificates that are shown for it.
 *
 * @param alias by which JSSE asks for it in the course of a handshake
 * @param chain the server's first
 */
record Identity(String alias, PrivateKey key, List<X509Certificate> chain) {
  Identity {
    chain = List.copyOf(chain);
  }

  X509Certificate certificate() {
    return chain.getFirst();
  }

  /** Whether a handshake that wants a key of this kind can use it: {@code EC}, {@code RSA}. */
  boolean isOf(String type) {
    return key.getAlgorithm().equals(type);
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return alias;
  }
}
