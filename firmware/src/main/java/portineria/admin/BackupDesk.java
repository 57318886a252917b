package portineria.admin;

import java.io.IOException;
import java.util.Map;
import portineria.backup.Place;
import portineria.backup.RecoveryWords;
import portineria.backup.Target;
import portineria.backup.Watch;
import portineria.store.Act.Kind;
import portineria.store.Refusal;

/** Where an administrator says where backups go. What is said there is in the audit chain. */
public record BackupDesk(Box box) {

  /** Adds a target, and makes a repository there unless there is one of this box. */
  public Target add(String name, Place place, Map<String, String> credentials, Watch watch)
      throws Refusal, IOException {
    Target added = box.backups().add(name, place, credentials, watch);
    box.recordSetting("backup target " + name + ": " + place.text());
    return added;
  }

  /**
   * Forgets a target; what is on it stays there.
   *
   * @return whether a backup ran there, and was ended for it
   */
  public boolean remove(String name) throws Refusal, IOException {
    boolean ended = box.backups().remove(name);
    box.recordSetting("backup target " + name + " removed");
    return ended;
  }

  /** The words that open every backup: who sees them is written down first. */
  public RecoveryWords words() throws Refusal, IOException {
    box.store().audit().record(box.act(Kind.RECOVERY_WORDS_SHOWN));
    return box.backups().words();
  }
}
