package portineria.webui;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** From a request to an {@link Answer}. */
final class PageHandler extends Handler.Abstract.NonBlocking {
  private final Appliance appliance;
  private final String style = Resources.text("style.css");
  private final Words english = new Words(Language.ENGLISH);
  private final Words italian = new Words(Language.ITALIAN);

  PageHandler(Appliance appliance) {
    this.appliance = appliance;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    send(answer(request), request, response, callback);
    return true;
  }

  /** What Jetty itself refuses: bad requests, headers that are too long. */
  boolean fail(Request request, Response response, Callback callback) {
    int status = Math.max(400, response.getStatus());
    send(Answer.plain(status, "Error " + status + "\n"), request, response, callback);
    return true;
  }

  private Answer answer(Request request) {
    String method = request.getMethod();
    if (!HttpMethod.GET.is(method) && !HttpMethod.HEAD.is(method)) {
      return Answer.plain(405, "Only GET and HEAD here.\n");
    }
    return switch (Request.getPathInContext(request)) {
      case "/" -> Answer.html(new SetUpPage(appliance, words(request)).html());
      case "/ca.crt" -> new Answer(200, Answer.CERTIFICATE, appliance.caCertificatePem());
      case "/style.css" -> new Answer(200, Answer.CSS, style);
      default -> Answer.plain(404, "There is no such page.\n");
    };
  }

  private Words words(Request request) {
    String wanted = request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE);
    return switch (Language.wanted(wanted == null ? "" : wanted)) {
      case ENGLISH -> english;
      case ITALIAN -> italian;
    };
  }

  private static void send(Answer answer, Request request, Response response, Callback callback) {
    response.setStatus(answer.status());
    answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    if (HttpMethod.HEAD.is(request.getMethod())) {
      callback.succeeded();
    } else {
      response.write(true, BufferUtil.toBuffer(body), callback);
    }
  }
}
