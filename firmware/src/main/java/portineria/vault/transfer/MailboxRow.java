package portineria.vault.transfer;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import portineria.store.MailboxName;
import portineria.store.SpecialUse;

/**
 * A row of {@code mailboxes.csv}.
 *
 * @param place the file or folder that holds its messages, relative to the export's folder
 */
record MailboxRow(
    MailboxName mailbox,
    String place,
    long uidValidity,
    long uidNext,
    boolean subscribed,
    Optional<SpecialUse> use) {
  static final String HEADING = "mailbox,place,uidvalidity,uidnext,subscribed,special_use\r\n";
  private static final int CELLS = 6;

  String csv() {
    return Csv.row(
        List.of(
            mailbox.value(),
            place,
            Long.toString(uidValidity),
            Long.toString(uidNext),
            subscribed ? "yes" : "no",
            use.map(SpecialUse::attribute).orElse("")));
  }

  static MailboxRow parse(List<String> cells) throws IOException {
    if (cells.size() < CELLS) {
      throw new IOException("a row of mailboxes.csv has " + cells.size() + " cells, not " + CELLS);
    }
    try {
      return new MailboxRow(
          new MailboxName(cells.get(0)),
          cells.get(1),
          Long.parseLong(cells.get(2)),
          Long.parseLong(cells.get(3)),
          cells.get(4).equals("yes"),
          Arrays.stream(SpecialUse.values())
              .filter(use -> use.attribute().equals(cells.get(5)))
              .findFirst());
    } catch (IllegalArgumentException e) {
      throw new IOException("a row of mailboxes.csv can't be read: " + cells, e);
    }
  }
}
