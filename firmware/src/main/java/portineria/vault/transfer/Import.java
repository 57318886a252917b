package portineria.vault.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import portineria.store.MailboxName;
import portineria.store.Refusal;

/**
 * The side of an import that reads. It reads each message twice: once to know it by its digest, and
 * once more if its mailbox lacks it. So what is there already costs no more than its reading, and
 * an import that is given again after an interruption is soon where it was.
 */
public final class Import implements AutoCloseable {
  private final MailSource source;
  private final Options options;
  private final ImportDesk desk;
  private final Listener listener;

  /**
   * How mail is imported.
   *
   * @param into a mailbox under which everything goes
   * @param dry whether only to look what would come
   * @param again whether what was removed or moved away since it came before comes again
   * @param temporary where there is room for what a PST becomes
   */
  public record Options(Optional<MailboxName> into, boolean dry, boolean again, Path temporary) {}

  /** Hears how it goes, on the thread of the import. */
  public interface Listener {
    /** So much of the source is read. */
    void progressed(long messages, long octets, long octetsTotal) throws IOException;

    /** Something could not be read or taken, or not as it is; the rest goes on. */
    void trouble(String where, String why) throws IOException;

    /** A file that is no mail. */
    void passedOver(String where) throws IOException;
  }

  /**
   * What was done.
   *
   * @param troubles how much could not be read or taken, or not as it is
   */
  public record Result(Map<MailboxName, Tally> tallies, long troubles) {
    public Result {
      tallies = Collections.unmodifiableMap(new TreeMap<>(tallies));
    }

    /** Of all mailboxes. */
    public Tally total() {
      return tallies.values().stream().reduce(Tally.NONE, Tally::plus);
    }
  }

  private Import(MailSource source, Options options, ImportDesk desk, Listener listener) {
    this.source = source;
    this.options = options;
    this.desk = desk;
    this.listener = listener;
  }

  /**
   * Looks what lies at {@code path}.
   *
   * @throws IOException when that is nothing that can be imported; the message says what can
   */
  public static Import of(Path path, Options options, ImportDesk desk, Listener listener)
      throws IOException {
    return new Import(MailSources.at(path, options.temporary()), options, desk, listener);
  }

  /** Does it. All that is counted in the result is durable. */
  public Result run() throws Refusal, IOException {
    ForeignNames names = new ForeignNames(options.into(), source.ownName());
    ImportRun run =
        new ImportRun(names, options, new ImportClient(desk), listener, source.octets());
    try {
      source.each(run);
      return run.finish();
    } catch (Stopped e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw new Refusal(refusal.reason(), String.valueOf(refusal.getMessage()), refusal);
      }
      if (e.getCause() instanceof IOException trouble) {
        throw trouble;
      }
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
