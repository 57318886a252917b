package portineria.vault;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import portineria.store.Flag;

/** {@code messages.csv}, RFC 4180: one line for each message of an export. */
final class ExportIndex implements Closeable {
  private static final String NAME = "messages.csv";
  private static final String UNFINISHED = "messages.csv.part";

  private final Path folder;
  private final BufferedWriter out;

  ExportIndex(Path folder) throws IOException {
    this.folder = folder;
    this.out = Files.newBufferedWriter(folder.resolve(UNFINISHED));
    out.write("mailbox,uid,flags,internaldate,octets,sha256,file\r\n");
  }

  /** Whether an export was begun in this folder. */
  static boolean isBegun(Path folder) {
    return Files.exists(folder.resolve(UNFINISHED)) || Files.exists(folder.resolve(NAME));
  }

  void add(ExportedMessage message, Path file) throws IOException {
    String flags = message.flags().stream().map(Flag::name).collect(Collectors.joining(" "));
    out.write(
        String.join(
            ",",
            quoted(message.mailbox().value()),
            Long.toString(message.uid()),
            quoted(flags),
            message.internalDate().toString(),
            Long.toString(message.size()),
            message.digest().hex(),
            quoted(folder.relativize(file).toString())));
    out.write("\r\n");
  }

  /** All is written: gives the file its name. */
  void finish() throws IOException {
    out.flush();
    Files.deleteIfExists(folder.resolve(NAME));
    ExportedMessage.moveTo(folder.resolve(UNFINISHED), folder.resolve(NAME));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
