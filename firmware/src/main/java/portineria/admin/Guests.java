package portineria.admin;

import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import portineria.account.Authenticator;
import portineria.account.Authenticator.Outcome;
import portineria.net.Connection;
import portineria.net.SessionHandler;
import portineria.store.Actor;

/**
 * Which mail programs have come in by a door and are still there. A session is a thread, on which
 * it logs in and ends: so neither the doors nor the sessions need to know that somebody looks.
 */
public final class Guests {
  private final InstantSource clock;
  private final Map<Thread, Guest> here = new ConcurrentHashMap<>();
  private final Map<Thread, Connection> lines = new ConcurrentHashMap<>();

  public Guests(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * One session that has logged in.
   *
   * @param actor with the device, where it came by the password of one
   */
  public record Guest(String account, Actor actor, InetAddress from, Instant since) {}

  /** All, in no order. */
  public List<Guest> here() {
    return List.copyOf(here.values());
  }

  /** The same authenticator; whom it lets in is noted. */
  public Authenticator noting(Authenticator inner) {
    return (credentials, from, door) -> {
      Outcome outcome = inner.login(credentials, from, door);
      if (outcome instanceof Outcome.Granted granted) {
        here.put(
            Thread.currentThread(),
            new Guest(granted.account(), granted.actor(), from, clock.instant()));
      }
      return outcome;
    };
  }

  /** The same sessions; whose is over is noted. */
  public SessionHandler noting(SessionHandler inner) {
    return connection -> {
      lines.put(Thread.currentThread(), connection);
      try {
        inner.serve(connection);
      } finally {
        lines.remove(Thread.currentThread());
        here.remove(Thread.currentThread());
      }
    };
  }

  /** Cuts off who came in as {@code account}: there is nobody of that name any more. */
  public void end(String account) {
    here.forEach(
        (session, guest) -> {
          Connection line = lines.get(session);
          if (guest.account().equals(account) && line != null) {
            line.close();
          }
        });
  }
}
