package portineria.transcript;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portineria.store.Account;
import portineria.store.Flag;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.Refusal;
import portineria.store.Uid;

/** Puts mail into a store for tests. */
public final class Mails {
  private static final Pattern MESSAGES = Pattern.compile("(\\d+) messages?");
  private static final Pattern FLAGGED = Pattern.compile("([\\\\$]?\\w+) ([\\d ]+)");

  private Mails() {}

  /** The {@code number}th message of a mailbox that a set-up line has filled. */
  public static String text(int number) {
    return """
    From: Anna <anna@example.com>\r
    Subject: message %d\r
    \r
    This is message %d.\r
    """
        .formatted(number, number);
  }

  /**
   * Does what a set-up line says: {@code 3 messages, \Deleted 1, \Seen 1 2}. The first message is
   * {@link #text text(1)}, or follows those that are there.
   */
  public static void fill(Account account, Mailbox mailbox, String line)
      throws Refusal, IOException {
    String[] parts = line.split(", *");
    Matcher count = MESSAGES.matcher(parts[0]);
    if (!count.matches()) {
      throw new IllegalArgumentException("expected a number of messages: " + line);
    }
    int first = mailbox.view().count() + 1;
    List<Set<Flag>> flags = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(count.group(1)); i++) {
      flags.add(new HashSet<>());
    }
    for (int i = 1; i < parts.length; i++) {
      Matcher flagged = FLAGGED.matcher(parts[i]);
      if (!flagged.matches()) {
        throw new IllegalArgumentException("expected a flag and its messages: " + parts[i]);
      }
      for (String number : flagged.group(2).split(" ")) {
        flags.get(Integer.parseInt(number) - first).add(new Flag(flagged.group(1)));
      }
    }
    for (int i = 0; i < flags.size(); i++) {
      append(account, mailbox, octets(text(first + i)), flags.get(i));
    }
  }

  /** Appends one message. */
  public static Uid append(Account account, Mailbox mailbox, byte[] octets, Set<Flag> flags)
      throws Refusal, IOException {
    try (Incoming incoming = account.incoming(octets.length)) {
      incoming.write(octets, 0, octets.length);
      Instant date = Instant.parse("2026-11-21T09:30:00Z");
      return mailbox
          .append(List.of(new Mailbox.Delivery(incoming.finish(), flags, date)))
          .getFirst();
    }
  }

  /** In the notation of transcripts, so that a set-up line can hold a whole message. */
  public static byte[] written(String line) {
    return Notation.octets(line);
  }

  public static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
