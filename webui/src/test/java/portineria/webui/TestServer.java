package portineria.webui;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/** The pages on free ports of loopback. */
final class TestServer {
  private TestServer() {}

  static WebServer start(Appliance appliance, InstantSource clock) throws IOException {
    return WebServer.start(appliance, settings(200, Duration.ofSeconds(30), clock));
  }

  static WebSettings settings(int connections, Duration idle, InstantSource clock) {
    return new WebSettings(
        Optional.of(InetAddress.getLoopbackAddress()),
        OptionalInt.of(0),
        OptionalInt.of(0),
        TestTls.context(),
        TestTls.context().getDefaultSSLParameters(),
        connections,
        idle,
        clock);
  }
}
