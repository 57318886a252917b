package portineria.health;

import java.util.List;
import java.util.stream.Collectors;
import portineria.store.MailboxName;
import portineria.store.Scrub;

/** Whether the messages on the disk are what was received. */
final class ScrubFindings {
  private ScrubFindings() {}

  static Finding of(Scrub.State state) {
    if (state.damaged().isEmpty()) {
      return Finding.note(
          state
              .lastRoundEnded()
              .map(when -> "All messages were read and compared, last " + Times.minute(when) + ".")
              .orElse("The messages on the disk are being read and compared for the first time."));
    }
    Scrub.Damage first = state.damaged().getFirst();
    int count = state.damaged().size();
    return Finding.need(
        Cause.of(Topic.DAMAGE),
        new Words(
            (count == 1 ? "A message is" : count + " messages are")
                + " damaged on the disk, first seen "
                + Times.minute(first.found())
                + ", "
                + first.account()
                + where(first.mailboxes(), " and ")
                + ": portineria verify lists them; import them from a backup or from a program that"
                + " still has them, and think of a new disk",
            (count == 1 ? "Un messaggio è danneggiato" : count + " messaggi sono danneggiati")
                + " sul disco, visto la prima volta il "
                + Times.minute(first.found())
                + ", "
                + first.account()
                + where(first.mailboxes(), " e ")
                + ": portineria verify li elenca; importarli da una copia o da un programma che li"
                + " ha ancora, e pensare a un disco nuovo"));
  }

  private static String where(List<MailboxName> mailboxes, String and) {
    return mailboxes.stream()
        .map(MailboxName::value)
        .collect(Collectors.joining(and, mailboxes.isEmpty() ? "" : " in ", ""));
  }
}
