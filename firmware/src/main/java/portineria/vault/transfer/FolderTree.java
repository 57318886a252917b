package portineria.vault.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portineria.imap.wire.ModifiedUtf7;
import portineria.store.MailboxName;

/**
 * A folder of mail that other programs wrote, with all that is under it: Maildirs with their
 * folders ({@code .Clienti.Rossi} or {@code Clienti/Rossi}), mboxes ({@code Clienti}, {@code
 * Clienti.mbox}; Thunderbird puts those underneath into {@code Clienti.sbd/}), files of single
 * messages. Whatever is a folder there is a mailbox here, of the same name. Links are not followed.
 */
final class FolderTree implements MailSource {
  private static final int BEGIN_OCTETS = 4096;

  private static final Set<String> MAILDIR_PARTS = Set.of("cur", "new", "tmp");

  /** Where Thunderbird keeps mail once more, for the system's search. */
  private static final String SEARCHED = ".mozmsgs";

  private final Path root;
  private final EmlFile.Origin origin;

  /**
   * A tree.
   *
   * @param origin who wrote the files of single messages
   */
  FolderTree(Path root, EmlFile.Origin origin) {
    this.root = root;
    this.origin = origin;
  }

  /** As {@code root} is named; a Maildir's own messages are INBOX. */
  @Override
  public String ownName() {
    return MaildirFolder.is(root) ? "INBOX" : fileName(root);
  }

  @Override
  public long octets() throws IOException {
    return TreeSize.of(root);
  }

  @Override
  public void each(Finder finder) throws IOException, Stopped {
    boolean inbox = MaildirFolder.is(root) && hasFolders(root);
    folder(root, inbox ? "INBOX" : "", "", finder);
  }

  private static boolean hasFolders(Path maildir) throws IOException {
    try (Stream<Path> entries = Files.list(maildir)) {
      return entries.anyMatch(
          entry -> Files.isDirectory(entry) && !MAILDIR_PARTS.contains(fileName(entry)));
    }
  }

  /**
   * One folder.
   *
   * @param mailbox what its own messages belong to
   * @param above what stands before the names of the folders in it
   */
  private void folder(Path folder, String mailbox, String above, Finder finder) throws Stopped {
    if (folder.getNameCount() - root.getNameCount() >= MailboxName.LEVELS_MAX) {
      finder.trouble(where(folder), "it lies too deep");
      return;
    }
    try {
      boolean maildir = MaildirFolder.is(folder);
      if (maildir) {
        new MaildirFolder(folder, where(folder), mailbox).each(finder);
      }
      for (String name : names(folder)) {
        Path entry = folder.resolve(name);
        if (Files.isSymbolicLink(entry)) {
          finder.passedOver(where(entry), 0);
        } else if (!Files.isDirectory(entry)) {
          file(entry, maildir, mailbox, join(above, plainName(entry)), finder);
        } else if (!(maildir && MAILDIR_PARTS.contains(name)) && !name.endsWith(SEARCHED)) {
          String below = join(above, maildir ? maildirName(name) : plainName(entry));
          folder(entry, below, below, finder);
        }
      }
    } catch (IOException e) {
      finder.trouble(where(folder), Unreadable.words(e));
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(FolderTree::fileName).sorted(NaturalOrder.INSTANCE).toList();
    }
  }

  /**
   * One file.
   *
   * @param maildir whether it lies beside the parts of a Maildir, where nothing is mail
   * @param mailbox of the folder that it lies in
   * @param own what it is if it is a mailbox itself
   */
  private void file(Path file, boolean maildir, String mailbox, String own, Finder finder)
      throws Stopped {
    try {
      byte[] begin = begin(file);
      if (maildir || begin.length == 0) {
        return; // an index, a mailbox without messages
      }
      if (MboxFile.is(begin)) {
        boolean inner = fileName(file).equals("mbox") && !mailbox.isEmpty(); // as Apple Mail does
        new MboxFile(file, where(file), inner ? mailbox : own).each(finder);
      } else if (isMessage(fileName(file), begin)) {
        finder.letter(new EmlFile(file, where(file), mailbox, origin).letter());
      } else {
        finder.passedOver(where(file), Files.size(file));
      }
    } catch (IOException e) {
      finder.trouble(where(file), Unreadable.words(e));
    }
  }

  /** Any file by its ending; one that is only a number, as MH names them, by its content. */
  private static boolean isMessage(String name, byte[] begin) {
    return name.toLowerCase(Locale.ROOT).endsWith(".eml")
        || (name.matches("\\d+") && EmlFile.is(begin));
  }

  static byte[] begin(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(BEGIN_OCTETS);
    }
  }

  /** Its name for a person: from the root on. */
  private String where(Path path) {
    return path.equals(root) ? fileName(root) : root.relativize(path).toString();
  }

  private static String fileName(Path path) {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }

  private static String join(String above, String name) {
    return above.isEmpty() ? name : above + "/" + name;
  }

  /**
   * {@code Clienti.sbd} and {@code Clienti.mbox} are what is under {@code Clienti}. Thunderbird
   * names the files of a mailbox at an IMAP server as the server does.
   */
  private static String plainName(Path path) {
    String stem = fileName(path).replaceFirst("(?i)\\.(sbd|mbox|mbx)$", "");
    boolean imap = path.toString().contains("/ImapMail/");
    return imap ? ModifiedUtf7.decode(stem).orElse(stem) : stem;
  }

  private static String maildirName(String name) {
    boolean levels = name.startsWith(".");
    return Arrays.stream(levels ? name.substring(1).split("[.]") : new String[] {name})
        .map(level -> ModifiedUtf7.decode(level).orElse(level))
        .collect(Collectors.joining("/"));
  }
}
