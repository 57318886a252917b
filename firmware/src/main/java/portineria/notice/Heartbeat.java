package portineria.notice;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

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
        throw NotSent.forNow(host + " answers " + status + ": check the address");
      }
    } catch (IOException e) {
      throw NotSent.forNow(host + " can't be reached: " + reason(e), e);
    }
  }

  private static String reason(IOException e) {
    return Optional.ofNullable(e.getMessage()).orElseGet(() -> e.getClass().getSimpleName());
  }
}
