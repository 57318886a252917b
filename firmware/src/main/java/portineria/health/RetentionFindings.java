package portineria.health;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import portineria.store.Leaver;
import portineria.store.Store;

/** What there is to decide or to know about how long mail is kept. */
final class RetentionFindings {
  /** Long enough to think again. */
  private static final int NOTICE_DAYS = 14;

  private RetentionFindings() {}

  static List<Finding> of(Store store, Instant now) {
    List<Finding> findings = new ArrayList<>();
    List<String> undecided =
        store.accountNames().stream()
            .filter(account -> store.decisions().policy(account).isEmpty())
            .toList();
    if (!undecided.isEmpty()) {
      findings.add(
          Finding.note(
                  new Words(
                      "Nobody has decided how long mail of "
                          + String.join(", ", undecided)
                          + " is kept after it was removed: the page Accounts asks for it.",
                      "Nessuno ha deciso per quanto tempo si tiene la posta tolta di "
                          + String.join(", ", undecided)
                          + ": lo chiede la pagina Utenti."))
              .typed("portineria user set NAME --kind …"));
    }
    LocalDate today = LocalDate.ofInstant(now, ZoneId.systemDefault());
    for (Leaver leaver : store.decisions().leavers()) {
      if (feeds(store, leaver)) {
        findings.add(
            Finding.need(
                    Cause.of(Topic.LEAVER, leaver.account()),
                    new Words(
                        leaver.account()
                            + " has left, and a mailbox is still fetched for it: give that mailbox"
                            + " to another account or pause it, or the mail is not erased on "
                            + leaver.eraseOn(),
                        leaver.account()
                            + " è andato via, e una casella scarica ancora per lui: darla a un"
                            + " altro utente o sospenderla, o la sua posta non sarà cancellata il "
                            + leaver.eraseOn()))
                .typed("portineria source set NAME --account OTHER, or --paused true"));
      } else if (ChronoUnit.DAYS.between(today, leaver.eraseOn()) <= NOTICE_DAYS) {
        findings.add(
            Finding.note(
                new Words(
                    "All mail of " + leaver.account() + " is erased on " + leaver.eraseOn() + ".",
                    "Tutta la posta di "
                        + leaver.account()
                        + " sarà cancellata il "
                        + leaver.eraseOn()
                        + ".")));
      }
    }
    return findings;
  }

  private static boolean feeds(Store store, Leaver leaver) {
    return store.sources().all().stream()
        .anyMatch(source -> source.account().equals(leaver.account()) && !source.paused());
  }
}
