package portineria.admin.web;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.admin.Homecoming;
import portineria.backup.BackendCredentials;
import portineria.backup.Backups;
import portineria.backup.RecoveryWords;
import portineria.backup.RestoreWish;
import portineria.backup.RestoreWish.Which;
import portineria.backup.Watch;
import portineria.webui.BackupBook.Kind;
import portineria.webui.Comeback;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;

/**
 * Everything back from a backup, as a page has begun it, on a thread of its own. Safe for many
 * threads, under the lock of this.
 */
final class WebComeback implements Comeback {
  private static final Logger log = LoggerFactory.getLogger(WebComeback.class);

  private final Homecoming homecoming;
  private final Backups backups;
  private Optional<State> state = Optional.empty();

  WebComeback(Homecoming homecoming, Backups backups) {
    this.homecoming = homecoming;
    this.backups = backups;
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
            case DISK -> backups.mountedDisk(where).toString();
            case FOLDER -> folder(where);
            case REMOTE -> where;
          },
          RecoveryWords.parse(words),
          environment(credentials),
          new Which.Green());
    } catch (IOException why) {
      throw Refused.said(why);
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
      at(new State.Failed(String.valueOf(why.getMessage())));
    } catch (RuntimeException bug) {
      log.error("event=comeback-failed", bug);
      at(new State.Failed("it ended by a bug of the program, which is in the log"));
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
