package portineria.webui;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The two web doors: Jetty with the pages behind it. */
public final class WebServer implements AutoCloseable {
  /** Threads at the most: Jetty wants a handful for itself, the rest answer requests. */
  private static final int THREADS_MAX = 16;

  /** Of a request line with its headers; a browser sends less than one thousand. */
  private static final int REQUEST_HEADER_OCTETS_MAX = 8192;

  /**
   * Requests at one time on one connection of HTTP/2. A browser opens six connections of HTTP/1.1
   * to a host and no more, so that the seventh open page with a stream would wait for ever; of
   * HTTP/2 it opens one, with all its pages on it.
   */
  private static final int REQUESTS_MAX = 64;

  /** What one connection of HTTP/2 may send of forms that nobody reads yet: it waits in memory. */
  private static final int UNREAD_OCTETS_MAX = 128 * 1024;

  /** For pages that are being made when the box closes: one of them says that it does. */
  private static final Duration ANSWERS_LONGEST = Duration.ofSeconds(1);

  private final Server server;
  private final PageStreams streams;
  private final PageHandler pages;
  private final Optional<ServerConnector> http;
  private final Optional<ServerConnector> https;

  private WebServer(
      Server server,
      PageStreams streams,
      PageHandler pages,
      Optional<ServerConnector> http,
      Optional<ServerConnector> https) {
    this.server = server;
    this.streams = streams;
    this.pages = pages;
    this.http = http;
    this.https = https;
  }

  /**
   * Opens the doors.
   *
   * @throws DoorRefused when a port can't be had
   */
  public static WebServer start(Appliance appliance, WebSettings settings) throws IOException {
    return start(appliance, settings, PageStreams.PACE);
  }

  /** The same, with another pace of its streams. */
  static WebServer start(Appliance appliance, WebSettings settings, Duration pace)
      throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS_MAX, 1);
    threads.setName("web");
    threads.setDaemon(true);
    Server server = new Server(threads);
    Optional<ServerConnector> http =
        box(settings.http()).map(port -> listen(server, "http", port, settings, clear()));
    Optional<ServerConnector> https =
        box(settings.https()).map(port -> listen(server, "https", port, settings, tls(settings)));
    server.addBean(new NetworkConnectionLimit(settings.connectionsMax(), server));
    Site site = new Site(appliance, settings.clock(), new SecureRandom());
    PageStreams streams = new PageStreams(site, pace, settings.idle());
    PageHandler pages =
        new PageHandler(
            appliance,
            site,
            streams,
            () -> new PageHandler.Ports(port(http).orElse(0), port(https).orElse(0)));
    server.setHandler(pages);
    server.setErrorHandler(pages::fail);
    server.setStopTimeout(0);
    WebServer started = new WebServer(server, streams, pages, http, https);
    started.open();
    return started;
  }

  private void open() throws IOException {
    try {
      for (ServerConnector door : Stream.of(http, https).flatMap(Optional::stream).toList()) {
        open(door);
      }
      server.start();
    } catch (IOException e) {
      close();
      throw e;
    } catch (Exception e) {
      close();
      throw new IOException("the web pages did not start: " + e.getMessage(), e);
    }
  }

  /** Jetty would not say which of both it was. */
  private static void open(ServerConnector door) throws DoorRefused {
    try {
      door.open();
    } catch (IOException e) {
      throw new DoorRefused(door.getName(), e);
    }
  }

  /** The port in the clear, if it is open. */
  public OptionalInt httpPort() {
    return port(http);
  }

  /** The port with TLS, if it is open. */
  public OptionalInt httpsPort() {
    return port(https);
  }

  /** Pages that are open with a stream. */
  int streams() {
    return streams.count();
  }

  private static OptionalInt port(Optional<ServerConnector> door) {
    return door.map(c -> OptionalInt.of(c.getLocalPort())).orElse(OptionalInt.empty());
  }

  private static Optional<Integer> box(OptionalInt port) {
    return port.isPresent() ? Optional.of(port.getAsInt()) : Optional.empty();
  }

  private static ServerConnector listen(
      Server server, String name, int port, WebSettings settings, ConnectionFactory... factories) {
    // One thread accepts and one selects: an office, not a data centre.
    ServerConnector connector = new ServerConnector(server, null, null, null, 0, 1, factories);
    connector.setName(name);
    settings.address().map(InetAddress::getHostAddress).ifPresent(connector::setHost);
    connector.setPort(port);
    connector.setIdleTimeout(settings.idle().toMillis());
    server.addConnector(connector);
    return connector;
  }

  private static ConnectionFactory[] clear() {
    return new ConnectionFactory[] {new HttpConnectionFactory(configuration())};
  }

  private static ConnectionFactory[] tls(WebSettings settings) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setSslContext(settings.tls());
    context.setIncludeProtocols(settings.parameters().getProtocols());
    context.setExcludeCipherSuites();
    context.setIncludeCipherSuites(settings.parameters().getCipherSuites());
    context.setUseCipherSuitesOrder(true);
    HttpConfiguration configuration = configuration();
    // No check of the name in the request here: an office may reach the box by names that its
    // certificate can't know, and is better served by a page that says so. See HostNames.
    configuration.addCustomizer(new SecureRequestCustomizer(false));
    HttpConnectionFactory http = new HttpConnectionFactory(configuration);
    HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(configuration);
    http2.setMaxConcurrentStreams(REQUESTS_MAX);
    http2.setInitialStreamRecvWindow(UNREAD_OCTETS_MAX / 2);
    http2.setInitialSessionRecvWindow(UNREAD_OCTETS_MAX);
    ALPNServerConnectionFactory choice = new ALPNServerConnectionFactory();
    // What a program speaks that does not say what it speaks.
    choice.setDefaultProtocol(http.getProtocol());
    return new ConnectionFactory[] {
      new SslConnectionFactory(context, choice.getProtocol()), choice, http2, http
    };
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(false);
    configuration.setRequestHeaderSize(REQUEST_HEADER_OCTETS_MAX);
    // What a page does not read of a form is not read at all.
    configuration.setMaxUnconsumedRequestContentReads(1);
    return configuration;
  }

  @Override
  public void close() {
    streams.close();
    pages.answerAll(ANSWERS_LONGEST);
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the web pages did not stop", e);
    }
  }
}
