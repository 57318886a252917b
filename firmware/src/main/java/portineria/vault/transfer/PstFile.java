package portineria.vault.transfer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Outlook's file of mail, read by {@code readpst} (Debian: pst-utils) into files of single
 * messages, which are read then. Outlook does not keep messages as they were received: what comes
 * is readpst's rendering of them. It leaves out contacts, calendars and tasks.
 */
final class PstFile implements MailSource {
  private static final String MAGIC = "!BDN";

  /** The text of a PST grows when it becomes mail. */
  private static final double GROWTH = 1.5;

  /** {@code "Inbox" - 12 items done, 3 items skipped.} */
  private static final Pattern COUNTED =
      Pattern.compile("\\s*\"(.*)\" - \\d+ items done, (\\d+) items skipped\\.");

  private final Path file;
  private final Path work;
  private final FolderTree tree;
  private final Path log;

  private PstFile(Path file, Path work) {
    this.file = file;
    this.work = work;
    this.log = work.resolve("log");
    this.tree = new FolderTree(work.resolve("mail"), EmlFile.Origin.READPST);
  }

  static boolean is(byte[] begin) {
    return new String(begin, StandardCharsets.ISO_8859_1).startsWith(MAGIC);
  }

  /**
   * Runs readpst to its end.
   *
   * @param temporary where there is room for what it writes, until this is closed
   */
  static PstFile open(Path file, Path temporary) throws IOException {
    long wanted = (long) (GROWTH * Files.size(file));
    if (Files.getFileStore(temporary).getUsableSpace() < wanted) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s needs %.1f GB for a while and %s has less: name another folder with --work",
              file.getFileName(),
              wanted / 1e9,
              temporary));
    }
    PstFile pst = new PstFile(file, Files.createTempDirectory(temporary, "portineria-pst-"));
    try {
      pst.convert();
      return pst;
    } catch (IOException e) {
      pst.close();
      throw e;
    }
  }

  /** No shell is involved, and an absolute name is no option. */
  private void convert() throws IOException {
    Path mail = Files.createDirectory(work.resolve("mail"));
    ProcessBuilder readpst =
        new ProcessBuilder(
            List.of(
                "readpst",
                "-e", // a file for each message
                "-t", // of the kinds of things:
                "e", // mail
                "-D", // also what lies in Deleted Items
                "-j",
                "0", // one process, so that the same file gives the same mail
                "-o",
                mail.toString(),
                file.toAbsolutePath().toString()));
    readpst.environment().put("TZ", "UTC");
    readpst.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = start(readpst);
    try {
      process.getOutputStream().close();
      if (process.waitFor() != 0) {
        throw new IOException(
            "readpst can't read "
                + file.getFileName()
                + ": "
                + lastWords().orElse("no reason given"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while readpst was reading", e);
    } finally {
      process.destroy();
    }
  }

  private static Process start(ProcessBuilder readpst) throws IOException {
    try {
      return readpst.start();
    } catch (IOException e) {
      throw new IOException(
          "Outlook's files are read by readpst, which is not here: install it (Debian: pst-utils)",
          e);
    }
  }

  private List<String> said() throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
  }

  private Optional<String> lastWords() throws IOException {
    return said().stream().filter(line -> !line.isBlank()).reduce((one, other) -> other);
  }

  @Override
  public String ownName() {
    return file.getFileName().toString().replaceFirst("(?i)\\.pst$", "");
  }

  @Override
  public long octets() throws IOException {
    return tree.octets();
  }

  @Override
  public void each(Finder finder) throws IOException, Stopped {
    for (String line : said()) {
      Matcher counted = COUNTED.matcher(line);
      if (counted.matches() && Integer.parseInt(counted.group(2)) > 0) {
        finder.passedOver(
            counted.group(2) + " things in " + counted.group(1) + " that readpst left out", 0);
      }
    }
    tree.each(finder);
  }

  @Override
  public void close() throws IOException {
    Files.walkFileTree(
        work,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(path);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
