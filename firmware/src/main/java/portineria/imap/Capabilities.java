package portineria.imap;

import portineria.net.TlsOffer;

/** What CAPABILITY lists: RFC 9051 §6.1.1. Which of it depends on the state of the session. */
final class Capabilities {
  private static final String ALWAYS = "IMAP4rev1 IMAP4rev2 LITERAL+ SASL-IR ID ENABLE";

  private static final String LOGGED_IN =
      " IDLE NAMESPACE UIDPLUS UNSELECT MOVE CHILDREN SPECIAL-USE CREATE-SPECIAL-USE LIST-EXTENDED"
          + " LIST-STATUS STATUS=SIZE ESEARCH SEARCHRES BINARY MULTIAPPEND ACL RIGHTS=texk"
          + " SORT SORT=DISPLAY THREAD=REFERENCES THREAD=ORDEREDSUBJECT ESORT I18NLEVEL=1"
          + " LIST-MYRIGHTS CONDSTORE QRESYNC REPLACE WITHIN OBJECTID"
          + " SAVEDATE PREVIEW UTF8=ACCEPT QUOTA QUOTA=RES-STORAGE QUOTA=RES-MESSAGE APPENDLIMIT=";

  /** Not where it is on: RFC 4978 §3. */
  private static final String COMPRESS = " COMPRESS=DEFLATE";

  private Capabilities() {}

  /** The list without the word CAPABILITY. */
  static String of(ImapSession session) {
    if (session.isLoggedIn()) {
      String all = ALWAYS + LOGGED_IN + session.limits().appendOctets();
      return session.withheld().without(all + (session.isCompressed() ? "" : COMPRESS));
    }
    String startTls = session.offersStartTls() ? " STARTTLS" : "";
    boolean permitted = TlsOffer.permitsPasswords(session.connection());
    return ALWAYS + startTls + (permitted ? " AUTH=PLAIN" : " LOGINDISABLED");
  }
}
