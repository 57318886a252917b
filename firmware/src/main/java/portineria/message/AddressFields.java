package portineria.message;

import java.util.List;
import java.util.Locale;

/** The header fields that hold addresses, in whatever way programs and servers name them. */
public final class AddressFields {
  /** Whoever sent the message: RFC 5322 §3.6.2, §3.6.6, §3.6.7. */
  public static final List<String> SENDERS =
      List.of("From", "Sender", "Reply-To", "Return-Path", "Resent-From", "Resent-Sender");

  /** Whoever it was meant for or delivered to: RFC 5322 §3.6.3, §3.6.6; the last are servers'. */
  public static final List<String> RECIPIENTS =
      List.of(
          "To",
          "Cc",
          "Bcc",
          "Resent-To",
          "Resent-Cc",
          "Resent-Bcc",
          "Delivered-To",
          "Envelope-To",
          "X-Original-To");

  private static final List<String> SENDERS_LOWER = lower(SENDERS);
  private static final List<String> RECIPIENTS_LOWER = lower(RECIPIENTS);

  private AddressFields() {}

  /** Whether a field of that name, in any case, tells a sender. */
  public static boolean isSender(String name) {
    return SENDERS_LOWER.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether a field of that name, in any case, tells a recipient. */
  public static boolean isRecipient(String name) {
    return RECIPIENTS_LOWER.contains(name.toLowerCase(Locale.ROOT));
  }

  private static List<String> lower(List<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }
}
