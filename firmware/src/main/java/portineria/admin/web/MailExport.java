package portineria.admin.web;

import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import portineria.admin.Box;
import portineria.store.Account;
import portineria.store.Remains;
import portineria.vault.transfer.Csv;
import portineria.vault.transfer.Described;
import portineria.vault.transfer.FileNames;
import portineria.vault.transfer.MessageCopy;
import portineria.vault.transfer.Unreadable;

/**
 * What a search finds as a zip, made while it is sent: each message in a file as it came, and
 * {@code messages.csv}, which says what each file is. What can't be read is named in {@code
 * unreadable.csv}. The lists come last; until then they are kept squeezed.
 */
final class MailExport {
  /** Digits of a digest that tell the messages of one day apart. */
  private static final int DIGITS = 16;

  private final Box box;
  private final MailSearch search;
  private final List<String> unreadable = new ArrayList<>();

  MailExport(Box box, MailSearch search) {
    this.box = box;
    this.search = search;
  }

  void writeTo(OutputStream out) throws IOException {
    ByteArrayOutputStream squeezed = new ByteArrayOutputStream();
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    try (BufferedWriter list =
        new BufferedWriter(
            new OutputStreamWriter(new GZIPOutputStream(squeezed), StandardCharsets.UTF_8))) {
      List<String> columns =
          new ArrayList<>(
              List.of("file", "account", "mailboxes", "internaldate", "octets", "sha256"));
      columns.addAll(Described.COLUMNS);
      list.write(Csv.row(columns));
      search.each(message -> add(message, zip, list));
    } catch (UncheckedIOException gone) {
      throw gone.getCause();
    }
    zip.putNextEntry(new ZipEntry("messages.csv"));
    new GZIPInputStream(new ByteArrayInputStream(squeezed.toByteArray())).transferTo(zip);
    zip.closeEntry();
    if (!unreadable.isEmpty()) {
      zip.putNextEntry(new ZipEntry("unreadable.csv"));
      zip.write(String.join("", unreadable).getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    zip.finish();
  }

  private void add(Remains message, ZipOutputStream zip, BufferedWriter list) {
    try {
      Account mail = box.store().account(message.account(), box.actor()).orElseThrow();
      // A zip takes nothing back: so it is read once to see whether it can be.
      MessageCopy.write(mail, message.message(), OutputStream.nullOutputStream());
      List<String> described = Described.of(mail.octets(message.message())).cells();
      String file = file(message);
      ZipEntry entry = new ZipEntry(file);
      entry.setLastModifiedTime(FileTime.from(message.internalDate()));
      zip.putNextEntry(entry);
      MessageCopy.write(mail, message.message(), zip);
      zip.closeEntry();
      list.write(Csv.row(cells(file, message, described)));
    } catch (Unreadable why) {
      unreadable.add(
          Csv.row(
              List.of(
                  message.account(), message.digest().hex(), String.valueOf(why.getMessage()))));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static List<String> cells(String file, Remains message, List<String> described) {
    List<String> cells = new ArrayList<>();
    cells.add(file);
    cells.add(message.account());
    cells.add(Csv.text(mailboxes(message)));
    cells.add(message.internalDate().toString());
    cells.add(Long.toString(message.size()));
    cells.add(message.digest().hex());
    described.forEach(cell -> cells.add(Csv.text(cell)));
    return cells;
  }

  private static String mailboxes(Remains message) {
    boolean listed = message.isListed();
    String names =
        message.places().stream()
            .filter(place -> place.removed().isEmpty() == listed)
            .map(place -> place.mailbox().value())
            .distinct()
            .collect(Collectors.joining("; "));
    return listed ? names : "removed: " + names;
  }

  /** {@code anna/2026-03-02-0123456789abcdef.eml}. */
  private static String file(Remains message) {
    LocalDate day = LocalDate.ofInstant(message.internalDate(), ZoneOffset.UTC);
    String digest = message.digest().hex().substring(0, DIGITS);
    return FileNames.level(message.account()) + "/" + day + "-" + digest + ".eml";
  }
}
