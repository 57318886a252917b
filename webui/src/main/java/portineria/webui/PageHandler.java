package portineria.webui;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.webui.MailBook.Download;
import portineria.webui.Refused.Why;

/**
 * From a request to an {@link Answer}: finds the page, and lets nobody near it that it is not for.
 * Each request has a virtual thread of its own, because a page may wait: for a password's hash and
 * the delay after wrong ones, or for a provider. The number of connections bounds them, and of
 * requests on one connection. A part of a page that goes on as a stream ({@link PageStreams}) keeps
 * no thread.
 *
 * <pre>
 *   no such page                              404, 405
 *   for anybody                               the page
 *   through the door in the clear             to the protected one
 *   under a name that is not ours             421, with the names that are
 *   a form too large or not from a page here  413, 403
 *   a photo while others are being read       422
 *   not logged in                             to the login
 *   somebody else's page                      403
 * </pre>
 */
final class PageHandler extends Handler.Abstract.NonBlocking {
  /**
   * The browser takes it over TLS alone, from this host alone, for all pages: RFC 6265bis §4.1.3.
   */
  static final String COOKIE = "__Host-portineria";

  static final String LANGUAGE_COOKIE = "portineria-language";
  private static final String BEARER = "Bearer ";

  /** The attribute of a request whose form was read to its end. */
  private static final String READ = "portineria.read";

  private static final String TOKEN_FIELD = "token";
  private static final String FORM_TYPE = "application/x-www-form-urlencoded";
  private static final int DISCARDED_OCTETS_MAX = 1024 * 1024;
  private static final int LANGUAGE_SECONDS = 365 * 24 * 3600;

  private static final Logger log = LoggerFactory.getLogger(PageHandler.class);

  private final Appliance appliance;
  private final Site site;
  private final PageStreams streams;
  private final Supplier<Ports> ports;
  private final Photos photos = new Photos();

  /** Those that are not answered yet; and one that is the door's own. */
  private final Phaser underWay = new Phaser(1);

  private final Words english = new Words(Language.ENGLISH);
  private final Words italian = new Words(Language.ITALIAN);

  /**
   * Before the pages of {@code site}.
   *
   * @param ports of the doors, which are known when they are open
   */
  PageHandler(Appliance appliance, Site site, PageStreams streams, Supplier<Ports> ports) {
    this.appliance = appliance;
    this.site = site;
    this.streams = streams;
    this.ports = ports;
  }

