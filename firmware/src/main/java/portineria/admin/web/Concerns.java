package portineria.admin.web;

import java.util.Optional;
import portineria.health.Cause;
import portineria.health.Finding;
import portineria.webui.Overview.Action;
import portineria.webui.Overview.Concern;
import portineria.webui.Overview.Urgency;
import portineria.webui.Sentence;

/** What was found, as the pages show it. */
final class Concerns {
  private Concerns() {}

  static Concern of(Finding finding) {
    return new Concern(
        switch (finding.urgency()) {
          case NONE -> Urgency.NONE;
          case TODAY -> Urgency.TODAY;
          case NOW -> Urgency.NOW;
        },
        Sentence.of(finding.words().english(), finding.words().italian()),
        action(finding.cause()));
  }

  /** The page on which something is done about it, where there is one. */
  private static Optional<Action> action(Cause cause) {
    String subject = cause.subject();
    return switch (cause.topic()) {
      case SOURCE_FAILING,
          SOURCE_MESSAGES,
          SOURCE_EMPTIED,
          SOURCE_FULL,
          SOURCE_SILENT,
          SOURCE_CERTIFICATE,
          SOURCE_PASSWORD_ENDS ->
          subject.isEmpty() ? Optional.empty() : Optional.of(new Action.Source(subject));
      case BACKUP_OLD, BACKUP_FAILED -> Optional.of(new Action.Backup());
      case LEAVER, ACCOUNT_FULL ->
          subject.isEmpty() ? Optional.empty() : Optional.of(new Action.Account(subject));
      case REMOVAL ->
          subject.isEmpty() ? Optional.empty() : Optional.of(new Action.Removals(subject));
      case READ_ONLY,
          MAIL_LOST,
          DISK,
          SEARCH,
          SWEEP,
          DAMAGE,
          ERASURE,
          NETWORK,
          CLOCK,
          TEMPERATURE,
          VOLTAGE,
          CERTIFICATE,
          NOTICES,
          HEARTBEAT,
          OTHER ->
          Optional.empty();
    };
  }
}
