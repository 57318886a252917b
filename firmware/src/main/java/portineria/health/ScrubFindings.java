package portineria.health;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import portineria.store.MailboxName;
import portineria.store.Scrub;

/** Whether the messages on the disk are what was received. */
final class ScrubFindings {
  private ScrubFindings() {}

  /** One for each account that has damaged messages; where none has, that is worth a note. */
  static List<Finding> of(Scrub.State state) {
    if (state.damaged().isEmpty()) {
      return List.of(
          Finding.note(
              state
                  .lastRoundEnded()
                  .map(Times::minute)
                  .map(
                      at ->
                          new Words(
                              "All messages were read and compared, last " + at + ".",
                              "Tutti i messaggi sono stati riletti e confrontati, l'ultima volta"
                                  + " il "
                                  + at
                                  + "."))
                  .orElse(
                      new Words(
                          "The messages on the disk are being read and compared for the first"
                              + " time.",
                          "I messaggi sul disco vengono riletti e confrontati per la prima"
                              + " volta."))));
    }
    Map<String, List<Scrub.Damage>> byAccount = new LinkedHashMap<>();
    state
        .damaged()
        .forEach(
            one -> byAccount.computeIfAbsent(one.account(), key -> new ArrayList<>()).add(one));
    return byAccount.values().stream().map(ScrubFindings::ofAccount).toList();
  }

  private static Finding ofAccount(List<Scrub.Damage> damaged) {
    Scrub.Damage first = damaged.getFirst();
    int count = damaged.size();
    Words words =
        new Words(
            (count == 1 ? "A message is" : count + " messages are")
                + " damaged on the disk, first seen "
                + Times.minute(first.found())
                + ", "
                + first.account()
                + where(first.mailboxes(), " and ")
                + ": where there is a backup the box takes them from it within the hour, as soon as"
                + " that is plugged in; else import them from a program that still has them, and think of a"
                + " new disk",
            (count == 1 ? "Un messaggio è danneggiato" : count + " messaggi sono danneggiati")
                + " sul disco, visto la prima volta il "
                + Times.minute(first.found())
                + ", "
                + first.account()
                + where(first.mailboxes(), " e ")
                + ": se c'è una copia l'apparecchio li prende da lì entro un'ora, appena è"
                + " attaccata; altrimenti importarli da un programma che li ha ancora, e pensare a un"
                + " disco nuovo");
    return Finding.need(Cause.of(Topic.DAMAGE, first.account()), words)
        .about(first.account())
        .typed("portineria backup heal");
  }

  private static String where(List<MailboxName> mailboxes, String and) {
    return mailboxes.stream()
        .map(MailboxName::value)
        .collect(Collectors.joining(and, mailboxes.isEmpty() ? "" : " in ", ""));
  }
}
