package portineria.vault.transfer;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portineria.store.MailboxName;

/**
 * The folder of an export, and how far it is:
 *
 * <pre>
 *   mailboxes.csv, messages.csv     what is what; the second one comes last: then all is there
 *   unreadable.csv                  messages that could not be read, if there are any
 *   export.part/                    as long as something is missing
 *     mailboxes.csv                 what is planned
 *     UIDVALIDITY.rows              the messages of a mailbox that were written so far
 *     UIDVALIDITY.csv               the messages of a mailbox that is done
 * </pre>
 */
final class ExportFolder {
  static final String MESSAGES = "messages.csv";
  static final String UNREADABLE = "unreadable.csv";
  private static final String WORK = "export.part";

  private final Path folder;
  private final Path work;

  ExportFolder(Path folder) {
    this.folder = folder;
    this.work = folder.resolve(WORK);
  }

  /** Whether an export is there to its end. */
  boolean isComplete() {
    return Files.exists(folder.resolve(MESSAGES));
  }

  /** Whether an export was begun and not ended. */
  boolean isBegun() {
    return !isComplete() && Files.isDirectory(work);
  }

  Path path() {
    return folder;
  }

  /**
   * Makes it ready for {@code plan}. What an earlier run left is kept as far as it belongs there.
   *
   * @throws IOException when it holds something else; nothing is changed then
   */
  void begin(ExportPlan plan, ExportFormat format) throws IOException {
    NewFolder.make(folder);
    refuseForeign();
    Files.createDirectories(work);
    if (format == ExportFormat.MAILDIR) {
      requireColonsAndCapitals();
    }
    Optional<List<MailboxRow>> former = ExportPlan.read(work);
    if (former.isPresent()) {
      refuseOther(former.get(), plan);
      sweep(former.get(), plan, format);
    }
    plan.write(work);
    Files.deleteIfExists(unreadable());
  }

  private void refuseForeign() throws IOException {
    if (isComplete()) {
      throw new IOException(folder + " holds an export already: name another folder");
    }
    if (!isBegun()) {
      NewFolder.requireEmpty(folder);
    }
  }

  /** Windows disks and most memory sticks have neither. */
  private void requireColonsAndCapitals() throws IOException {
    Path probe = work.resolve("a:2,S");
    boolean able = false;
    try {
      Files.writeString(probe, "");
      able = Files.notExists(work.resolve("A:2,S"));
      Files.delete(probe);
    } catch (FileSystemException e) {
      // No colons.
    }
    if (!able) {
      Sweeping.folder(work);
      throw new IOException(
          folder
              + " is on a disk that can't hold the file names of a Maildir: use --format eml or"
              + " mbox");
    }
  }

  /** INBOX is the one mailbox that every account has, and its UIDVALIDITY is nobody else's. */
  private void refuseOther(List<MailboxRow> former, ExportPlan plan) throws IOException {
    MailboxRow inbox = inbox(plan.mailboxes().stream().map(ExportPlan.Planned::row));
    MailboxRow was = inbox(former.stream());
    if (was.uidValidity() != inbox.uidValidity()) {
      throw new IOException(
          folder + " holds the begin of another account's export: name another folder");
    }
    if (!was.place().equals(inbox.place())) {
      throw new IOException(
          folder + " holds the begin of an export in another format: name another folder");
    }
  }

  private static MailboxRow inbox(Stream<MailboxRow> rows) throws IOException {
    return rows.filter(row -> row.mailbox().isInbox())
        .findFirst()
        .orElseThrow(() -> new IOException("an export without INBOX: name another folder"));
  }

  /** A mailbox may have been renamed or deleted since. */
  private void sweep(List<MailboxRow> former, ExportPlan plan, ExportFormat format)
      throws IOException {
    Set<String> wanted =
        plan.mailboxes().stream().map(one -> one.row().place()).collect(Collectors.toSet());
    for (MailboxRow row : former.reversed()) { // those underneath first
      if (!wanted.contains(row.place())) {
        format.sweep(folder.resolve(row.place()));
      }
    }
  }

  /** The rows of a mailbox that is done. */
  Path done(long uidValidity) {
    return work.resolve(uidValidity + ".csv");
  }

  /** The rows of a mailbox as far as it is written. */
  Path rows(long uidValidity) {
    return work.resolve(uidValidity + ".rows");
  }

  /** Notes a message that is not among the others. */
  void note(MailboxName mailbox, long uid, String why) throws IOException {
    boolean first = Files.notExists(unreadable());
    Files.writeString(
        unreadable(),
        (first ? "mailbox,uid,why\r\n" : "")
            + Csv.row(List.of(mailbox.value(), Long.toString(uid), why)),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private Path unreadable() {
    return work.resolve(UNREADABLE);
  }

  /** All mailboxes are done: joins their rows, and ends the export. */
  void finish(ExportPlan plan) throws IOException {
    plan.write(folder);
    if (Files.exists(unreadable())) {
      Files.copy(unreadable(), folder.resolve(UNREADABLE), StandardCopyOption.REPLACE_EXISTING);
    }
    WholeFile.writeText(folder.resolve(MESSAGES), out -> join(plan, out));
    try (Stream<Path> files = Files.list(work)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(work);
  }

  private void join(ExportPlan plan, BufferedWriter out) throws IOException {
    out.write(MessageRow.HEADING);
    for (ExportPlan.Planned one : plan.mailboxes()) {
      Path rows = done(one.row().uidValidity());
      if (Files.exists(rows)) {
        try (var in = Files.newBufferedReader(rows)) {
          in.transferTo(out);
        }
      }
    }
  }
}
