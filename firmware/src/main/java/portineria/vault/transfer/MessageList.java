package portineria.vault.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The rows of {@code messages.csv}, one after the other. */
final class MessageList implements Closeable {
  private final Csv.Reader in;

  private MessageList(Csv.Reader in) {
    this.in = in;
  }

  /** That of the export in {@code folder}. */
  static MessageList open(Path folder) throws IOException {
    MessageList list = rows(folder.resolve(ExportFolder.MESSAGES));
    list.in.next(); // the heading
    return list;
  }

  /** A file of rows alone. */
  static MessageList rows(Path file) throws IOException {
    return new MessageList(new Csv.Reader(file));
  }

  /** Empty after the last. */
  Optional<MessageRow> next() throws IOException {
    Optional<List<String>> cells = in.next();
    return cells.isEmpty() ? Optional.empty() : Optional.of(MessageRow.parse(cells.get()));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
