package portineria.admin.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.admin.Box;
import portineria.fetch.Progress;
import portineria.store.Refusal;
import portineria.webui.SourceBook.Going;

/**
 * What pages have begun to fetch, and how far it is. Told by the sources' threads, asked by the
 * pages'; what came of it the fetcher knows.
 */
final class Fetchings {
  private static final Logger log = LoggerFactory.getLogger(Fetchings.class);

  private final Box box;
  private final Map<String, Going> going = new ConcurrentHashMap<>();

  Fetchings(Box box) {
    this.box = box;
  }

  /** Begins to fetch a source, unless a page has begun that already. */
  void begin(String source) {
    if (going.putIfAbsent(source, new Going(0, 0, 0)) == null) {
      Thread.ofVirtual().name("web-fetch").start(() -> fetch(source));
    }
  }

  private void fetch(String source) {
    try {
      box.fetcher().fetchNow(List.of(source), this::progressed);
    } catch (Refusal gone) {
      log.info("fetching from a page ended: {}", gone.getMessage());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException closed) {
      log.info("fetching from a page ended: {}", closed.getMessage());
    } finally {
      going.remove(source);
    }
  }

  private void progressed(Progress at) {
    going.computeIfPresent(
        at.source(), (source, before) -> new Going(at.messages(), at.messagesTotal(), at.octets()));
  }

  Optional<Going> going(String source) {
    return Optional.ofNullable(going.get(source));
  }
}
