package portineria.notice;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import portineria.health.Words;

/**
 * A call to a service that raises the alarm when it was not called for a day: so somebody hears,
 * too, of a box that can't say anything any more.
 */
final class Heartbeat {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static final int OK = 200;
  private static final int OK_LAST = 299;

  private Heartbeat() {}

  /** Calls; the answer is in its status alone. */
  static void call(URI uri) throws NotSent, InterruptedException {
    // The address often is the secret: it is in no sentence and in no log.
    String host = Optional.ofNullable(uri.getHost()).orElse("");
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(LONGEST)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .timeout(LONGEST)
              .header("User-Agent", "Portineria")
              .GET()
              .build();
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status < OK || status > OK_LAST) {
        throw NotSent.forNow(answered(host, status));
      }
    } catch (IOException e) {
      throw NotSent.forNow(failed(host, e), e);
    }
  }

  private static Words answered(String host, int status) {
    return switch (status) {
      case 404, 410 ->
          new Words(
              host + " does not know this address (it answers " + status + ")",
              host + " non conosce questo indirizzo (risponde " + status + ")");
      case 401, 403 ->
          new Words(
              host + " does not accept this address (it answers " + status + ")",
              host + " non accetta questo indirizzo (risponde " + status + ")");
      default ->
          status < 500
              ? new Words(host + " answers " + status, host + " risponde " + status)
              : new Words(
                  host + " has a trouble of its own (it answers " + status + ")",
                  host + " ha un guasto suo (risponde " + status + ")");
    };
  }

  /** What lies deepest says most: the client wraps it. */
  private static Words failed(String host, IOException e) {
    Words words =
        new Words(
            "the connection to " + host + " broke", "il collegamento con " + host + " è caduto");
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      words = words(host, cause).orElse(words);
    }
    return words;
  }

  private static Optional<Words> words(String host, Throwable cause) {
    return switch (cause) {
      case UnresolvedAddressException _, UnknownHostException _ ->
          Optional.of(
              new Words(
                  "no server is known by the name " + host,
                  "nessun server è conosciuto con il nome " + host));
      case HttpTimeoutException _ ->
          Optional.of(
              new Words(
                  host + " did not answer within " + LONGEST.toSeconds() + " seconds",
                  host + " non ha risposto entro " + LONGEST.toSeconds() + " secondi"));
      case NoRouteToHostException _ ->
          Optional.of(new Words("there is no way to " + host, "non c'è una strada fino a " + host));
      case ConnectException _ ->
          Optional.of(
              new Words(host + " refuses the connection", host + " rifiuta il collegamento"));
      case CertificateException _ ->
          Optional.of(
              new Words(
                  "the certificate of " + host + " is not to be trusted",
                  "il certificato di " + host + " non è affidabile"));
      case SSLException _ ->
          Optional.of(
              new Words(
                  host + " does not agree on a protected line",
                  host + " non si accorda su un collegamento protetto"));
      default -> Optional.empty();
    };
  }
}
