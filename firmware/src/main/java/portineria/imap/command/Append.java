package portineria.imap.command;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.Target;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.Dates;
import portineria.imap.wire.Flags;
import portineria.imap.wire.Literal;
import portineria.imap.wire.MailboxNames;
import portineria.imap.wire.No;
import portineria.store.Account;
import portineria.store.Flag;
import portineria.store.Incoming;
import portineria.store.Mailbox.Delivery;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Uid;
import portineria.store.UidSet;

/**
 * APPEND: puts messages into a mailbox, all or none.
 *
 * <pre>
 *   append          APPEND mailbox 1*append-message
 *                                            RFC 9051 §6.3.12, RFC 3502 §6.3.11
 *   append-message  [SP flag-list] [SP date-time] SP (literal / literal8 / UTF8 SP "(" literal8 ")")
 *                                            RFC 3516 §4.4, RFC 6855 §4
 * </pre>
 *
 * <p>Flags that may not be set in a mailbox of another account are left out: RFC 4314 §4.
 *
 * <p>The one command that is not complete when it starts to run: messages stream from the client to
 * the disk, so that memory does not depend on their size, and what comes after each is read then.
 * The mailbox is looked for before the client is asked for the first octet.
 *
 * @param first what stands before the first message
 * @param rest what follows
 */
record Append(MailboxName into, Options first, Arguments rest) implements Command {
  private static final int BUFFER_OCTETS = 16 * 1024;

  /** What stands before a message. */
  record Options(Set<Flag> flags, Optional<Instant> date, Literal literal, boolean inBrackets) {
    static Options parse(Arguments in) throws Bad, No, IOException {
      in.space();
      Set<Flag> flags = Set.of();
      if (in.at('(')) {
        flags = Flags.list(in);
        in.space();
      }
      Optional<Instant> date = Optional.empty();
      if (in.at('"')) {
        date = Optional.of(Dates.dateTime(in));
        in.space();
      }
      boolean inBrackets = in.peekKeyword().equals("UTF8");
      if (inBrackets) {
        in.keyword();
        in.space();
        in.expect('(');
      }
      return new Options(flags, date, in.messageLiteral(), inBrackets);
    }
  }

  static Append parse(Arguments in) throws Bad, No, IOException {
    in.space();
    MailboxName into = MailboxNames.parse(in.astring(), in.utf8());
    return new Append(into, Options.parse(in), in);
  }

  @Override
  public Ok run(ImapSession session) throws Bad, No, Refusal, IOException {
    Target target = session.target(into);
    return Ok.completed("APPEND").with(appendUid(target, deliver(session, target)));
  }

  /** RFC 9051 §7.1, APPENDUID. */
  static String appendUid(Target target, List<Uid> uids) {
    return "APPENDUID " + target.mailbox().uidValidity().value() + " " + UidSet.of(uids);
  }

  List<Uid> deliver(ImapSession session, Target target) throws Bad, No, Refusal, IOException {
    List<Incoming> open = new ArrayList<>();
    try {
      return target.mailbox().append(receive(session, target, open));
    } catch (Refusal refusal) {
      if (refusal.reason() == Refusal.Reason.NONEXISTENT) {
        throw new No("TRYCREATE", "There is no such mailbox any more");
      }
      throw refusal;
    } finally {
      open.forEach(Incoming::close);
    }
  }

  private List<Delivery> receive(ImapSession session, Target target, List<Incoming> open)
      throws Bad, No, Refusal, IOException {
    List<Delivery> deliveries = new ArrayList<>();
    Options options = first;
    while (true) {
      check(session, target.account(), options.literal(), deliveries);
      Incoming incoming = target.account().incoming(options.literal().size());
      open.add(incoming);
      stream(options.literal(), incoming);
      if (options.inBrackets()) {
        rest.expect(')');
      }
      Instant date = options.date().orElseGet(session.settings().clock()::instant);
      deliveries.add(new Delivery(finish(incoming), target.permitted(options.flags()), date));
      if (!rest.at(' ')) {
        rest.end();
        return deliveries;
      }
      options = Options.parse(rest);
    }
  }

  private static void check(
      ImapSession session, Account target, Literal literal, List<Delivery> before) throws No {
    if (literal.size() > session.limits().appendOctets()) {
      // RFC 7889 §4
      throw new No(
          "TOOBIG", "A message may have at most " + session.limits().appendOctets() + " octets");
    }
    if (literal.size() == 0) {
      throw new No("CANNOT", "A message of no octets is none");
    }
    if (before.size() == session.limits().appendMessages()) {
      throw new No("LIMIT", "Too many messages in one command");
    }
    requireRoom(target, literal, before);
  }

  /** The store asks again; so the client need not send what it will not keep: RFC 9208 §4.3.1. */
  private static void requireRoom(Account target, Literal literal, List<Delivery> before)
      throws No {
    long octets = literal.size();
    for (Delivery delivery : before) {
      octets += delivery.message().octets().size();
    }
    if (!target.quota().hasRoomFor(before.size() + 1L, octets)) {
      throw new No("OVERQUOTA", "There is no room: delete something, or ask for a higher limit");
    }
  }

  /** After a refusal the rest of the literal is read and dropped, to stay in step. */
  private void stream(Literal literal, Incoming incoming) throws Bad, Refusal, IOException {
    if (literal.synchronising()) {
      rest.input().proceed();
    }
    byte[] buffer = new byte[BUFFER_OCTETS];
    Optional<Refusal> refused = Optional.empty();
    for (long left = literal.size(); left > 0; ) {
      int count = rest.input().read(buffer, 0, (int) Math.min(left, buffer.length));
      left -= count;
      if (refused.isEmpty()) {
        refused = write(incoming, buffer, count);
      }
    }
    rest.nextLine();
    if (refused.isPresent()) {
      throw refused.get();
    }
  }

  /** An error of the disk is the store's trouble here, not the line's. */
  private static Optional<Refusal> write(Incoming incoming, byte[] octets, int count) {
    try {
      incoming.write(octets, 0, count);
      return Optional.empty();
    } catch (Refusal refusal) {
      return Optional.of(refusal);
    } catch (IOException e) {
      return Optional.of(broken(e));
    }
  }

  private static Incoming.Received finish(Incoming incoming) throws Refusal {
    try {
      return incoming.finish();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private static Refusal broken(IOException e) {
    return new Refusal(Refusal.Reason.UNAVAILABLE, "The disk has failed", e);
  }
}
