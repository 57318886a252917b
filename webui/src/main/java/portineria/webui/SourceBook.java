package portineria.webui;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The mailboxes at the providers that feed the accounts. */
public interface SourceBook {

  /** All, by name. */
  List<State> all();

  Optional<State> state(String name);

  /**
   * What lies at the provider still, and why, as of the last visit: nobody is asked. Costs more
   * than the state, where much is there.
   */
  List<Rest> left(String name);

  /** The accounts that can be fed. */
  List<String> accounts();

  /** Adds one; it is fetched at once. */
  void add(Settings settings, String password) throws Refused;

  /**
   * Changes one; what was seen of it survives.
   *
   * @param password empty to keep the one that is stored
   */
  void change(Settings settings, Optional<String> password) throws Refused;

  void pause(String name, boolean paused) throws Refused;

  /** Forgets one and what was seen of it; its mail stays. */
  void remove(String name) throws Refused;

  /** Logs in at the provider and looks; takes as long as the provider does. */
  Check check(String name) throws Refused;

  /** Begins to fetch one, or all that are not paused where it is empty, and returns. */
  void fetch(Optional<String> name) throws Refused;

  /** How the line to the provider is protected. */
  enum Tls {
    IMPLICIT,
    STARTTLS,
    NONE
  }

  /** How long messages stay at the provider. */
  enum Keep {
    FOREVER,
    /** So many days after they were fetched. */
    DAYS,
    /** Until a verified backup holds them, and so many days. */
    BACKUP,
    NONE
  }

  /**
   * What is set.
   *
   * @param keepDays what counts where {@code keep} has days
   * @param trustPem certificates to trust instead of the well-known ones
   * @param seenAfterDays at the first import, older messages count as read
   * @param megabytesMax how much the provider's mailbox holds, in millions of octets; 0 where
   *     nobody has said it
   */
  record Settings(
      String name,
      String account,
      String host,
      int port,
      Tls tls,
      String user,
      Keep keep,
      int keepDays,
      int everySeconds,
      String mailbox,
      Optional<LocalDate> passwordExpires,
      Optional<String> trustPem,
      int seenAfterDays,
      int megabytesMax,
      boolean paused) {}

  /**
   * How one is.
   *
   * @param lastSuccess when a visit last ended well
   * @param upstreamMessages that lie at the provider
   * @param concerns what needs a person
   * @param fetching how far the fetching is that a page has begun
   * @param fetched what came of the last visit since the box started, or of the wish for one
   * @param underWay whether it is being visited, whoever has begun that
   * @param next when the next visit begins; empty where none is planned
   */
  record State(
      Settings settings,
      Optional<Instant> lastAttempt,
      Optional<Instant> lastSuccess,
      int upstreamMessages,
      long upstreamOctets,
      List<Overview.Concern> concerns,
      List<Failure> failures,
      Optional<Going> fetching,
      Optional<Came> fetched,
      boolean underWay,
      Optional<Instant> next) {
    public State {
      concerns = List.copyOf(concerns);
      failures = List.copyOf(failures);
    }

    /** The last visit, if that ended well: it is what {@code lastSuccess} tells of. */
    public Optional<Came> endedWell() {
      return fetched.filter(Came::ended);
    }

    /** What was wrong with the last visit, where no concern has it already. */
    public Optional<String> problemNotSaid() {
      return fetched
          .flatMap(Came::problem)
          .filter(
              problem ->
                  concerns.stream()
                      .noneMatch(concern -> concern.sentence().english().contains(problem)));
    }
  }

  /**
   * A message that could not be fetched.
   *
   * @param key the provider's name for it
   * @param reason the server's own words
   */
  record Failure(String key, Optional<String> reason) {}

  /** Why a message lies at the provider still. */
  enum Left {
    /** Nothing is ever deleted there. */
    KEPT,
    /** It is not here for as many days as it should. */
    YOUNG,
    /** No time server has set the clock, so that nobody knows for how long it is here. */
    CLOCK,
    NOT_IN_BACKUP,
    /** One of the next visits deletes it. */
    DUE,
    FAILED,
    /** The account holds as much as it may. */
    FULL,
    /** Only the next visit can tell. */
    UNKNOWN
  }

  /** So many messages lie at the provider for one reason. */
  record Rest(Left why, int messages) {}

  /**
   * A fetching that is under way.
   *
   * @param messagesTotal 0 until that is known
   */
  record Going(int messages, int messagesTotal, long octets) {}

  /**
   * What came of a fetching.
   *
   * @param ended whether it went to its end; if not, what it had brought is here
   * @param problem empty where all is here
   */
  record Came(
      Instant when,
      boolean ended,
      int messages,
      long octets,
      int deleted,
      int missing,
      Optional<String> problem) {}

  /**
   * What a visit found, as far as it came.
   *
   * @param problem a sentence with what to do; empty where all is well
   */
  record Check(
      Optional<String> problem, Optional<Certificate> certificate, int messages, long octets) {}

  /** What the provider's server showed. */
  record Certificate(List<String> names, String issuer, Instant until) {
    public Certificate {
      names = List.copyOf(names);
    }
  }
}
