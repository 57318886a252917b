package portineria.admin.web;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.admin.Box;
import portineria.admin.Homecoming;
import portineria.backup.BackendCredentials;
import portineria.backup.RecoveryWords;
import portineria.backup.RestoreWish;
import portineria.backup.RestoreWish.Which;
import portineria.backup.Watch;
import portineria.store.Act;
import portineria.store.Audit;
import portineria.store.AuditText;
import portineria.webui.BackupBook.Kind;
import portineria.webui.Comeback;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.Sentence;

/**
 * Everything back from a backup, as a page has begun it, on a thread of its own. Safe for many
 * threads, under the lock of this.
 */
final class WebComeback implements Comeback {
  /** How far back in the audit chain a restore is looked for. */
  private static final int ENTRIES = 50;

  private static final Logger log = LoggerFactory.getLogger(WebComeback.class);

  private final Homecoming homecoming;
  private final Box box;
  private Optional<State> state = Optional.empty();

  WebComeback(Homecoming homecoming, Box box) {
    this.homecoming = homecoming;
    this.box = box;
  }

  @Override
  public boolean isPossible() {
    return isUnderWay() || homecoming.isPossible();
  }

  private synchronized boolean isUnderWay() {
    return state.isPresent() && !(state.get() instanceof State.Failed);
  }

  @Override
  public synchronized Optional<State> state() {
    return state;
  }

  @Override
  public List<String> disks() {
    return WebBackups.disks(box);
  }

  /** The audit chain knows, and when the box begins anew, nothing else does. */
  @Override
  public Optional<Back> back() {
    Audit audit = box.store().audit();
    List<Audit.Entry> last = audit.entries(Math.max(0, audit.written() - ENTRIES), ENTRIES);
    for (Audit.Entry entry : last.reversed()) {
      Optional<AuditText> text = AuditText.parse(entry.text());
      String act = text.map(AuditText::act).orElse("");
      if (act.equals(Act.Kind.ADMIN_ENTERED.word())) {
        return Optional.empty();
      }
      if (act.equals(Act.Kind.BOX_RESTORED.word())) {
        return text.map(AuditText::figures).map(this::back);
      }
    }
    return Optional.empty();
  }

  private Back back(Map<String, Long> figures) {
    return new Back(
        figures.getOrDefault(Act.Figure.MESSAGES.word(), 0L), box.store().accountNames().size());
  }

  @Override
  public void begin(Kind kind, String where, String credentials, String words) throws Refused {
    RestoreWish wish = wish(kind, where, credentials, words);
    synchronized (this) {
      if (isUnderWay() || !homecoming.isPossible()) {
        throw new Refused(Why.NOT_NOW);
      }
      state = Optional.of(new State.Going(""));
      Thread.ofVirtual().name("web-comeback").start(() -> bring(wish));
    }
  }

  private RestoreWish wish(Kind kind, String where, String credentials, String words)
      throws Refused {
    if (where.chars().anyMatch(Character::isISOControl)) {
      throw new Refused(Why.TARGET_PLACE);
    }
    try {
      return new RestoreWish(
          switch (kind) {
            case DISK -> box.backups().mountedDisk(where).toString();
            case FOLDER -> folder(where);
            case REMOTE -> where;
          },
          RecoveryWords.parse(words),
          environment(credentials),
          new Which.Green());
    } catch (IOException why) {
      throw Troubles.refused(why);
    }
  }

  private static String folder(String where) throws Refused {
    try {
      if (Path.of(where).isAbsolute()) {
        return where;
      }
    } catch (InvalidPathException noPath) {
      // Said below.
    }
    throw new Refused(Why.TARGET_PLACE);
  }

  private static Map<String, String> environment(String credentials) throws Refused {
    try {
      return credentials.isEmpty() ? Map.of() : BackendCredentials.parse(credentials);
    } catch (IOException unknown) {
      throw new Refused(Why.TARGET_CREDENTIALS);
    }
  }

  private void bring(RestoreWish wish) {
    try {
      homecoming.bring(wish, new Told());
      at(new State.Done());
      homecoming.beginAnew();
    } catch (IOException why) {
      log.info("event=comeback-failed reason=\"{}\"", why.getMessage());
      at(new State.Failed(Troubles.sentence(why)));
    } catch (RuntimeException bug) {
      log.error("event=comeback-failed", bug);
      at(
          new State.Failed(
              Sentence.of(
                  "it ended by a bug of the program, which is in the log",
                  "è finito per un errore del programma, che è nel registro")));
    }
  }

  private synchronized void at(State now) {
    state = Optional.of(now);
  }

  /** How far it is. */
  private final class Told implements Watch {
    @Override
    public void at(String line) {
      WebComeback.this.at(new State.Going(line));
    }

    @Override
    public boolean isOver() {
      return false;
    }
  }
}
