package portineria.admin.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import portineria.admin.Box;
import portineria.store.Account;
import portineria.store.Act;
import portineria.store.MailboxInfo;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.vault.transfer.ConservationPackage;
import portineria.vault.transfer.Export;
import portineria.vault.transfer.ExportFormat;
import portineria.webui.CopyBook;
import portineria.webui.MailBook.Download;
import portineria.webui.Progress;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;

/**
 * All mail of an account, taken along by a page: what {@code portineria export} writes to a folder,
 * as a zip. The folder is within the box's own, and is deleted when it was sent, whatever came of
 * that; what an interruption leaves goes at the next copy or start.
 */
record WebCopies(Box box, CopyFolder folder) implements CopyBook {
  /** What must stay free on the disk beside the copy: new mail comes first. */
  private static final long RESERVE_OCTETS = 1L << 30;

  @Override
  public List<String> accounts() {
    return box.store().accountNames();
  }

  @Override
  public Copy take(String account, Form form, String reason, Progress progress) throws Refused {
    Account mail =
        box.store()
            .account(account, box.actor())
            .orElseThrow(() -> new Refused(Why.ACCOUNT_UNKNOWN, account));
    try {
      requireRoom(mail);
      record(account, form, reason);
      return folder.write(box.random(), place -> written(mail, form, place, progress));
    } catch (Refusal | IOException why) {
      throw Refused.said(why);
    }
  }

  /** Mail may come meanwhile; the reserve is for that, too. */
  private void requireRoom(Account mail) throws Refused, IOException {
    long octets =
        mail.mailboxes().stream()
            .filter(one -> one.kind().isChangeable())
            .mapToLong(MailboxInfo::octets)
            .sum();
    if (Files.getFileStore(box.data()).getUsableSpace() - octets < RESERVE_OCTETS) {
      throw new Refused(Why.COPY_NO_ROOM);
    }
  }

  /** What can't be recorded is not done. */
  private void record(String account, Form form, String reason) throws Refusal {
    box.store()
        .audit()
        .record(
            box.act(Act.Kind.MAIL_EXPORTED)
                .with(Act.Part.ACCOUNT, account)
                .with(Act.Part.DETAIL, form.name().toLowerCase(Locale.ROOT))
                .with(
                    Act.Part.REASON, reason.substring(0, Math.min(reason.length(), Act.NAME_MAX))));
  }

  private Copy written(Account mail, Form form, Path place, Progress progress) throws IOException {
    Heard heard = new Heard(progress);
    ConservationPackage whole =
        new ConservationPackage(place, mail.name(), box.clock().instant(), heard);
    Export.Result result = new Export(mail, place, heard).run(format(form));
    Optional<String> digest =
        form == Form.CONSERVATION ? Optional.of(whole.write().hex()) : Optional.empty();
    String name = mail.name() + "-" + form.name().toLowerCase(Locale.ROOT) + "-" + today();
    return new Copy(
        new Download(
            name + ".zip",
            OptionalLong.empty(),
            out -> folder.send(place, () -> send(place, name, out))),
        result.messages(),
        result.unreadable(),
        digest);
  }

  private String today() {
    return box.clock().instant().toString().substring(0, 10);
  }

  private static ExportFormat format(Form form) {
    return switch (form) {
      case EML, CONSERVATION -> ExportFormat.EML;
      case MBOX -> ExportFormat.MBOX;
      case MAILDIR -> ExportFormat.MAILDIR;
    };
  }

  /** Tells how much is written. */
  private record Heard(Progress progress) implements Export.Listener {
    @Override
    public void progressed(long messages, long messagesTotal, long octets, long octetsTotal) {
      progress.at(octets, octetsTotal);
    }

    @Override
    public void unreadable(MailboxName mailbox, long uid, String why) {
      // A list in the folder names it.
    }
  }

  /** Mail is text mostly, and a box has a small processor: squeezed quickly. */
  private static void send(Path place, String top, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    zip.setLevel(Deflater.BEST_SPEED);
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        boolean isFolder = Files.isDirectory(file);
        String name = top + "/" + place.relativize(file) + (isFolder ? "/" : "");
        ZipEntry entry = new ZipEntry(name.replace("//", "/"));
        entry.setLastModifiedTime(Files.getLastModifiedTime(file));
        zip.putNextEntry(entry);
        if (!isFolder) {
          Files.copy(file, zip);
        }
        zip.closeEntry();
      }
      zip.finish();
    }
  }
}
