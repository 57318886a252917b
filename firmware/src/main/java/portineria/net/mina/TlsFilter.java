package portineria.net.mina;

import java.net.InetSocketAddress;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.ssl.SslFilter;
import portineria.net.tls.ServerTls;

/**
 * MINA's TLS for one connection, with two choices of ours.
 *
 * <p>The engine comes ready from {@link ServerTls}: MINA's own way of making it asks the DNS for
 * the client's name, on the I/O thread. And the blocking one of MINA's two handlers is used,
 * because it tells that the handshake is done before it hands on the first octets after it; the
 * other one does it the other way round, and queues a 16 KiB buffer for each record, however small.
 *
 * <p>One instance per connection: SslFilter's own lock would otherwise be shared by all.
 */
final class TlsFilter extends SslFilter {
  static final String NAME = "tls";

  private final Supplier<SSLEngine> engines;

  TlsFilter(ServerTls tls) {
    super(tls.context());
    engines = tls::engine;
    setUseNonBlockingPipeline(false);
  }

  @Override
  protected SSLEngine createEngine(IoSession session, InetSocketAddress client) {
    return engines.get();
  }
}
