package portineria.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import portineria.store.MailboxName;

/** {@code Clienti/Rossi/0000000042.eml}: the UID is the file's name. */
record EmlWriter(Path place) implements MailboxWriter {

  static EmlWriter open(Path folder, MailboxName mailbox) throws IOException {
    return new EmlWriter(Files.createDirectories(FileNames.path(folder, mailbox)));
  }

  @Override
  public Path write(ExportedMessage message) throws IOException {
    Path file = place.resolve(String.format("%010d.eml", message.uid()));
    message.copyTo(file);
    return file;
  }

  @Override
  public void finish() {
    // Each message was a file of its own.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
