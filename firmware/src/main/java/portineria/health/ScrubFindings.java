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
        (count == 1 ? "A message is" : count + " messages are")
            + " damaged on the disk, first seen "
            + Times.minute(first.found())
            + ", "
            + first.account()
            + where(first.mailboxes())
            + ": portineria verify lists them; import them from a backup or from a program that"
            + " still has them, and think of a new disk");
  }

  private static String where(List<MailboxName> mailboxes) {
    return mailboxes.stream()
        .map(MailboxName::value)
        .collect(Collectors.joining(" and ", mailboxes.isEmpty() ? "" : " in ", ""));
  }
}
