package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageStreamTest {
  /** Holds back what it was told has gone, until {@link #sent}. */
  private static final class SlowLine implements PageStream.Line {
    final List<String> texts = new ArrayList<>();
    boolean closed;
    Runnable sent = () -> {};
    Runnable gone = () -> {};

    @Override
    public void opened(PageStream stream) {}

    @Override
    public void send(String text, boolean last, Runnable sent, Runnable gone) {
      texts.add(text);
      closed |= last;
      this.sent = sent;
      this.gone = gone;
    }
  }

  private final SlowLine line = new SlowLine();
  private int over;
  private long nanos = -5;
  private final PageStream stream = new PageStream(wish(), line, ended -> over++, () -> nanos);

  private static PageStreams.Wish wish() {
    Route route =
        new Route(
            Route.Method.GET, "/x/live", Audience.ADMIN, ask -> new Answer(200, Answer.HTML, ""));
    Ask ask =
        new Ask(
            route,
            List.of(),
            Form.EMPTY,
            Form.EMPTY,
            new Words(Language.ENGLISH),
            InetAddress.getLoopbackAddress(),
            new Ask.Door("localhost", true, 0, 443),
            Optional.empty(),
            PageStreams.TOKEN,
            Optional.empty(),
            true);
    return new PageStreams.Wish(ask, "/x/live", "cookie", "secret");
  }

  @Test
  void whatThePageShowsAlreadyIsNotSentAgain() {
    stream.show("one");
    line.sent.run();
    stream.show("one");
    assertEquals(List.of("data: one\n\n"), line.texts);
  }

  @Test
  void eachLineIsOneOfTheMessageAndTheFormsHaveTheTokenOfTheirSession() {
    stream.show("<a>\r\n<b value=\"" + PageStreams.TOKEN + "\">");
    assertEquals(List.of("data: <a>\ndata: <b value=\"secret\">\n\n"), line.texts);
  }

  @Test
  void whoReadsSlowlyGetsTheNewestAndNoQueue() {
    for (String part : List.of("one", "two", "three", "four")) {
      stream.show(part);
    }
    assertEquals(List.of("data: one\n\n"), line.texts);
    line.sent.run();
    assertEquals(List.of("data: one\n\n", "data: four\n\n"), line.texts);
  }

  @Test
  void aSilentStreamSaysThatItLives() {
    stream.show("one");
    line.sent.run();
    Duration silence = Duration.ofSeconds(15);
    for (int second = 0; second < 30; second++) {
      stream.keepAlive(silence);
      line.sent.run();
      nanos += Duration.ofSeconds(1).toNanos();
    }
    assertEquals(List.of("data: one\n\n", ":\n\n"), line.texts);
    // However seldom it is looked at.
    nanos += Duration.ofMinutes(1).toNanos();
    stream.keepAlive(silence);
    assertEquals(List.of("data: one\n\n", ":\n\n", ":\n\n"), line.texts);
  }

  @Test
  void nothingFollowsTheEnd() {
    stream.show("one");
    stream.end("asks now", 5000);
    assertEquals(1, line.texts.size());
    line.sent.run();
    line.sent.run();
    stream.show("two");
    stream.end();
    stream.keepAlive(Duration.ZERO);
    assertEquals(List.of("data: one\n\n", "retry: 5000\n\ndata: asks now\n\n"), line.texts);
    assertTrue(line.closed);
    assertEquals(1, over);
  }

  @Test
  void aBrowserThatHasLeftIsSentNothingMore() {
    stream.show("one");
    line.gone.run();
    stream.show("two");
    assertEquals(List.of("data: one\n\n"), line.texts);
    assertEquals(1, over);
  }
}
