package portineria.vault.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portineria.store.Account;
import portineria.store.MailboxInfo;
import portineria.store.MailboxName;

/** Which mailbox goes where. */
record ExportPlan(List<Planned> mailboxes) {
  static final String NAME = "mailboxes.csv";

  ExportPlan {
    mailboxes = List.copyOf(mailboxes);
  }

  /** A mailbox and its place. */
  record Planned(MailboxInfo info, MailboxRow row) {}

  /** No two mailboxes share a place, not on a disk either that knows no capitals. */
  static ExportPlan of(Account account, ExportFormat format) {
    Set<MailboxName> subscribed = account.subscriptions();
    Set<String> taken = new HashSet<>();
    List<Planned> planned = new ArrayList<>();
    for (MailboxInfo info : account.mailboxes()) {
      if (!info.selectable() || !info.kind().isChangeable()) {
        continue; // what the box shows of the vault is no mailbox of the account's own
      }
      String place = format.place(info.name());
      if (!taken.add(format.key(place))) {
        place = format.otherPlace(info.name());
        taken.add(format.key(place));
      }
      planned.add(
          new Planned(
              info,
              new MailboxRow(
                  info.name(),
                  place,
                  info.uidValidity().value(),
                  info.uidNext().value(),
                  subscribed.contains(info.name()),
                  info.use())));
    }
    return new ExportPlan(planned);
  }

  void write(Path folder) throws IOException {
    WholeFile.writeText(
        folder.resolve(NAME),
        out -> {
          out.write(MailboxRow.HEADING);
          for (Planned one : mailboxes) {
            out.write(one.row().csv());
          }
        });
  }

  /** What an earlier run planned; empty where none did. */
  static Optional<List<MailboxRow>> read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<MailboxRow> rows = new ArrayList<>();
    try (Csv.Reader in = new Csv.Reader(file)) {
      in.next(); // the heading
      for (Optional<List<String>> row = in.next(); row.isPresent(); row = in.next()) {
        rows.add(MailboxRow.parse(row.get()));
      }
    }
    return Optional.of(rows);
  }
}
