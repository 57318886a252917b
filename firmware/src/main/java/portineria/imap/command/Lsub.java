package portineria.imap.command;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.ListPattern;
import portineria.imap.wire.MailboxNames;
import portineria.store.MailboxName;

/**
 * LSUB: the subscribed names that match a pattern. Where the pattern ends with {@code %}, a name
 * above a subscribed one is given instead of it, as {@code \Noselect}.
 *
 * <pre>
 *   lsub  LSUB reference list-mailbox        RFC 3501 §6.3.9, not in IMAP4rev2
 * </pre>
 */
record Lsub(String pattern) implements Command {

  static Lsub parse(Arguments in) throws Bad, IOException {
    in.space();
    String reference = MailboxNames.pattern(in.astring(), in.utf8());
    in.space();
    String pattern = MailboxNames.pattern(in.listMailbox(), in.utf8());
    in.end();
    return new Lsub(reference + pattern);
  }

  @Override
  public Ok run(ImapSession session) throws IOException {
    Set<MailboxName> subscribed = session.account().subscriptions();
    ListPattern wanted = new ListPattern(pattern);
    for (MailboxName name : found(subscribed, wanted)) {
      String attributes = subscribed.contains(name) ? "" : "\\Noselect";
      session
          .out()
          .text("* LSUB (" + attributes + ") \"/\" ")
          .mailbox(name, session.isUtf8())
          .crlf();
    }
    return Ok.completed("LSUB");
  }

  private Set<MailboxName> found(Set<MailboxName> subscribed, ListPattern wanted) {
    boolean oneLevel = pattern.endsWith("%");
    Set<MailboxName> found = new TreeSet<>();
    for (MailboxName name : subscribed) {
      Stream<MailboxName> above = oneLevel ? Listing.above(name) : Stream.empty();
      Optional<MailboxName> first =
          Stream.concat(Stream.of(name), above).filter(wanted::matches).findFirst();
      first.ifPresent(found::add);
    }
    return found;
  }
}
