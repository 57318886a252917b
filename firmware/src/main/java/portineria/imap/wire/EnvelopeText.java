package portineria.imap.wire;

import java.io.IOException;
import java.util.List;
import portineria.message.Address;
import portineria.message.Envelope;

/** Writes ENVELOPE: RFC 9051 §7.5.2. */
public final class EnvelopeText {
  private EnvelopeText() {}

  public static void write(Envelope envelope, ImapWriter out) throws IOException {
    out.octet('(').nstring(envelope.date()).space().nstring(envelope.subject());
    addresses(envelope.from(), out);
    addresses(envelope.sender(), out);
    addresses(envelope.replyTo(), out);
    addresses(envelope.to(), out);
    addresses(envelope.cc(), out);
    addresses(envelope.bcc(), out);
    out.space().nstring(envelope.inReplyTo()).space().nstring(envelope.messageId()).octet(')');
  }

  private static void addresses(List<Address> addresses, ImapWriter out) throws IOException {
    out.space();
    if (addresses.isEmpty()) {
      out.nil();
      return;
    }
    out.octet('(');
    for (Address address : addresses) {
      switch (address) {
        case Address.Mailbox mailbox -> mailbox(mailbox, out);
        case Address.GroupStart(String name) -> out.text("(NIL NIL ").string(name).text(" NIL)");
        case Address.GroupEnd() -> out.text("(NIL NIL NIL NIL)");
      }
    }
    out.octet(')');
  }

  /** A missing domain is an empty string, because NIL would mean a group. */
  private static void mailbox(Address.Mailbox mailbox, ImapWriter out) throws IOException {
    out.octet('(').nstring(mailbox.name()).space().nstring(mailbox.route()).space();
    out.string(mailbox.local()).space().string(mailbox.domain()).octet(')');
  }
}
