package portineria.webui;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Something that a person asked for and that may take its time. Mostly it is done at once, and its
 * answer is the answer to who asked. What takes longer than a moment goes on by itself, and the
 * browser is sent to a page that says how far it is: {@link ErrandPages}. The answer waits there,
 * in the session; so a browser that gives up waiting loses nothing.
 *
 * <p>Of one session one errand goes on at a time.
 */
final class Errand {
  /** So long a browser waits for the answer before it is shown how far it is. */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final String key;
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private volatile At at = new At(0, 0);

  private Errand(String key) {
    this.key = key;
  }

  /** How far it is. */
  record At(long done, long total) {}

  /** What is to be done. */
  @FunctionalInterface
  interface Work {
    Answer run(Progress progress) throws Refused;
  }

  /**
   * Does it, or begins it.
   *
   * @param key of the words that say what is being done
   */
  static Answer run(Ask ask, String key, Work work) throws Refused {
    return run(ask, key, work, MOMENT);
  }

  static Answer run(Ask ask, String key, Work work, Duration moment) throws Refused {
    Errand errand = new Errand(key);
    if (!ask.who().begin(errand)) {
      ask.who().note(false, ask.words().say("errand.busy"));
      return Answer.seeOther(ErrandPages.HERE);
    }
    Thread.ofVirtual().name("web-errand").start(() -> errand.run(work));
    Optional<Answer> soon = errand.within(moment);
    soon.ifPresent(done -> ask.who().ended(errand));
    return soon.orElseGet(() -> Answer.seeOther(ErrandPages.HERE));
  }

  private void run(Work work) {
    try {
      answer.complete(work.run((done, total) -> at = new At(done, total)));
    } catch (Refused | RuntimeException | Error why) {
      answer.completeExceptionally(why);
    }
  }

  private Optional<Answer> within(Duration moment) throws Refused {
    try {
      return Optional.of(answer.get(moment.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException goesOn) {
      return Optional.empty();
    } catch (ExecutionException why) {
      if (why.getCause() instanceof Refused refused) {
        throw refused;
      }
      throw new IllegalStateException("an errand failed", why.getCause());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(closing);
    }
  }

  /** The words that say what it is. */
  String key() {
    return key;
  }

  At at() {
    return at;
  }

  boolean isDone() {
    return answer.isDone();
  }

  /** What came of it; empty as long as it goes on. */
  Optional<Answer> answer() throws Refused {
    return isDone() ? within(Duration.ZERO) : Optional.empty();
  }

  /** Whether there is a file to fetch. */
  boolean hasFile() {
    return isDone() && !answer.isCompletedExceptionally() && answer.join().file().isPresent();
  }
}
