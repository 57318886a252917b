package portineria.health;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portineria.store.Store;
import portineria.store.Troubles;
import portineria.store.Troubles.Notice;

/** Whether what the box has to say gets out. */
public final class NoticeFindings {
  /**
   * The setting that says when the heartbeat last got out: an instant. Empty or absent before the
   * first.
   */
  public static final String HEARTBEAT_CALLED = "notice.heartbeat.called";

  /**
   * The setting that says why it did not, since then, as {@link Words#kept}; empty or absent where
   * all is well.
   */
  public static final String HEARTBEAT_PROBLEM = "notice.heartbeat.problem";

  /** The setting with the accounts that are told of everything, with blanks between. */
  public static final String CARETAKERS = Troubles.CARETAKERS_SETTING;

  /** A provider's server may be away for some minutes. */
  private static final int TRIES = 4;

  /** It calls once a day, and tries again for some hours. */
  private static final Duration HEARTBEAT_LATE = Duration.ofHours(27);

  private NoticeFindings() {}

  static List<Finding> of(Store store, Instant now) {
    List<Finding> findings = new ArrayList<>();
    boolean nobody =
        store.setting(CARETAKERS).orElse("").isEmpty()
            && store.setting(Troubles.ADDRESSES_SETTING).orElse("").isEmpty();
    if (nobody && !store.accountNames().isEmpty()) {
      findings.add(
          Finding.note(
                  new Words(
                      "Nobody is told when something is wrong with the box: who looks after it can"
                          + " name somebody.",
                      "Nessuno viene avvisato quando qualcosa non va: chi si occupa"
                          + " dell'apparecchio può indicare qualcuno."))
              .typed("portineria notify caretaker add"));
    }
    store.troubles().waiting().stream()
        .filter(notice -> notice.tries() >= TRIES)
        .findFirst()
        .ifPresent(notice -> findings.add(stuck(notice)));
    problem(store)
        .filter(problem -> isLate(store, now))
        .ifPresent(problem -> findings.add(silent(problem)));
    return findings;
  }

  private static Finding stuck(Notice notice) {
    String to = notice.draft().recipient().replaceFirst("^[a-z]+:", "");
    Words problem = Words.ofKept(notice.problem().orElse(""));
    return Finding.need(
            Cause.of(Topic.NOTICES),
            new Words(
                "A message of this box to "
                    + to
                    + " can't be sent ("
                    + problem.english()
                    + "): whoever has named the server for it should look at its name and password",
                "Un avviso di questo apparecchio a "
                    + to
                    + " non parte ("
                    + problem.italian()
                    + "): chi ha indicato il server per gli avvisi ne controlli nome e password"))
        .typed("portineria notify test, portineria notify server set");
  }

  private static boolean isLate(Store store, Instant now) {
    return called(store).filter(when -> when.plus(HEARTBEAT_LATE).isAfter(now)).isEmpty();
  }

  /** When the heartbeat last got out. */
  public static Optional<Instant> called(Store store) {
    try {
      return store.setting(HEARTBEAT_CALLED).filter(text -> !text.isEmpty()).map(Instant::parse);
    } catch (DateTimeParseException foreign) {
      return Optional.empty();
    }
  }

  /** Why the heartbeat does not get out, since it last did. */
  public static Optional<Words> problem(Store store) {
    return store.setting(HEARTBEAT_PROBLEM).filter(text -> !text.isEmpty()).map(Words::ofKept);
  }

  private static Finding silent(Words problem) {
    return Finding.need(
            Cause.of(Topic.HEARTBEAT),
            new Words(
                "The daily heartbeat does not get out ("
                    + problem.english()
                    + "): look at the network, and whether its address is still the right one",
                "Il segnale di vita quotidiano non parte ("
                    + problem.italian()
                    + "): controllare la rete, e se il suo indirizzo è ancora giusto"))
        .typed("portineria notify heartbeat set");
  }
}
