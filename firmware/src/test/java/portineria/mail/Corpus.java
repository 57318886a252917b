package portineria.mail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Real mail, where the environment variable {@code PORTINERIA_CORPUS} names a folder of it: all
 * {@code .eml} files in it and in its {@code .tar.gz} files. Without the variable there is none,
 * and tests have only generated mail.
 */
public final class Corpus {
  /** The variable that names the folder. */
  public static final String VARIABLE = "PORTINERIA_CORPUS";

  private Corpus() {}

  /** One message: where it is from, and its octets as they were found. */
  public record Mail(String name, Content content) {
    public byte[] octets() {
      return content.octets.clone();
    }

    /** The octets with CRLF wherever there is an LF. */
    public byte[] withCrlf() {
      return crlf(content.octets);
    }
  }

  /** Octets as a value. */
  public static final class Content {
    private final byte[] octets;

    private Content(byte[] octets) {
      this.octets = octets;
    }
  }

  /** All messages, sorted by file; none when the variable is not set. */
  public static List<Mail> all() {
    String folder = System.getenv(VARIABLE);
    return folder == null || folder.isBlank() ? List.of() : in(Path.of(folder));
  }

  /** All messages of a folder, which must exist. */
  static List<Mail> in(Path folder) {
    List<Mail> mails = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString();
        if (name.endsWith(".eml")) {
          mails.add(new Mail(name, new Content(Files.readAllBytes(file))));
        } else if (name.endsWith(".tar.gz")) {
          unpack(file, name, mails);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading the mail of " + VARIABLE, e);
    }
    return mails;
  }

  private static void unpack(Path file, String name, List<Mail> mails) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile() && entry.getName().endsWith(".eml")) {
          mails.add(new Mail(name + ":" + entry.getName(), new Content(tar.readAllBytes())));
        }
      }
    }
  }

  private static byte[] crlf(byte[] octets) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(octets.length + octets.length / 40);
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] == '\n' && (i == 0 || octets[i - 1] != '\r')) {
        out.write('\r');
      }
      out.write(octets[i]);
    }
    return out.toByteArray();
  }
}
