package portineria.vault.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is one mailbox, or one message. */
record SingleFile(Path file, String ownName, Reading reading) implements MailSource {

  /** Reads it. */
  @FunctionalInterface
  interface Reading {
    void each(Finder finder) throws IOException, Stopped;
  }

  @Override
  public long octets() throws IOException {
    return Files.size(file);
  }

  @Override
  public void each(Finder finder) throws IOException, Stopped {
    reading.each(finder);
  }
}
