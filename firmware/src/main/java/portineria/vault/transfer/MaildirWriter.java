package portineria.vault.transfer;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portineria.store.Flag;
import portineria.store.MailboxInfo;
import portineria.store.View;

/**
 * Maildir++ as Dovecot keeps it: a message's flags are letters at the end of its file's name,
 * keywords are small letters that {@code dovecot-keywords} explains, and {@code dovecot-uidlist}
 * has the UIDs, so that a program that knew the mailbox here knows it there.
 */
final class MaildirWriter implements MailboxWriter {
  private static final Pattern NAME =
      Pattern.compile("\\d+\\.(\\d{10})\\.portineria,S=\\d+:2,[A-Za-z]*(\\.part)?");
  private static final List<String> PARTS = List.of("cur", "new", "tmp");

  private final Path folder;
  private final String place;
  private final Path uidList;
  private final List<Flag> keywords;
  private final BufferedWriter uids;

  private MaildirWriter(Path folder, String place, MailboxInfo info, List<Flag> keywords)
      throws IOException {
    this.folder = folder;
    this.place = place;
    this.keywords = keywords;
    this.uidList = at("dovecot-uidlist");
    this.uids = Files.newBufferedWriter(WholeFile.partial(uidList));
    uids.write("3 V" + info.uidValidity().value() + " N" + info.uidNext().value() + "\n");
  }

  /** Beside INBOX's own folders lie those of the other mailboxes. */
  static MaildirWriter open(Path folder, String place, MailboxInfo info, View view)
      throws IOException {
    for (String part : PARTS) {
      Files.createDirectories(folder.resolve(place).resolve(part));
    }
    MaildirWriter writer = new MaildirWriter(folder, place, info, view.flagTable().keywords());
    if (!info.name().isInbox()) {
      Files.writeString(writer.at("maildirfolder"), "");
    }
    return writer;
  }

  private Path at(String name) {
    return folder.resolve(place).resolve(name);
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
    String name = name(message);
    message.copyTo(at("cur").resolve(name));
    uids.write(message.uid() + " :" + name.substring(0, name.indexOf(':')) + "\n");
    String file = (place.equals(".") ? "" : place + "/") + "cur/" + name;
    return message.row(file, 0, LineEnds.KEPT);
  }

  private String name(ExportedMessage message) {
    return "%d.%010d.portineria,S=%d:2,%s"
        .formatted(
            message.internalDate().getEpochSecond(),
            message.uid(),
            message.size(),
            MaildirNames.letters(message.flags(), keywords));
  }

  @Override
  public void finish(View view) throws IOException {
    uids.close();
    WholeFile.finish(uidList);
    WholeFile.writeText(
        at("dovecot-keywords"),
        out -> {
          for (int i = 0; i < Math.min(MaildirNames.KEYWORDS_MAX, keywords.size()); i++) {
            out.write(i + " " + keywords.get(i).name() + "\n");
          }
        });
    try (DirectoryStream<Path> files = Files.newDirectoryStream(at("cur"))) {
      for (Path file : files) {
        if (isOurs(file) && !isWanted(file, view)) {
          Files.delete(file);
        }
      }
    }
  }

  private static boolean isOurs(Path file) {
    return NAME.matcher(file.getFileName().toString()).matches();
  }

  /** A message whose flags have changed since the interruption has another name by now. */
  private boolean isWanted(Path file, View view) {
    String name = file.getFileName().toString();
    Matcher matcher = NAME.matcher(name);
    int index = matcher.matches() ? view.indexOf(Long.parseLong(matcher.group(1))) : -1;
    return index >= 0
        && name.endsWith(
            ":2," + MaildirNames.letters(view.flagTable().flags(view.flagBits(index)), keywords));
  }

  /** Deletes what an earlier run wrote of a mailbox that is no more. */
  static void sweep(Path place) throws IOException {
    Sweeping.files(place.resolve("cur"), NAME);
    Sweeping.files(place, Pattern.compile("maildirfolder|dovecot-(keywords|uidlist)(\\.part)?"));
    for (String part : PARTS) {
      Sweeping.folder(place.resolve(part));
    }
    Sweeping.folder(place);
  }

  @Override
  public void close() throws IOException {
    uids.close();
  }
}
