package portineria.webui;

import java.util.List;
import portineria.webui.Overview.Urgency;

/** What a program that looks at the box is told, as it was at one moment. */
record Reading(
    String name,
    Overview.Facts facts,
    Overview.Disk disk,
    List<Overview.Concern> concerns,
    List<SourceBook.State> sources,
    List<BackupBook.Target> targets) {

  /** It looks as an administrator would, and no person's name is on it. */
  static Reading of(Appliance appliance) {
    Overview overview = appliance.overview();
    Visitor nobody = Visitor.admin("");
    return new Reading(
        appliance.hosts().getFirst(),
        overview.facts(),
        overview.disk(),
        overview.concerns(),
        appliance.sources(nobody).all(),
        appliance.backups(nobody).targets());
  }

  /** What needs a person. */
  List<Overview.Concern> needed() {
    return concerns.stream().filter(one -> one.urgency() != Urgency.NONE).toList();
  }

  long count(Urgency urgency) {
    return concerns.stream().filter(one -> one.urgency() == urgency).count();
  }
}
