package portineria.vault.rights;

import static portineria.vault.rights.ErasureWire.octets;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import portineria.store.Erasure.Target;
import portineria.store.Refusal;
import portineria.vault.rights.ErasureWire.Question;

/**
 * The person's side of an erasure, which writes the report: all of it that can be known before is
 * on the disk before anything is erased, because the digests are nowhere else afterwards.
 */
public final class ErasureOrder implements Closeable {
  private final EraseDesk desk;
  private final FileChannel report;

  private ErasureOrder(EraseDesk desk, FileChannel report) {
    this.desk = desk;
    this.report = report;
  }

  /** What hears of the steps. */
  public interface Listener {
    /** So many messages are going to be erased, now. */
    void begins(int messages) throws IOException;
  }

  /**
   * Has messages erased.
   *
   * @param ticked those that are meant, unless the box was told that all are
   * @param report a new file
   * @throws Refusal where they may not go; there is no report then
   */
  public static void run(EraseDesk desk, Collection<Target> ticked, Path report, Listener listener)
      throws Refusal, IOException {
    int messages = Integer.parseInt(ask(desk, Question.PLAN, octets(ticked)));
    try (ErasureOrder order =
        new ErasureOrder(
            desk, FileChannel.open(PrivateFile.make(report), StandardOpenOption.WRITE))) {
      order.begin();
      listener.begins(messages);
      order.finish();
    }
  }

  private static String ask(EraseDesk desk, Question question, InputStream octets)
      throws Refusal, IOException {
    return ErasureWire.text(desk.answer(octets(question), octets));
  }

  private void begin() throws Refusal, IOException {
    String piece = ask(desk, Question.REPORT, InputStream.nullInputStream());
    while (!piece.isEmpty()) {
      write(piece);
      piece = ask(desk, Question.REPORT, InputStream.nullInputStream());
    }
    report.force(true);
  }

  private void finish() throws Refusal, IOException {
    write(ask(desk, Question.ERASE, InputStream.nullInputStream()));
    report.force(true);
  }

  private void write(String text) throws IOException {
    ByteBuffer octets = ByteBuffer.wrap(octets(text));
    while (octets.hasRemaining()) {
      report.write(octets);
    }
  }

  @Override
  public void close() throws IOException {
    report.close();
  }
}
