package portineria.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import portineria.message.Octets;
import portineria.store.Flag;
import portineria.store.View;

/**
 * One folder of a Maildir: {@code cur/<time>.<uid>.portineria:2,<flags>}, with the letters for flags
 * that all programs share, in alphabetical order. Keywords have no letter and stay behind.
 */
final class Maildir implements MailboxFiles {
  private static final Map<Character, Flag> LETTERS =
      new TreeMap<>(
          Map.of(
              'D', Flag.DRAFT, 'F', Flag.FLAGGED, 'R', Flag.ANSWERED, 'S', Flag.SEEN, 'T', Flag.DELETED));

  private final Path current;

  Maildir(Path folder) throws IOException {
    this.current = Files.createDirectories(folder.resolve("cur"));
    Files.createDirectories(folder.resolve("new"));
    Files.createDirectories(folder.resolve("tmp"));
  }

  @Override
  public void add(View view, int index, Octets message) throws IOException {
    StringBuilder name = new StringBuilder();
    name.append(view.internalDate(index)).append('.').append(view.uid(index));
    name.append(".portineria:2,");
    LETTERS.forEach(
        (letter, flag) -> {
          if ((view.flagBits(index) & view.flagTable().mask(flag)) != 0) {
            name.append(letter.charValue());
          }
        });
    Instant arrived = Instant.ofEpochSecond(view.internalDate(index));
    Export.copy(message, current.resolve(name.toString()), arrived);
  }

  @Override
  public void close() {}
}
