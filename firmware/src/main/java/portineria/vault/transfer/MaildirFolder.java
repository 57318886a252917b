package portineria.vault.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import portineria.message.Header;
import portineria.store.Flag;

/**
 * One folder of a Maildir that Dovecot, mbsync, Courier or Thunderbird wrote: {@code cur} and
 * {@code new}. A line that ends with LF ends with CRLF from then on: programs for Unix write it so,
 * and give it out with CRLF.
 *
 * @param where its name for a person
 */
record MaildirFolder(Path folder, String where, String mailbox) {
  /** Some disks take no colon: mbsync writes {@code ;} there, others {@code !}. */
  private static final Pattern NAME = Pattern.compile("(.*)[:;!]2,([A-Za-z]*)");

  /** mbsync's own mark. Unless it is told otherwise, a file of its has the time of its run. */
  private static final Pattern MBSYNCS = Pattern.compile(",U=\\d+");

  private static final Flag FORWARDED = new Flag("$Forwarded");

  static boolean is(Path folder) {
    return Files.isDirectory(folder.resolve("cur"));
  }

  void each(MailSource.Finder finder) throws IOException, Stopped {
    Map<Character, Flag> keywords = keywords();
    for (Found found : files()) {
      try {
        finder.letter(letter(found, keywords));
      } catch (IOException e) {
        finder.trouble(where(found), Unreadable.words(e));
      }
    }
  }

  private record Found(String part, String name) {}

  private String where(Found found) {
    return where + "/" + found.part() + "/" + found.name();
  }

  /** In the order of their arrival, which their names begin with. */
  private List<Found> files() throws IOException {
    List<Found> files = new ArrayList<>();
    for (String part : List.of("cur", "new")) {
      Path place = folder.resolve(part);
      if (Files.isDirectory(place)) {
        try (Stream<Path> names = Files.list(place)) {
          names
              .map(path -> path.getFileName().toString())
              .filter(name -> !name.startsWith("."))
              .forEach(name -> files.add(new Found(part, name)));
        }
      }
    }
    files.sort((one, other) -> NaturalOrder.INSTANCE.compare(one.name(), other.name()));
    return files;
  }

  private Letter letter(Found found, Map<Character, Flag> keywords) throws IOException {
    Path file = folder.resolve(found.part()).resolve(found.name());
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      Header header = Header.read(new FileOctets(channel, 0, size));
      Instant time = Files.getLastModifiedTime(file).toInstant();
      boolean noted = !MBSYNCS.matcher(found.name()).find();
      KeptStatus status = KeptStatus.thunderbird(header);
      return new Letter(
          where(found),
          mailbox,
          status.flags().orElse(flags(found, keywords)),
          noted ? time : ForeignDate.of(header, time),
          size,
          Optional.empty(),
          () ->
              new StagedStream(
                  Files.newInputStream(file),
                  next -> new FieldDropping(LineEnding.toCrlf(next), status.fields())));
    }
  }

  /** Also in {@code new}: mbsync leaves there what is unread, with its other flags. */
  private static Set<Flag> flags(Found found, Map<Character, Flag> keywords) {
    Matcher name = NAME.matcher(found.name());
    return name.matches() ? MaildirNames.flags(name.group(2), keywords) : Set.of();
  }

  /** {@code P} is "passed": mbsync's and mutt's name for forwarded. */
  private Map<Character, Flag> keywords() throws IOException {
    Map<Character, Flag> keywords = new HashMap<>();
    keywords.put('P', FORWARDED);
    Path file = folder.resolve("dovecot-keywords");
    if (Files.isRegularFile(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split(" ", 2);
        if (words.length == 2 && words[0].matches("\\d{1,2}") && !words[1].isBlank()) {
          int number = Integer.parseInt(words[0]);
          if (number < MaildirNames.KEYWORDS_MAX) {
            keywords.put((char) ('a' + number), new Flag(words[1].strip()));
          }
        }
      }
    }
    return keywords;
  }
}
