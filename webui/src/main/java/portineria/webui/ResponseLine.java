package portineria.webui;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** A response that goes on without a thread: Jetty calls back when something has been sent. */
final class ResponseLine implements PageStream.Line {
  private final Request request;
  private final Response response;
  private final Callback callback;

  /** Jetty wants to hear of the end, and once. */
  private final AtomicBoolean over = new AtomicBoolean();

  ResponseLine(Request request, Response response, Callback callback) {
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  @Override
  public void opened(PageStream stream) {
    // It may leave while nothing is on its way.
    request.addFailureListener(
        failure -> {
          stream.gone();
          failed(failure);
        });
  }

  @Override
  public void send(String text, boolean last, Runnable sent, Runnable gone) {
    response.write(
        last,
        BufferUtil.toBuffer(text.getBytes(StandardCharsets.UTF_8)),
        Callback.from(
            () -> {
              sent.run();
              if (last && over.compareAndSet(false, true)) {
                callback.succeeded();
              }
            },
            failure -> {
              gone.run();
              failed(failure);
            }));
  }

  private void failed(Throwable failure) {
    if (over.compareAndSet(false, true)) {
      callback.failed(failure);
    }
  }
}
