package portineria.webui;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without eyes: it keeps cookies, follows nothing, and remembers the last token. */
final class Browser implements AutoCloseable {
  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

  private final HttpClient client = HttpClient.newBuilder().sslContext(TestTls.context()).build();
  final String base;
  final Map<String, String> cookies = new LinkedHashMap<>();
  String token = "";
  String language = "en";

  /** Sent with every request, such as {@code Origin}. */
  final Map<String, String> headers = new LinkedHashMap<>();

  Browser(String base) {
    this.base = base;
  }

  /** Behind the protected door of {@code server}. */
  static Browser of(WebServer server) {
    return new Browser("https://localhost:" + server.httpsPort().getAsInt());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /** As a program that sends headers of its own. */
  HttpResponse<String> get(String path, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path).GET();
    headers.forEach(request::header);
    return send(request);
  }

  /** As a page asks for a stream; what it brings is read by who asks. */
  HttpResponse<InputStream> stream(String path) throws IOException, InterruptedException {
    return stream(path, HttpClient.Version.HTTP_2);
  }

  HttpResponse<InputStream> stream(String path, HttpClient.Version version)
      throws IOException, InterruptedException {
    return client.send(
        request(path).version(version).header("Accept", "text/event-stream").GET().build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  /** With the token of the last page, and fields given as name, value, name, value. */
  HttpResponse<String> post(String path, String... fields)
      throws IOException, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("token", token);
    for (int i = 0; i < fields.length; i += 2) {
      form.put(fields[i], fields[i + 1]);
    }
    return post(path, form);
  }

  HttpResponse<String> post(String path, Map<String, String> form)
      throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return postAs("application/x-www-form-urlencoded", path, body);
  }

  /** Whatever one likes. */
  HttpResponse<String> postAs(String type, String path, String body)
      throws IOException, InterruptedException {
    return send(
        request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** A form with a photo, as a browser sends it; fields as for {@link #post}. */
  HttpResponse<String> postPhoto(String path, byte[] photo, String... fields)
      throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder(part("token")).append(token).append("\r\n");
    for (int i = 0; i < fields.length; i += 2) {
      text.append(part(fields[i])).append(fields[i + 1]).append("\r\n");
    }
    text.append(part("photo\"; filename=\"IMG_0042.jpg"));
    byte[] body = joined(octets(text.toString()), photo, octets("\r\n--zz--\r\n"));
    return send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=zz")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  /**
   * A form with a large file, as a browser sends it, while the test goes on.
   *
   * @param octets of the file
   */
  CompletableFuture<HttpResponse<String>> postFile(
      String path, String name, InputStream file, long octets) {
    byte[] before = octets(part("token") + token + "\r\n" + part("file\"; filename=\"" + name));
    byte[] after = octets("\r\n--zz--\r\n");
    HttpRequest.BodyPublisher body =
        HttpRequest.BodyPublishers.concat(
            HttpRequest.BodyPublishers.ofByteArray(before),
            HttpRequest.BodyPublishers.ofInputStream(() -> file),
            HttpRequest.BodyPublishers.ofByteArray(after));
    return client.sendAsync(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=zz")
            .POST(
                HttpRequest.BodyPublishers.fromPublisher(
                    body, before.length + octets + after.length))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String part(String name) {
    return "--zz\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n";
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** One after the other. */
  static byte[] joined(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).header("Accept-Language", language);
    headers.forEach(request::header);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    for (String cookie : answer.headers().allValues("set-cookie")) {
      String[] pair = cookie.split(";")[0].split("=", 2);
      cookies.put(pair[0], pair[1]);
    }
    Matcher found = TOKEN.matcher(answer.body());
    if (found.find()) {
      token = found.group(1);
    }
    return answer;
  }

  /** Logs in as who looks after the box. */
  Browser asAdmin() throws IOException, InterruptedException {
    get("/login/admin");
    expect(post("/login/admin", "password", FakeAppliance.ADMIN_PASSWORD), "/today");
    get("/today");
    return this;
  }

  /** Logs in as maria. */
  Browser asUser() throws IOException, InterruptedException {
    get("/login");
    expect(post("/login", "user", "maria", "password", FakeAppliance.USER_PASSWORD), "/me");
    get("/me");
    return this;
  }

  private static void expect(HttpResponse<String> answer, String location) {
    String where = answer.headers().firstValue("location").orElse(answer.body());
    if (!where.equals(location)) {
      throw new AssertionError(answer.statusCode() + " " + where);
    }
  }

  @Override
  public void close() {
    // Streams have no end of their own to wait for.
    client.shutdownNow();
    client.close();
  }
}
