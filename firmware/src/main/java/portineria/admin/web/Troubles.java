package portineria.admin.web;

import java.io.IOException;
import portineria.backup.BackupFailed;
import portineria.webui.Refused;
import portineria.webui.Sentence;

/** What went wrong with a backup, in the languages in which it was said. */
final class Troubles {
  private Troubles() {}

  static Refused refused(Exception why) {
    return why instanceof BackupFailed failed && isInBoth(failed)
        ? Refused.said(String.valueOf(failed.getMessage()), failed.italian())
        : Refused.said(why);
  }

  static Sentence sentence(IOException why) {
    String english = String.valueOf(why.getMessage());
    return why instanceof BackupFailed failed && isInBoth(failed)
        ? Sentence.of(english, failed.italian())
        : Sentence.english(english);
  }

  private static boolean isInBoth(BackupFailed failed) {
    return !failed.italian().equals(failed.getMessage());
  }
}
