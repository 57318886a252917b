package portineria.vault.transfer;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portineria.store.View;

/** {@code Clienti/Rossi/0000000042.eml}: the UID is the file's name. */
record EmlWriter(Path folder, String place) implements MailboxWriter {
  private static final Pattern NAME = Pattern.compile("(\\d{10})\\.eml(\\.part)?");

  static EmlWriter open(Path folder, String place) throws IOException {
    Files.createDirectories(folder.resolve(place));
    return new EmlWriter(folder, place);
  }

  @Override
  public boolean holds(MessageRow row, long end) {
    return false; // each file is looked at when it is its turn
  }

  @Override
  public void goOn(long position) {
    // Each message is a file of its own.
  }

  @Override
  public MessageRow write(ExportedMessage message) throws IOException {
    String file = place + "/" + String.format("%010d.eml", message.uid());
    message.copyTo(folder.resolve(file));
    return message.row(file, 0, LineEnds.KEPT);
  }

  @Override
  public void finish(View view) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve(place))) {
      for (Path file : files) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()
            && (name.group(2) != null || view.indexOf(Long.parseLong(name.group(1))) < 0)) {
          Files.delete(file);
        }
      }
    }
  }

  /** Deletes what an earlier run wrote of a mailbox that is no more. */
  static void sweep(Path place) throws IOException {
    Sweeping.files(place, NAME);
    Sweeping.folder(place);
  }

  @Override
  public void close() {
    // Each message was a file of its own.
  }
}
