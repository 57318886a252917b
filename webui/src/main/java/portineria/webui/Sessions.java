package portineria.webui;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who has logged in. Only who knew a password gets into this list, so that strangers can't push
 * anybody out of it. It ends with the program. Safe for many threads.
 */
final class Sessions {
  /** Without a click for so long, somebody else may sit there now. */
  static final Duration IDLE = Duration.ofMinutes(30);

  /** A working day. */
  static final Duration LONGEST = Duration.ofHours(12);

  /** By how much a clock may be set back without anybody's noticing. */
  private static final Duration SET_RIGHT = Duration.ofMinutes(1);

  /** An office has tens of browsers; more are an accident, and the longest unused go first. */
  static final int COUNT_MAX = 500;

  private static final int ID_OCTETS = 32;

  private final InstantSource clock;
  private final SecureRandom random;

  /** Guarded by itself. */
  private final Map<String, Session> byId =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
          return size() > COUNT_MAX;
        }
      };

  Sessions(InstantSource clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /** A new one, under a name that nobody had before: whoever planted a cookie gains nothing. */
  Session begin(Visitor visitor) {
    Session session = new Session(newId(random), visitor, clock);
    synchronized (byId) {
      byId.put(session.id(), session);
    }
    return session;
  }

  static String newId(SecureRandom random) {
    byte[] id = new byte[ID_OCTETS];
    random.nextBytes(id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  /**
   * The one that a cookie names, if it is not over. The browser asks for live parts by itself: only
   * what a person does keeps it from being over.
   *
   * @param byPerson whether a person has clicked
   */
  Optional<Session> find(String id, boolean byPerson) {
    synchronized (byId) {
      Instant now = clock.instant(); // in here: who comes later must not be there earlier
      Session session = byId.get(id);
      if (session == null) {
        return Optional.empty();
      }
      if (isOver(session, now)) {
        byId.remove(id);
        return Optional.empty();
      }
      if (byPerson) {
        session.used(now);
      }
      return Optional.of(session);
    }
  }

  private static boolean isOver(Session session, Instant now) {
    return isPast(session.began(), now, LONGEST) || isPast(session.lastUsed(), now, IDLE);
  }

  /**
   * A clock that was set back says nothing about what passed meanwhile: then it is over. A time
   * server that sets it right by a moment sends nobody away.
   */
  private static boolean isPast(Instant since, Instant now, Duration longest) {
    Duration passed = Duration.between(since, now);
    return passed.compareTo(SET_RIGHT.negated()) < 0 || passed.compareTo(longest) >= 0;
  }

  void end(Session session) {
    synchronized (byId) {
      byId.remove(session.id());
    }
  }
}
