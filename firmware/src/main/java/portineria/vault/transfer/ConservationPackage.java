package portineria.vault.transfer;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import portineria.store.Digest;

/**
 * Makes of an export in files of single messages what one hands to a conservator: the messages,
 * what they say of themselves as a table and in XML, a word of explanation in Italian and English,
 * and {@code SHA256SUMS}, the digests of all that. Every message is read back from the disk for it.
 *
 * <p>It is material for "conservazione a norma", not the thing itself: that takes a qualified
 * conservator, who gives it a place, a time and a signature. So the index follows no standard of
 * theirs (UNI 11386): each conservator wants another.
 */
public final class ConservationPackage {
  private static final String SUMS = "SHA256SUMS";
  private static final String TABLE = "metadata.csv";
  private static final String XML = "metadata.xml";
  private static final List<String> EXPLANATIONS = List.of("LEGGIMI.txt", "README.txt");

  private final Path folder;
  private final String account;
  private final Instant now;
  private final Export.Listener listener;
  private long messages;
  private long octets;

  /**
   * Of the export of {@code account} that is or will be in {@code folder}.
   *
   * @param now when it is made
   */
  public ConservationPackage(Path folder, String account, Instant now, Export.Listener listener) {
    this.folder = folder;
    this.account = account;
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
    this.listener = listener;
  }

  /** Whether the messages are there, and only the package is to be made of them. */
  public boolean isExported() {
    return Export.isComplete(folder) && Files.notExists(folder.resolve(SUMS));
  }

  /**
   * Makes it.
   *
   * @return the digest of {@code SHA256SUMS}: whoever has it elsewhere can prove all of the package
   * @throws IOException when a message in the folder is not what the export has written
   */
  public Digest write() throws IOException {
    WholeFile.writeText(folder.resolve(TABLE), this::table);
    try (ConservationXml xml = new ConservationXml(folder.resolve(XML), account, now)) {
      each((row, described) -> xml.add(row, described));
      xml.finish();
    }
    for (String name : EXPLANATIONS) {
      String text = explanation(name);
      WholeFile.writeText(folder.resolve(name), out -> out.write(text));
    }
    WholeFile.writeText(folder.resolve(SUMS), this::sums);
    try (InputStream in = Files.newInputStream(folder.resolve(SUMS))) {
      return Sha256.of(in).digest();
    }
  }

  private void table(BufferedWriter out) throws IOException {
    List<String> columns =
        new ArrayList<>(List.of("file", "sha256", "octets", "mailbox", "uid", "received"));
    columns.addAll(Described.COLUMNS);
    out.write(Csv.row(columns));
    each(
        (row, described) -> {
          List<String> cells =
              new ArrayList<>(
                  List.of(
                      row.file(),
                      row.digest().hex(),
                      Long.toString(row.octets()),
                      Csv.text(row.mailbox().value()),
                      Long.toString(row.uid()),
                      row.internalDate().toString()));
          described.cells().forEach(cell -> cells.add(Csv.text(cell)));
          out.write(Csv.row(cells));
        });
  }

  private interface Visitor {
    void message(MessageRow row, Described described) throws IOException;
  }

  private void each(Visitor visitor) throws IOException {
    messages = 0;
    octets = 0;
    try (MessageList list = MessageList.open(folder)) {
      for (Optional<MessageRow> row = list.next(); row.isPresent(); row = list.next()) {
        visitor.message(row.get(), Described.of(folder.resolve(row.get().file())));
        messages++;
        octets += row.get().octets();
      }
    }
  }

  private String explanation(String name) throws IOException {
    try (InputStream in = ConservationPackage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("{account}", account)
          .replace("{created}", now.toString())
          .replace("{messages}", Long.toString(messages))
          .replace("{octets}", Long.toString(octets))
          .replace("\n", "\r\n");
    }
  }

  /** Of every file, read back; {@code sha256sum --check} reads it. */
  private void sums(BufferedWriter out) throws IOException {
    long done = 0;
    long octetsDone = 0;
    try (MessageList list = MessageList.open(folder)) {
      for (Optional<MessageRow> row = list.next(); row.isPresent(); row = list.next()) {
        Digest digest = digest(row.get().file());
        if (!digest.equals(row.get().digest())) {
          throw new IOException(
              folder.resolve(row.get().file())
                  + " is not what was written: is the disk sound? Export to another folder");
        }
        line(digest, row.get().file(), out);
        octetsDone += row.get().octets();
        listener.progressed(++done, messages, octetsDone, octets);
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        if (!name.startsWith(SUMS)) {
          line(digest(name), name, out);
        }
      }
    }
  }

  private Digest digest(String file) throws IOException {
    try (InputStream in = Files.newInputStream(folder.resolve(file))) {
      return Sha256.of(in).digest();
    }
  }

  private static void line(Digest digest, String file, BufferedWriter out) throws IOException {
    out.write(digest.hex() + "  " + file + "\n");
  }
}
