package portineria.vault.rights;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import portineria.store.Account;
import portineria.store.BoxLanguage;
import portineria.store.Remains;
import portineria.vault.transfer.Csv;
import portineria.vault.transfer.Described;
import portineria.vault.transfer.FileNames;
import portineria.vault.transfer.MessageCopy;

/**
 * A person's data as one hands it over: each message in a file as it came, {@code index.csv} that
 * says what each file is, {@code other.csv} with what is kept besides mail, and {@code index.html}
 * to read all that without any of this. In a folder or in a zip. One thread.
 */
public final class HandOver implements Closeable {
  private static final String PAGE = "index.html";
  private static final String INDEX = "index.csv";
  private static final String OTHER = "other.csv";

  /** Digits of a digest that tell the messages of one day apart. */
  private static final int DIGITS = 16;

  private final Parcel parcel;
  private final Writer index;
  private final HtmlPage page;
  private final Writer pageOut;
  private final Instant now;

  private HandOver(Parcel parcel, Person person, BoxLanguage language, Instant now)
      throws IOException {
    this.parcel = parcel;
    this.now = now;
    this.index = parcel.later(INDEX);
    this.pageOut = parcel.later(PAGE);
    this.page = HtmlPage.begin(pageOut, language, person, now);
    List<String> columns = new ArrayList<>();
    columns.addAll(List.of("file", "sha256", "octets", "account", "mailboxes", "matched"));
    columns.add("internaldate");
    columns.addAll(Described.COLUMNS);
    index.write(Csv.row(columns));
  }

  /**
   * Begins.
   *
   * @param place a file that ends with {@code .zip}, or a folder; it must be new
   * @param language of the page
   */
  public static HandOver begin(Path place, Person person, BoxLanguage language, Instant now)
      throws IOException {
    Parcel parcel = Parcel.in(place);
    try {
      return new HandOver(parcel, person, language, now);
    } catch (IOException e) {
      parcel.close();
      throw e;
    }
  }

  /**
   * Adds a message.
   *
   * @param account whose it is
   * @throws portineria.vault.transfer.Unreadable when it can't be read; the others still can be
   *     added
   */
  public void add(Account account, Found message) throws IOException {
    Remains remains = message.remains();
    // A zip takes nothing back: so it is read once to see whether it can be.
    MessageCopy.write(account, remains.message(), OutputStream.nullOutputStream());
    String text = ReadableText.of(account.octets(remains.message()), HtmlPage.TEXT_CHARS_MAX);
    String file = file(remains);
    parcel.add(
        file, remains.internalDate(), out -> MessageCopy.write(account, remains.message(), out));
    List<String> cells = new ArrayList<>();
    cells.add(file);
    cells.add(remains.digest().hex());
    cells.add(Long.toString(remains.size()));
    cells.add(remains.account());
    cells.add(Csv.text(message.mailboxes()));
    cells.add(Ground.words(message.grounds()));
    cells.add(remains.internalDate().toString());
    message.described().cells().forEach(cell -> cells.add(Csv.text(cell)));
    index.write(Csv.row(cells));
    page.add(message, text, file);
  }

  /** {@code anna/2026-03-02-0123456789abcdef.eml}. */
  private static String file(Remains remains) {
    LocalDate day = LocalDate.ofInstant(remains.internalDate(), ZoneOffset.UTC);
    String digest = remains.digest().hex().substring(0, DIGITS);
    return FileNames.level(remains.account()) + "/" + day + "-" + digest + ".eml";
  }

  /** Ends it: only now it has its page and its lists, or its name. */
  public void finish(List<OtherData.Item> other) throws IOException {
    page.end(other);
    parcel.add(
        OTHER,
        now,
        out -> {
          StringBuilder rows = new StringBuilder(Csv.row(List.of("kind", "where", "what")));
          for (OtherData.Item item : other) {
            rows.append(
                Csv.row(List.of(item.kind(), Csv.text(item.where()), Csv.text(item.what()))));
          }
          out.write(rows.toString().getBytes(StandardCharsets.UTF_8));
        });
    pageOut.flush();
    index.flush();
    parcel.finish();
  }

  @Override
  public void close() throws IOException {
    parcel.close();
  }
}
