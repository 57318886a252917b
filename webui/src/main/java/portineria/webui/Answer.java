package portineria.webui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.webui.MailBook.Download;

/**
 * What a browser is given.
 *
 * @param type the media type, with its charset
 * @param more headers of this answer alone
 * @param cookies each a whole {@code Set-Cookie}: RFC 6265 §4.1
 * @param file what is sent instead of the body, octet by octet
 * @param stream what follows the body, as long as the page is open
 */
record Answer(
    int status,
    String type,
    String body,
    Map<String, String> more,
    List<String> cookies,
    Optional<Download> file,
    Optional<PageStreams.Wish> stream) {
  static final String HTML = "text/html;charset=utf-8";
  static final String CSS = "text/css;charset=utf-8";
  static final String SCRIPT = "text/javascript;charset=utf-8";
  static final String ICON = "image/svg+xml";

  /** What makes phones and browsers offer to install it rather than to show it. */
  static final String CERTIFICATE = "application/x-x509-ca-cert";

  /**
   * The same for every answer. Nothing is loaded that is not ours, no script runs but the one file,
   * nobody frames us. No Strict-Transport-Security: the page in the clear is how a computer gets
   * the certificate that it needs before it can trust the other one.
   */
  private static final Map<String, String> ALWAYS =
      Map.of(
          "Content-Security-Policy",
              "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
                  + " img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=()",
          "Cache-Control", "no-store");

  Answer(int status, String type, String body) {
    this(status, type, body, Map.of(), List.of(), Optional.empty(), Optional.empty());
  }

  static Answer html(String body) {
    return new Answer(200, HTML, body);
  }

  static Answer html(int status, String body) {
    return new Answer(status, HTML, body);
  }

  static Answer plain(int status, String body) {
    return new Answer(status, "text/plain;charset=utf-8", body);
  }

  /**
   * Something that came by mail, to be kept as a file and never shown: whatever its sender calls
   * it, it is octets.
   */
  static Answer file(Download file, String otherwise) {
    String name = FileName.safe(file.name(), otherwise);
    return new Answer(
            200,
            "application/octet-stream",
            "",
            Map.of(),
            List.of(),
            Optional.of(file),
            Optional.empty())
        .with("Content-Disposition", FileName.disposition(name))
        .with("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
  }

  /** Go on there, with a GET: RFC 9110 §15.4.4. */
  static Answer seeOther(String location) {
    return new Answer(303, "text/plain;charset=utf-8", "").with("Location", location);
  }

  Answer with(String header, String value) {
    Map<String, String> headers = new LinkedHashMap<>(more);
    headers.put(header, value);
    return new Answer(status, type, body, headers, cookies, file, stream);
  }

  Answer withCookie(String cookie) {
    List<String> all = new ArrayList<>(cookies);
    all.add(cookie);
    return new Answer(status, type, body, more, all, file, stream);
  }

  /**
   * The same as the beginning of a stream of server-sent events. What stands between, a proxy of
   * the office or a virus scanner, is told to pass on each piece as it comes: RFC 9111 §5.2.2.6,
   * and what nginx goes by.
   */
  Answer followedBy(PageStreams.Wish wish) {
    return new Answer(
            status, PageStream.TYPE, body, more, cookies, Optional.empty(), Optional.of(wish))
        .with("Cache-Control", "no-store, no-transform")
        .with("X-Accel-Buffering", "no");
  }

  /** Whether it is a part that a page shows, rather than a way to another page. */
  boolean isPart() {
    return status == 200 && type.equals(HTML) && !more.containsKey("HX-Redirect");
  }

  /** All headers but the length and the cookies. */
  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>(ALWAYS);
    headers.put("Content-Type", type);
    if (type.equals(HTML)) {
      headers.put("Vary", "Accept-Language, Cookie");
    }
    headers.putAll(more);
    return headers;
  }
}
