package portineria.imap.command;

import java.util.Locale;
import java.util.Optional;
import portineria.imap.ImapSession;
import portineria.imap.Place;
import portineria.imap.wire.Bad;
import portineria.imap.wire.No;
import portineria.store.MailboxName;
import portineria.store.Right;
import portineria.store.Rights;
import portineria.store.Sharing.Grant;

/** What the commands of RFC 4314 have in common: who is meant, and how rights are written. */
final class AclMailbox {
  private static final Rights OLD_CREATE = Rights.of("c");
  private static final Rights OLD_DELETE = Rights.of("d");

  private AclMailbox() {}

  /** A mailbox whose rights this session may see and change: RFC 4314 §4. */
  static Place administered(ImapSession session, MailboxName name) throws No {
    Place place = session.place(name);
    place.require(Right.ADMINISTER);
    return place;
  }

  /** An identifier is the name of an account, as it logs in. */
  static String account(String identifier) throws No {
    if (identifier.startsWith("-")) {
      throw new No("CANNOT", "Rights are given or not; none are denied: use DELETEACL");
    }
    if (identifier.equals("anyone")) {
      throw new No("CANNOT", "Rights are given to one account after the other");
    }
    return identifier.toLowerCase(Locale.ROOT);
  }

  /** Reads letters: RFC 4314 §3.1, an unknown one is BAD. */
  static Rights rights(String letters) throws Bad {
    try {
      return Rights.of(letters);
    } catch (IllegalArgumentException unknown) {
      throw new Bad(String.valueOf(unknown.getMessage()));
    }
  }

  /** As programs are told, who may know RFC 2086 alone: RFC 4314 §2.1.1. */
  static String letters(Rights rights) {
    String old = hasSome(rights, OLD_CREATE) ? "c" : "";
    return rights.letters() + old + (hasSome(rights, OLD_DELETE) ? "d" : "");
  }

  private static boolean hasSome(Rights rights, Rights some) {
    return some.all().stream().anyMatch(rights::has);
  }

  /** What {@code account} has there, whether it was given there or above. */
  static Rights given(ImapSession session, Place place, String account) {
    return session.sharing().rights(place.account().name(), Optional.of(place.name()), account);
  }

  static Grant grant(Place place, String account, Rights rights) {
    return new Grant(place.account().name(), Optional.of(place.name()), account, rights);
  }
}
