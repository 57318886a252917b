package portineria.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import portineria.message.Octets;
import portineria.store.View;

/** {@code INBOX/00000042.eml}: named by the UID, exactly the octets. */
final class EmlFiles implements MailboxFiles {
  private final Path folder;

  EmlFiles(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  @Override
  public void add(View view, int index, Octets message) throws IOException {
    Path file = folder.resolve(String.format(Locale.ROOT, "%08d.eml", view.uid(index)));
    Export.copy(message, file, Instant.ofEpochSecond(view.internalDate(index)));
  }

  @Override
  public void close() {}
}
