package portineria.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who wrote to whom, when, about what: the fields of ENVELOPE (RFC 9051 §7.5.2).
 *
 * <p>Strings are unfolded octets, undecoded. {@code sender} and {@code replyTo} are those of {@code
 * from} where the header has none. Of a text field that comes twice the first counts; addresses of
 * a field that comes twice are all listed, so that nobody sees a sender that the others do not.
 */
public record Envelope(
    Optional<String> date,
    Optional<String> subject,
    List<Address> from,
    List<Address> sender,
    List<Address> replyTo,
    List<Address> to,
    List<Address> cc,
    List<Address> bcc,
    Optional<String> inReplyTo,
    Optional<String> messageId) {

  /** Of a part that starts no message. */
  static final Envelope NONE =
      new Envelope(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty());

  public Envelope {
    from = List.copyOf(from);
    sender = List.copyOf(sender);
    replyTo = List.copyOf(replyTo);
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
  }

  /** The envelope of a header. */
  public static Envelope of(Header header) {
    return of(header, new Kept(MessageLimits.STANDARD));
  }

  static Envelope of(Header header, Kept kept) {
    Collected collected = new Collected(kept);
    for (int i = 0; i < header.size(); i++) {
      collected.field(header, i);
    }
    return collected.envelope();
  }

  /** The envelope while its header is being read. */
  private static final class Collected {
    private final Kept kept;
    private Optional<String> date = Optional.empty();
    private Optional<String> subject = Optional.empty();
    private Optional<String> inReplyTo = Optional.empty();
    private Optional<String> messageId = Optional.empty();
    private final List<Address> from = new ArrayList<>();
    private final List<Address> sender = new ArrayList<>();
    private final List<Address> replyTo = new ArrayList<>();
    private final List<Address> to = new ArrayList<>();
    private final List<Address> cc = new ArrayList<>();
    private final List<Address> bcc = new ArrayList<>();

    Collected(Kept kept) {
      this.kept = kept;
    }

    void field(Header header, int i) {
      switch (header.lowerName(i)) {
        case "date" -> date = first(date, header, i);
        case "subject" -> subject = first(subject, header, i);
        case "in-reply-to" -> inReplyTo = first(inReplyTo, header, i);
        case "message-id" -> messageId = first(messageId, header, i);
        case "from" -> from.addAll(kept.addresses(header.value(i)));
        case "sender" -> sender.addAll(kept.addresses(header.value(i)));
        case "reply-to" -> replyTo.addAll(kept.addresses(header.value(i)));
        case "to" -> to.addAll(kept.addresses(header.value(i)));
        case "cc" -> cc.addAll(kept.addresses(header.value(i)));
        case "bcc" -> bcc.addAll(kept.addresses(header.value(i)));
        default -> {}
      }
    }

    private Optional<String> first(Optional<String> earlier, Header header, int i) {
      return earlier.isPresent() ? earlier : kept.keep(header.value(i));
    }

    Envelope envelope() {
      return new Envelope(
          date,
          subject,
          from,
          sender.isEmpty() ? from : sender,
          replyTo.isEmpty() ? from : replyTo,
          to,
          cc,
          bcc,
          inReplyTo,
          messageId);
    }
  }
}
