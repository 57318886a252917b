package portineria.flow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import portineria.peer.ImapClient;

/**
 * A mailbox as an IMAP client sees it.
 *
 * @param uids UIDVALIDITY and the UIDs
 * @param messages of each message octets (as a digest), flags and date, in order
 */
public record ImapSnapshot(String uids, List<String> messages) {
  private static final Pattern UID = Pattern.compile("UID (\\d+)");
  private static final Pattern FLAGS = Pattern.compile("FLAGS \\(([^)]*)\\)");
  private static final Pattern DATE = Pattern.compile("INTERNALDATE \"([^\"]*)\"");
  private static final Pattern VALIDITY = Pattern.compile("UIDVALIDITY (\\d+)");
  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("ppd-MMM-yyyy HH:mm:ss Z")
          .toFormatter(Locale.ROOT);

  public static ImapSnapshot of(ImapClient client, String mailbox) throws IOException {
    ImapClient.Answer examined = client.command("EXAMINE \"" + mailbox + "\"");
    if (!examined.isOk()) {
      throw new IOException(mailbox + ": " + examined.tagged());
    }
    StringBuilder uids = new StringBuilder(found(VALIDITY, String.join(" ", examined.untagged())));
    List<String> messages = new ArrayList<>();
    for (String line : client.command("UID FETCH 1:* (UID FLAGS INTERNALDATE)").untagged()) {
      String uid = found(UID, line);
      if (!uid.isEmpty()) {
        uids.append(' ').append(uid);
        messages.add(
            digest(client.body(Long.parseLong(uid)))
                + " "
                + flags(found(FLAGS, line))
                + " "
                + OffsetDateTime.parse(found(DATE, line), DATE_TIME).toInstant());
      }
    }
    return new ImapSnapshot(uids.toString(), messages);
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static String flags(String flags) {
    return Arrays.stream(flags.split(" "))
        .filter(flag -> !flag.isEmpty() && !flag.equals("\\Recent"))
        .collect(Collectors.toCollection(TreeSet::new))
        .toString();
  }

  static String digest(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
