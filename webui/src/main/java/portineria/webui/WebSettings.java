package portineria.webui;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Where the pages are served.
 *
 * @param address where to listen; empty for everywhere
 * @param http the port in the clear; 0 takes a free one, empty opens none
 * @param https the port with TLS; 0 takes a free one, empty opens none
 * @param tls the box's certificate
 * @param parameters protocols and cipher suites, in the order of preference
 * @param connectionsMax browsers at one time, both ports together: the pages are for one office
 * @param idle how long a browser may keep a connection without a word
 * @param clock by which who has logged in is logged out
 */
public record WebSettings(
    Optional<InetAddress> address,
    OptionalInt http,
    OptionalInt https,
    SSLContext tls,
    SSLParameters parameters,
    int connectionsMax,
    Duration idle,
    InstantSource clock) {

  public WebSettings {
    http.ifPresent(WebSettings::checkPort);
    https.ifPresent(WebSettings::checkPort);
    if (connectionsMax < 1 || !idle.isPositive()) {
      throw new IllegalArgumentException("the limits must be positive");
    }
  }

  public WebSettings(
      Optional<InetAddress> address,
      OptionalInt http,
      OptionalInt https,
      SSLContext tls,
      SSLParameters parameters,
      InstantSource clock) {
    this(address, http, https, tls, parameters, 200, Duration.ofSeconds(30), clock);
  }

  private static void checkPort(int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }
}
