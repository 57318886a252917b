package portineria.webui;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a browser is given.
 *
 * @param type the media type, with its charset
 */
record Answer(int status, String type, String body) {
  static final String HTML = "text/html;charset=utf-8";
  static final String CSS = "text/css;charset=utf-8";

  /** What makes phones and browsers offer to install it rather than to show it. */
  static final String CERTIFICATE = "application/x-x509-ca-cert";

  /**
   * The same for every answer. Nothing is loaded that is not ours, nothing runs, nobody frames us.
   * No Strict-Transport-Security: the page in the clear is how a computer gets the certificate that
   * it needs before it can trust the other one.
   */
  private static final Map<String, String> ALWAYS =
      Map.of(
          "Content-Security-Policy",
              "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
                  + " frame-ancestors 'none'",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=()",
          "Cache-Control", "no-store");

  static Answer html(String body) {
    return new Answer(200, HTML, body);
  }

  static Answer plain(int status, String body) {
    return new Answer(status, "text/plain;charset=utf-8", body);
  }

  /** All headers but the length. */
  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>(ALWAYS);
    headers.put("Content-Type", type);
    if (type.equals(HTML)) {
      headers.put("Vary", "Accept-Language");
    }
    if (status == 405) {
      headers.put("Allow", "GET, HEAD");
    }
    return headers;
  }
}
