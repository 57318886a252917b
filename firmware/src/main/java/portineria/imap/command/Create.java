package portineria.imap.command;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.Place;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.MailboxNames;
import portineria.imap.wire.No;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Right;
import portineria.store.SpecialUse;

/**
 * CREATE: a new mailbox, and those above it that are missing.
 *
 * <pre>
 *   create        CREATE mailbox [SP "(" create-param ")"]
 *                                            RFC 9051 §6.3.4
 *   create-param  USE "(" [use-attr *(SP use-attr)] ")"
 *                                            RFC 6154 §3
 * </pre>
 *
 * @param given as the client wrote the name
 */
record Create(MailboxName name, String given, List<String> uses) implements Command {
  private static final int USES_MAX = 20;

  Create {
    uses = List.copyOf(uses);
  }

  static Create parse(Arguments in) throws Bad, No, IOException {
    in.space();
    String given = in.astring();
    MailboxName name = MailboxNames.parseNew(given, in.utf8());
    List<String> uses = List.of();
    if (in.skip(' ') && in.at('(')) {
      in.expect('(');
      if (!in.keyword().equals("USE")) {
        throw new Bad("CREATE knows no such parameter");
      }
      in.space();
      uses = in.list(0, USES_MAX, () -> use(in));
      in.expect(')');
    }
    in.end();
    return new Create(name, given, uses);
  }

  private static String use(Arguments in) throws Bad {
    in.expect('\\');
    return "\\" + in.atom();
  }

  @Override
  public Ok run(ImapSession session) throws No, Refusal, IOException {
    Place place = session.placeToBe(name);
    place.requireAbove(Right.CREATE);
    place.account().create(place.name(), use());
    if (session.isRev2()) {
      Listing.of(session).writeIfRenamed(session, name, given);
    }
    Optional<String> objectId = place.account().mailbox(place.name()).map(Mailbox::objectId);
    Ok ok = Ok.completed("CREATE");
    return objectId.isPresent() ? ok.with("MAILBOXID (" + objectId.get() + ")") : ok; // RFC 8474 §4
  }

  /** One use at most, and of those that can be given: RFC 6154 §3. */
  private Optional<SpecialUse> use() throws No {
    if (uses.isEmpty()) {
      return Optional.empty();
    }
    for (SpecialUse use : SpecialUse.values()) {
      boolean virtual = use == SpecialUse.ALL || use == SpecialUse.FLAGGED;
      if (uses.size() == 1
          && !virtual
          && use.attribute()
              .toLowerCase(Locale.ROOT)
              .equals(uses.getFirst().toLowerCase(Locale.ROOT))) {
        return Optional.of(use);
      }
    }
    throw new No("USEATTR", "No mailbox can have this special use");
  }
}
