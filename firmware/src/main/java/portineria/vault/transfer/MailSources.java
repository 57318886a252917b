package portineria.vault.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what is to be imported. */
final class MailSources {
  private MailSources() {}

  /**
   * What lies at {@code path}.
   *
   * @param temporary where there is room for what a PST becomes
   */
  static MailSource at(Path path, Path temporary) throws IOException {
    Path place = path.toAbsolutePath().normalize();
    if (!Files.exists(place)) {
      throw new IOException("there is no " + path + ": check its name");
    }
    return Files.isDirectory(place) ? folder(place) : file(place, temporary);
  }

  private static MailSource folder(Path folder) throws IOException {
    Optional<MailSource> own = OwnExport.at(folder);
    if (own.isPresent()) {
      return own.get();
    }
    if (Files.exists(folder.resolve("prefs.js"))) {
      throw new IOException(
          folder
              + " is a whole profile of Thunderbird: name one of these folders in it: "
              + accounts(folder));
    }
    return new FolderTree(folder, EmlFile.Origin.OTHERS);
  }

  private static String accounts(Path profile) throws IOException {
    try (Stream<Path> folders = Files.walk(profile, 2)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> profile.relativize(folder).toString())
          .filter(name -> name.matches("(Imap)?Mail/.*"))
          .sorted()
          .collect(Collectors.joining(", "));
    }
  }

  private static MailSource file(Path file, Path temporary) throws IOException {
    byte[] begin = FolderTree.begin(file);
    String name = String.valueOf(file.getFileName());
    String stem = name.replaceFirst("(?i)\\.(mbox|mbx|eml)$", "");
    if (PstFile.is(begin) || name.toLowerCase(Locale.ROOT).endsWith(".pst")) {
      return PstFile.open(file, temporary);
    }
    if (MboxFile.is(begin) || begin.length == 0) {
      return new SingleFile(file, stem, finder -> new MboxFile(file, name, "").each(finder));
    }
    if (EmlFile.is(begin)) {
      return new SingleFile(
          file,
          "INBOX",
          finder -> finder.letter(new EmlFile(file, name, "", EmlFile.Origin.OTHERS).letter()));
    }
    throw new IOException(
        file
            + " is no mail: an export, a Maildir, an mbox, .eml files, a folder of Thunderbird or a"
            + " .pst is");
  }
}
