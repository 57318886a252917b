package portineria.webui;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A page that is open and listens to its stream. */
final class Listening implements AutoCloseable {
  private final HttpResponse<InputStream> answer;
  private final BufferedReader in;

  private Listening(HttpResponse<InputStream> answer) {
    this.answer = answer;
    this.in = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  static Listening to(Browser browser, String path) throws IOException, InterruptedException {
    return new Listening(browser.stream(path));
  }

  static Listening to(Browser browser, String path, HttpClient.Version version)
      throws IOException, InterruptedException {
    return new Listening(browser.stream(path, version));
  }

  int status() {
    return answer.statusCode();
  }

  HttpClient.Version version() {
    return answer.version();
  }

  Optional<String> header(String name) {
    return answer.headers().firstValue(name);
  }

  /** The lines of the next message as they came; empty at the end of the stream. */
  Optional<String> next() throws IOException {
    List<String> lines = new ArrayList<>();
    while (true) {
      String line = in.readLine();
      if (line == null) {
        return Optional.empty();
      }
      if (line.isEmpty()) {
        return Optional.of(String.join("\n", lines));
      }
      lines.add(line);
    }
  }

  /** The next message that shows {@code text}. */
  String until(String text) throws IOException {
    while (true) {
      String message = next().orElseThrow();
      if (message.contains(text)) {
        return message;
      }
    }
  }

  @Override
  public void close() throws IOException {
    answer.body().close();
  }
}