  /** Of both doors; 0 where there is none. */
  record Ports(int http, int https) {}

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    underWay.register();
    Thread.ofVirtual().name("web-page").start(() -> serve(request, response, callback));
    return true;
  }

  /** Waits until what was asked for is answered, but not for who waits for long. */
  void answerAll(Duration longest) {
    try {
      int phase = underWay.arrive();
      underWay.awaitAdvanceInterruptibly(phase, longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException others) {
      log.info("closing with requests under way");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Request request, Response response, Callback callback) {
    try {
      Answer answer = answer(request);
      if (request.getMethod().equals("POST")) {
        streams.nudge();
        passOver(request);
      }
      send(answer, request, response, callback);
    } catch (IOException gone) {
      callback.failed(gone);
    } catch (RuntimeException | Error bug) {
      log.error("page failed path={}", request.getHttpURI().getPath(), bug);
      send(Answer.plain(500, "Error 500\n"), request, response, callback);
    } finally {
      underWay.arriveAndDeregister();
    }
  }

  /**
   * A form that nobody wants: where others go on on its connection, it is read past, because who
   * still sends it would not look at the answer.
   */
  private static void passOver(Request request) {
    boolean isShared = request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2;
    if (isShared && request.getAttribute(READ) == null) {
      try (InputStream in = Content.Source.asInputStream(request)) {
        in.skip(DISCARDED_OCTETS_MAX);
      } catch (IOException gone) {
        log.debug("form not read to its end", gone);
      }
    }
  }

  /** What Jetty itself refuses: bad requests, headers that are too long. */
  boolean fail(Request request, Response response, Callback callback) {
    int status = Math.max(400, response.getStatus());
    send(Answer.plain(status, "Error " + status + "\n"), request, response, callback);
    return true;
  }

  private Answer answer(Request request) throws IOException {
    String path = Optional.ofNullable(request.getHttpURI().getPath()).orElse("/");
    List<Route> there =
        site.routes().stream().filter(route -> route.match(path).isPresent()).toList();
    Words words = words(request);
    if (there.isEmpty()) {
      return site.message(words, 404, "message.missing");
    }
    String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    Optional<Route> route =
        there.stream().filter(one -> one.method().name().equals(method)).findFirst();
    if (route.isEmpty()) {
      return Answer.plain(405, "Not that way.\n").with("Allow", allowed(there));
    }
    return inLanguage(request, words, at(request, route.get(), path, words));
  }

  private static String allowed(List<Route> routes) {
    String methods =
        routes.stream().map(route -> route.method().name()).collect(Collectors.joining(", "));
    return methods.contains("GET") ? methods + ", HEAD" : methods;
  }

  private Answer at(Request request, Route route, String path, Words words) throws IOException {
    boolean ours = HostNames.isOurs(host(request), appliance.hosts());
    Ask.Door door =
        new Ask.Door(
            ours ? host(request) : appliance.hosts().getFirst(),
            request.isSecure(),
            ports.get().http(),
            ports.get().https());
    if (route.audience() != Audience.ANYBODY) {
      if (!door.isTls()) {
        return toTheProtectedDoor(route, door, path, words);
      }
      if (!ours) {
        return site.otherName(words);
      }
    }
    String cookie = cookie(request, COOKIE).orElse("");
    if (cookie.isEmpty() && route.audience() != Audience.ANYBODY && isFollowed(request)) {
      return site.message(words, 200, "message.onward")
          .with("Refresh", "0; url=" + door.https(request.getHttpURI().getPathQuery()));
    }
    boolean fresh = cookie.isEmpty() && route.audience() == Audience.STRANGER;
    String known = fresh ? site.newCookie() : cookie;
    Optional<Session> session =
        door.isTls() && ours ? site.session(known, !route.isLive()) : Optional.empty();
    try {
      Form form =
          form(
              request,
              route,
              known,
              session.isPresent() ? Form.OCTETS_MAX : Form.STRANGERS_OCTETS_MAX);
      boolean streamed = session.isPresent() && wantsStream(request, route);
      Ask ask =
          new Ask(
              route,
              route.match(path).orElseThrow(),
              query(request),
              form,
              words,
              from(request),
              door,
              session,
              streamed ? PageStreams.TOKEN : site.token(known),
              bearer(request),
              streamed);
      Answer answer = site.serve(ask);
      if (streamed && answer.isPart()) {
        return answer.followedBy(new PageStreams.Wish(ask, path, known, site.token(known)));
      }
      if (streamed && answer.status() == 200) {
        // Another page is next. That is for the part to hear when it asks by itself; the browser
        // need not look for a stream again (WHATWG HTML §9.2.3).
        return Answer.plain(204, "");
      }
      return fresh && answer.cookies().isEmpty() ? answer.withCookie(browserCookie(known)) : answer;
    } catch (TooLarge tooLarge) {
      return site.message(words, 413, tooLarge.key);
    } catch (Refused refused) {
      return refused.why() == Why.FORM
          ? site.message(words, 403, "message.token")
          : site.refused(words, refused);
    }
  }

  /** Only who has logged in is given one: strangers fill no memory. */
  private static boolean wantsStream(Request request, Route route) {
    return route.isLive()
        && request.getMethod().equals("GET")
        && header(request, "Accept").contains("text/event-stream");
  }

  private static Optional<String> bearer(Request request) {
    return Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION))
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).strip());
  }

  private Answer toTheProtectedDoor(Route route, Ask.Door door, String path, Words words) {
    if (door.httpsPort() == 0) {
      return site.message(words, 404, "message.no-https");
    }
    // A password that came in the clear was read already by whoever listens: nothing is done with
    // it.
    return route.method() == Route.Method.GET && route.audience() != Audience.MONITOR
        ? Answer.seeOther(door.https(path))
        : site.message(words, 403, "message.clear");
  }

  /** The fields of a POST that comes from a page of ours; of others, nothing is read. */
  private Form form(Request request, Route route, String cookie, int most)
      throws IOException, Refused, TooLarge {
    if (route.method() != Route.Method.POST) {
      return Form.EMPTY;
    }
    if (isForeign(request)) {
      throw new Refused(Why.FORM);
    }
    String type = header(request, "Content-Type");
    boolean hasFiles = type.toLowerCase(Locale.ROOT).startsWith(Multipart.TYPE);
    if (!hasFiles && !type.toLowerCase(Locale.ROOT).startsWith(FORM_TYPE)) {
      throw new Refused(Why.FORM);
    }
    if (hasFiles && route.file()) {
      return withFile(request, type, cookie, most);
    }
    try (InputStream in = Content.Source.asInputStream(request)) {
      if (hasFiles && route.photos().test(from(request))) {
        return withPhoto(request, in, type, cookie, most);
      }
      byte[] octets = in.readNBytes(most + 1);
      if (octets.length > most) {
        // Some more of it, so that the browser comes to read the answer.
        in.skip(DISCARDED_OCTETS_MAX);
        throw new TooLarge("message.large");
      }
      request.setAttribute(READ, true);
      return checked(
          cookie,
          hasFiles
              ? Multipart.parse(type, octets, most).form()
              : Form.parse(new String(octets, StandardCharsets.US_ASCII)));
    }
  }

  private Form checked(String cookie, Form form) throws Refused {
    if (!site.fits(cookie, form.exact(TOKEN_FIELD))) {
      throw new Refused(Why.FORM);
    }
    return form;
  }

  /**
   * A form that may have a photo in it, which nobody looks at without the form's token, and of
   * which the page sees no more than what is in it.
   */
  private Form withPhoto(Request request, InputStream in, String type, String cookie, int most)
      throws IOException, Refused, TooLarge {
    try (Photos.Turn turn = photos.turn()) {
      byte[] octets = turn.octets(in, Photos.OCTETS_MAX + most);
      request.setAttribute(READ, true);
      if (octets.length > Photos.OCTETS_MAX + most) {
        throw new TooLarge("message.photo-large");
      }
      Multipart sent = Multipart.parse(type, octets, most);
      Form form = checked(cookie, sent.form());
      return sent.photo().isPresent() ? form.with(turn.read(sent.photo().get())) : form;
    }
  }

  /**
   * A form with a large file, of which nobody reads anything without the form's token. The page
   * reads it, once it is known that it is for who asks.
   */
  private Form withFile(Request request, String type, String cookie, int most)
      throws IOException, Refused {
    long octets = request.getLength();
    try {
      Form form =
          FileForm.begin(
              type,
              Content.Source.asInputStream(request),
              most,
              octets < 0 ? OptionalLong.empty() : OptionalLong.of(octets),
              () -> request.setAttribute(READ, true));
      return checked(cookie, form);
    } catch (EOFException cut) {
      throw new Refused(Why.FORM);
    }
  }

  /**
   * Whether the browser says that a form is on somebody else's page: then nothing is taken from it,
   * whatever token it carries. Of our own pages it says {@code null} where it says an origin at
   * all, because they send no referrer: Fetch §3.2.
   */
  private static boolean isForeign(Request request) {
    String origin = header(request, "Origin");
    return header(request, "Sec-Fetch-Site").equals("cross-site")
        || !(origin.isEmpty() || origin.equals("null") || isHere(origin, request));
  }

  /**
   * Whether somebody follows a link from elsewhere: then the browser keeps the session's cookie
   * back (SameSite=Strict, RFC 6265bis §5.6.7.1), also from the page in the clear, and who has
   * logged in looks like a stranger. From a page of ours to the same place, it sends it along.
   */
  private static boolean isFollowed(Request request) {
    return header(request, "Sec-Fetch-Site").equals("cross-site")
        && header(request, "Sec-Fetch-Mode").equals("navigate")
        && request.getMethod().equals("GET");
  }

  private static boolean isHere(String origin, Request request) {
    try {
      URI uri = new URI(origin);
      int usual = "https".equals(uri.getScheme()) ? 443 : 80;
      return bare(String.valueOf(uri.getHost())).equalsIgnoreCase(bare(host(request)))
          && (uri.getPort() < 0 ? usual : uri.getPort()) == Request.getServerPort(request);
    } catch (URISyntaxException garbled) {
      return false;
    }
  }

  /** An IPv6 address without its brackets. */
  private static String bare(String host) {
    return host.replaceAll("^\\[|\\]$", "");
  }

  private static String header(Request request, String name) {
    return Optional.ofNullable(request.getHeaders().get(name)).orElse("");
  }

  /** More than any page sends. */
  private static final class TooLarge extends Exception {
    private static final long serialVersionUID = 1L;

    /** Of the words that say so. */
    private final String key;

    TooLarge(String key) {
      this.key = key;
    }
  }

  private static Form query(Request request) throws Refused {
    String query = request.getHttpURI().getQuery();
    return query == null ? Form.EMPTY : Form.parse(query);
  }

  private static String host(Request request) {
    return Optional.ofNullable(Request.getServerName(request)).orElse("");
  }

  private static InetAddress from(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress address
        ? address.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  private static Optional<String> cookie(Request request, String name) {
    return Request.getCookies(request).stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  /** The header for who is logged in, or is about to. */
  static String browserCookie(String value) {
    return COOKIE + "=" + value + "; Path=/; Secure; HttpOnly; SameSite=Strict";
  }

  /** What was chosen on a page, else what the browser asks for. */
  private Words words(Request request) {
    Optional<Language> chosen =
        chosen(request).or(() -> cookie(request, LANGUAGE_COOKIE).flatMap(Language::tagged));
    String wanted = request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE);
    return switch (chosen.orElseGet(() -> Language.wanted(wanted == null ? "" : wanted))) {
      case ENGLISH -> english;
      case ITALIAN -> italian;
    };
  }

  private static Optional<Language> chosen(Request request) {
    try {
      return Language.tagged(query(request).text("lang"));
    } catch (Refused unreadable) {
      return Optional.empty();
    }
  }

  /** Remembers the language that was chosen. */
  private static Answer inLanguage(Request request, Words words, Answer answer) {
    return chosen(request).isEmpty()
        ? answer
        : answer.withCookie(
            LANGUAGE_COOKIE
                + "="
                + words.language().tag()
                + "; Path=/; Max-Age="
                + LANGUAGE_SECONDS
                + "; HttpOnly; SameSite=Lax");
  }

  private void send(Answer answer, Request request, Response response, Callback callback) {
    response.setStatus(answer.status());
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      response.getHeaders().put(header.getKey(), header.getValue());
    }
    if (request.getMethod().equals("POST") && request.getAttribute(READ) == null) {
      // Its form was not read to its end: what comes next on this connection is not a request.
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    answer.cookies().forEach(cookie -> response.getHeaders().add(HttpHeader.SET_COOKIE, cookie));
    if (answer.file().isPresent()) {
      sendFile(answer.file().get(), request, response, callback);
      return;
    }
    if (answer.stream().isPresent()) {
      streams.open(
          answer.stream().get(), answer.body(), new ResponseLine(request, response, callback));
      return;
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    if (request.getMethod().equals("HEAD")) {
      callback.succeeded();
    } else {
      response.write(true, BufferUtil.toBuffer(body), callback);
    }
  }

  /** Piece by piece, at the pace of who reads. */
  private static void sendFile(
      Download file, Request request, Response response, Callback callback) {
    file.octets().ifPresent(octets -> response.getHeaders().put(HttpHeader.CONTENT_LENGTH, octets));
    if (request.getMethod().equals("HEAD")) {
      callback.succeeded();
      return;
    }
    try (OutputStream out = Content.Sink.asOutputStream(response)) {
      file.content().writeTo(out);
    } catch (IOException | UncheckedIOException gone) {
      // Half of it is sent: the connection ends, and the browser says that it is not all.
      callback.failed(gone);
      return;
    }
    callback.succeeded();
  }
}
