package portineria.admin.web;

import java.util.Optional;
import portineria.health.Finding;
import portineria.webui.Overview.Action;
import portineria.webui.Overview.Concern;
import portineria.webui.Overview.Part;
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
        action(finding));
  }

  /** The page on which something is done about it; what is only good to know wants nothing. */
  private static Optional<Action> action(Finding finding) {
    String subject = finding.cause().subject();
    return switch (finding.cause().topic()) {
      case SOURCE_FAILING,
          SOURCE_MESSAGES,
          SOURCE_EMPTIED,
          SOURCE_FULL,
          SOURCE_SILENT,
          SOURCE_CERTIFICATE,
          SOURCE_PASSWORD_ENDS ->
          Optional.of(subject.isEmpty() ? new Action.Sources() : new Action.Source(subject));
      case NETWORK -> Optional.of(new Action.Sources());
      case BACKUP_OLD, BACKUP_FAILED, DAMAGE, MAIL_LOST -> Optional.of(new Action.Backup());
      case LEAVER, ACCOUNT_FULL ->
          Optional.of(subject.isEmpty() ? new Action.Accounts() : new Action.Account(subject));
      case REMOVAL ->
          Optional.of(subject.isEmpty() ? new Action.Accounts() : new Action.Removals(subject));
      case DISK -> Optional.of(new Action.Accounts());
      case CLOCK, TEMPERATURE, VOLTAGE -> Optional.of(new Action.Box(Part.FACTS));
      case CERTIFICATE -> Optional.of(new Action.Box(Part.CERTIFICATE));
      case NOTICES -> Optional.of(new Action.Box(Part.CARETAKERS));
      case HEARTBEAT -> Optional.of(new Action.Box(Part.HEARTBEAT));
      case READ_ONLY, SEARCH, SWEEP, ERASURE -> Optional.of(new Action.Box(Part.UPKEEP));
      case OTHER ->
          finding.needsPerson() ? Optional.of(new Action.Box(Part.UPKEEP)) : Optional.empty();
    };
  }
}
