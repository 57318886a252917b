package portineria.webui;

import java.util.List;

/**
 * What a person asked for was not done, and why; nothing was changed. The page shows the words of
 * {@code refused.…} in the person's language.
 */
public final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final Why why;
  private final String[] details;

  public Refused(Why why, String... details) {
    super(why + " " + List.of(details));
    this.why = why;
    this.details = details.clone();
  }

  /** What the box said itself, in a sentence that says what to do. */
  public static Refused said(String sentence) {
    return new Refused(Why.SAID, sentence);
  }

  /** What the box said itself, by an exception whose message is such a sentence. */
  public static Refused said(Exception why) {
    return said(String.valueOf(why.getMessage()));
  }

  /** What the box said itself, in both languages. */
  public static Refused said(String english, String italian) {
    return new Refused(Why.SAID_IN_BOTH, english, italian);
  }

  /** Why, each with its words. */
  public enum Why {
    /** {@code {0}}: the box's own sentence, in English. */
    SAID,
    /** {@code {0}}: the box's own sentence, in English; {@code {1}}: in Italian. */
    SAID_IN_BOTH,
    PASSWORD_EMPTY,
    /** {@code {0}}: how many characters it has at least. */
    PASSWORD_SHORT,
    PASSWORD_LONG,
    PASSWORD_UNTYPABLE,
    PASSWORDS_DIFFER,
    PASSWORD_WRONG,
    /** Neither the recovery words nor a photo of their code. */
    WORDS_MISSING,
    PHOTO_HEIC,
    PHOTO_KIND,
    /** Of more pixels than the box reads. */
    PHOTO_LARGE,
    PHOTO_BROKEN,
    PHOTO_NO_CODE,
    /** There is a code in it, and not that of the recovery sheet. */
    PHOTO_OTHER_CODE,
    /** Somebody else's is being read. */
    PHOTO_BUSY,
    /** The administrator's password was set meanwhile, or it can't be set anew now. */
    NOT_NOW,
    WORDS_WRONG,
    /** Of the recovery words that were to be typed back. */
    WORDS_TYPED,
    /** {@code {0}}: how long a name may be. */
    NAME,
    ACCOUNT_UNKNOWN,
    ACCOUNT_THERE,
    /** {@code {0}}: a name that another account had once. */
    ACCOUNT_WAS,
    ACCOUNT_NAME,
    /** Who leaves is not opened again from here. */
    ACCOUNT_LEAVES,
    DEVICE_NAME,
    DEVICE_THERE,
    /** Only one mailbox can be kept from somebody. */
    SHARE_NOTHING,
    RETENTION_MISSING,
    RETENTION_TIME,
    SOURCE_UNKNOWN,
    SOURCE_THERE,
    SOURCE_NAME,
    SOURCE_HOST,
    SOURCE_USER,
    SOURCE_PORT,
    SOURCE_DAYS,
    SOURCE_EVERY,
    SOURCE_MEGABYTES,
    SOURCE_MAILBOX,
    SOURCE_EXPIRY,
    SOURCE_PASSWORD_MISSING,
    SENDING_ADDRESS,
    /** How mail of that domain is sent. */
    SENDING_UNKNOWN,
    /** {@code {0}} to {@code {1}} are possible. */
    QUOTA_MESSAGES,
    TARGET_UNKNOWN,
    TARGET_THERE,
    TARGET_NAME,
    TARGET_PLACE,
    TARGET_CREDENTIALS,
    CODE_WRONG,
    CERTIFICATE_NONE,
    CERTIFICATE_KEY_NONE,
    CERTIFICATE_KEY_LOCKED,
    CERTIFICATE_KEY_OTHER,
    CERTIFICATE_KEY_KIND,
    CERTIFICATE_PURPOSE,
    /** {@code {0}}: whose; {@code {1}}: the day. */
    CERTIFICATE_EXPIRED,
    /** {@code {0}}: whose; {@code {1}}: the day. */
    CERTIFICATE_EARLY,
    CERTIFICATE_NO_NAMES,
    /** {@code {0}}: the names that it holds for. */
    CERTIFICATE_OTHER_NAME,
    /** {@code {0}}: the names that it holds for. */
    CERTIFICATE_WHICH_NAME,
    /** {@code {0}}: whose; {@code {1}}: by whom. */
    CERTIFICATE_GAP,
    /** {@code {0}}: in the library's words. */
    CERTIFICATE_BROKEN,
    /** No address that can be called. */
    HEARTBEAT_ADDRESS,
    MONITOR_NAME,
    MONITOR_THERE,
    BACKUP_RUNS,
    /** It was over before somebody could cancel it. */
    BACKUP_ENDED,
    BACKUP_NOWHERE,
    /** Somebody is looking into a backup, and waits for it. */
    SNAPSHOT_BUSY,
    /** What lay open was closed meanwhile. */
    SNAPSHOT_SHUT,
    /** It was put back or swept meanwhile. */
    REMOVAL_UNKNOWN,
    /** Nobody looks into the mail of others without one. */
    REASON_MISSING,
    MESSAGE_UNKNOWN,
    MESSAGE_UNREADABLE,
    /** It is in a mailbox, or cannot be had back any more. */
    MESSAGE_NOT_REMOVED,
    SEARCH_DAY,
    WHY_MISSING,
    HOLD_THERE,
    HOLD_UNKNOWN,
    HOLD_NOTHING,
    HOLD_CORRESPONDENT,
    HOLD_NAME,
    /** {@code {0}}: the names of holds. */
    ERASURE_HELD,
    LEAVER_DAY,
    LEAVER_SELF,
    CHAIN_HEAD,
    PERSON_NOBODY,
    PERSON_ADDRESS,
    NOTHING_TICKED,
    /** The box's own disk is too full for a copy of so much mail. */
    COPY_NO_ROOM,
    REPORT_UNKNOWN,
    /** One is under way. */
    UPDATE_BUSY,
    /** {@code {0}}: the megabytes that one may have. */
    UPDATE_LARGE,
    /** {@code {0}}: the megabytes that are free; {@code {1}}: that are needed. */
    UPDATE_NO_ROOM,
    UPDATE_NO_FILE,
    UPDATE_BROKEN_OFF,
    /** A field is missing from the form or has more in it than any page sends. */
    FORM;

    String key() {
      return "refused." + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  public Why why() {
    return why;
  }

  List<String> details() {
    return List.of(details);
  }
}
