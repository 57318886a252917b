package portineria.webui;

import java.util.List;
import java.util.Optional;
import portineria.webui.MailBook.Download;

/**
 * All mail of an account, to be taken along: it leaves the box, so it is written down, with why.
 */
public interface CopyBook {

  /** The accounts that have mail, by name. */
  List<String> accounts();

  /**
   * Makes a copy of all mailboxes of an account. It lies on the box's own disk until it is fetched,
   * and so it is refused where there is no room for it.
   */
  Copy take(String account, Form form, String reason, Progress progress) throws Refused;

  /** What it is to be for. */
  enum Form {
    /** One file for each message, as it came. */
    EML,
    /** One file for each mailbox. */
    MBOX,
    /** As mail servers keep it, with flags. */
    MAILDIR,
    /** For a conservator: as it came, with digests and what each message says of itself. */
    CONSERVATION
  }

  /**
   * A copy, as a zip that can be fetched once.
   *
   * @param unreadable messages that could not be read and are not in it; a list in it names them
   * @param digest of the list of all digests in it, where it has one: to be noted elsewhere
   */
  record Copy(Download file, long messages, long unreadable, Optional<String> digest) {}
}
