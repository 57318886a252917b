package portineria.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import portineria.mail.MailGenerator;
import portineria.peer.ImapClient;

/**
 * The messages that every contestant gets, the same ones, of realistic sizes and shapes. None is
 * odd, and so all servers agree on their sizes; and none has a large attachment, so that the
 * figures are about messages and not about octets.
 */
final class Mail {
  private static final MailGenerator GENERATOR =
      new MailGenerator(42).withOddShare(0).withAttachmentsUpTo(50_000);

  /** Messages of one APPEND, when a mailbox is filled. */
  private static final int AT_ONCE = 50;

  private Mail() {}

  static byte[] message(int number) {
    return GENERATOR.message(number);
  }

  /**
   * Makes a mailbox with the messages from {@code first} to below {@code end}.
   *
   * @return the sum of their sizes
   */
  static long fill(ImapClient client, String mailbox, int first, int end) throws IOException {
    client.expectOk("CREATE " + mailbox);
    long octets = 0;
    List<byte[]> several = new ArrayList<>();
    for (int i = first; i < end; i++) {
      several.add(message(i));
      octets += several.getLast().length;
      if (several.size() == AT_ONCE || i == end - 1) {
        client.append(mailbox, "", several);
        several.clear();
      }
    }
    return octets;
  }
}
