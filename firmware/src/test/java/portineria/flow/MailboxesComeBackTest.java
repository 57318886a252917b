package portineria.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.mail.MailGenerator;
import portineria.peer.Appliance;
import portineria.peer.ImapClient;

/**
 * Spring cleaning: a program that keeps two sides the same deletes a whole account, because
 * somebody has emptied its own side. Everything comes back, octet for octet, with dates and flags:
 * once by copying in a mail program, once by one command.
 */
@Tag("slow")
class MailboxesComeBackTest {
  private static final List<String> MAILBOXES =
      List.of(
          "INBOX", "Customers", "Customers/Rossi & Figli", "Customers/Rossi & Figli/2026", "Work");

  private static final List<String> FLAGS =
      List.of("()", "(\\Seen)", "(\\Seen \\Answered)", "(\\Flagged $Work)", "(\\Seen $Later)");

  private static final int MESSAGES_EACH = 12;

  private static final Pattern LISTED = Pattern.compile("\\* LIST \\([^)]*\\) \"/\" \"(.*)\"");

  @TempDir Path temp;

  @Test
  void aWholeAccountComesBackByCopyAndByOneCommand() throws Exception {
    Path data = temp.resolve("data");
    String password = Files.writeString(temp.resolve("password"), "secret\n").toString();
    say("user", "add", "maria", "--password-file", password, "--data", data.toString());
    try (Appliance box = Appliance.run(data);
        ImapClient client = new ImapClient(box.port("imap"))) {
      client.login("maria", "secret");
      fill(client);
      Map<String, List<String>> before = messages(client, "");
      assertEquals(MAILBOXES.size() * MESSAGES_EACH, count(before));

      Program program = new Program(temp.resolve("mbsync"), box.port("imap"));
      program.sync();
      program.deleteAll();
      assertEquals(Map.of("INBOX", List.of()), ownOf(messages(client, "")));
      copyBack(client);
      assertEquals(before, ownOf(messages(client, "")), "by COPY");
      assertEquals(0, count(messages(client, "Recoverable")));

      program.sync();
      Instant then = inTheNextSecond();
      program.deleteAll();
      assertEquals(Map.of("INBOX", List.of()), ownOf(messages(client, "")));
      String removals = say("vault", "removals", "maria", "--data", data.toString());
      assertTrue(
          removals.contains("a program with the account's own password over IMAP removed"),
          removals);
      String[] restore = {
        "restore-mailbox", "maria", "--as-of", then.toString(), "--data", data.toString()
      };
      String said = say(restore);
      assertTrue(said.contains(MAILBOXES.size() * MESSAGES_EACH + " messages came back"), said);
      assertEquals(before, ownOf(messages(client, "")), "by restore-mailbox");
      assertEquals(0, count(messages(client, "Recoverable")));
      assertTrue(say(restore).contains("no message was missing"));
      assertEquals(before, ownOf(messages(client, "")), "never twice");
    }
    say("verify", "--data", data.toString());
  }

  /** The past is known to the second, and what was first removed is to lie before this one. */
  private static Instant inTheNextSecond() {
    long before = Instant.now().getEpochSecond();
    while (Instant.now().getEpochSecond() == before) {
      Thread.onSpinWait();
    }
    return Instant.now();
  }

  private static String say(String... words) throws Exception {
    return Appliance.say(words).expectDone().text();
  }

  private static void fill(ImapClient client) throws IOException {
    MailGenerator mail = new MailGenerator(20261127).withAttachmentsUpTo(40_000).withOddShare(0);
    for (int box = 0; box < MAILBOXES.size(); box++) {
      if (box > 0) {
        client.expectOk("CREATE \"" + name(MAILBOXES.get(box)) + "\"");
      }
      for (int i = 0; i < MESSAGES_EACH; i++) {
        String date = "\"%2d-Nov-20%02d 09:30:%02d +0100\"".formatted(1 + i, 10 + box, i);
        // The first two are in each mailbox: what is in two places must come back to both.
        byte[] octets = mail.message(i < 2 ? i : 100 * box + i);
        String flags = FLAGS.get((box + i) % FLAGS.size());
        client.append("\"" + name(MAILBOXES.get(box)) + "\"", flags + " " + date + " ", octets);
      }
    }
  }

  /** In modified UTF-7. */
  private static String name(String mailbox) {
    return mailbox.replace("&", "&-");
  }

  private static int count(Map<String, List<String>> messages) {
    return messages.values().stream().mapToInt(List::size).sum();
  }

  /** Those that are the account's own; of the ones that it began with only those that hold mail. */
  private static Map<String, List<String>> ownOf(Map<String, List<String>> all) {
    Map<String, List<String>> own = new TreeMap<>(all);
    own.keySet().removeIf(name -> name.startsWith("Recoverable"));
    return own;
  }

  /** SHA-256, flags and date of each message, sorted, by mailbox. */
  private static Map<String, List<String>> messages(ImapClient client, String under)
      throws Exception {
    Map<String, List<String>> all = new TreeMap<>();
    for (String line : client.command("LIST \"\" \"" + under + "*\"").untagged()) {
      Matcher listed = LISTED.matcher(line);
      assertTrue(listed.matches(), line);
      String name = listed.group(1);
      List<String> messages = messagesOf(client, name);
      boolean empty = messages.isEmpty() && !name.equals("INBOX");
      if (!empty) {
        all.put(name, messages);
      }
    }
    return all;
  }

  private static List<String> messagesOf(ImapClient client, String mailbox) throws Exception {
    client.expectOk("EXAMINE \"" + mailbox + "\"");
    List<String> messages = new ArrayList<>();
    for (String line : client.command("FETCH 1:* (UID FLAGS INTERNALDATE)").untagged()) {
      Matcher flags = Pattern.compile("FLAGS \\(([^)]*)\\)").matcher(line);
      Matcher date = Pattern.compile("INTERNALDATE \"([^\"]*)\"").matcher(line);
      Matcher uid = Pattern.compile("UID (\\d+)").matcher(line);
      assertTrue(flags.find() && date.find() && uid.find(), line);
      String sorted =
          Stream.of(flags.group(1).split(" "))
              .filter(flag -> !flag.equals("\\Recent"))
              .sorted()
              .collect(Collectors.joining(" "));
      byte[] octets = client.body(Long.parseLong(uid.group(1)));
      String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
      messages.add(digest + " " + sorted + " " + date.group(1));
    }
    client.expectOk("UNSELECT");
    messages.sort(Comparator.naturalOrder());
    return messages;
  }

  /** As somebody does who marks all in a mail program and copies it to where it was. */
  private static void copyBack(ImapClient client) throws IOException {
    for (String mailbox : MAILBOXES) {
      String name = name(mailbox);
      if (!client.command("STATUS \"" + name + "\" (MESSAGES)").isOk()) {
        client.expectOk("CREATE \"" + name + "\"");
      }
      client.expectOk("SELECT \"Recoverable/" + name + "\"");
      client.expectOk("UID COPY 1:* \"" + name + "\"");
      client.expectOk("UID STORE 1:* +FLAGS.SILENT (\\Deleted)");
      client.expectOk("EXPUNGE");
      client.expectOk("CLOSE");
    }
  }

  /** mbsync, which deletes on one side what was deleted on the other, mailboxes included. */
  private static final class Program {
    private final Path folder;
    private final Path near;
    private final Path rc;

    Program(Path folder, int port) throws IOException {
      this.folder = folder;
      this.near = Files.createDirectories(folder.resolve("mail"));
      Path state = Files.createDirectories(folder.resolve("state"));
      this.rc =
          Files.writeString(
              folder.resolve("rc"),
              """
              IMAPStore far
              Host 127.0.0.1
              Port %d
              User maria
              Pass secret
              SSLType None
              AuthMechs LOGIN

              MaildirStore near
              Path %s/
              Inbox %s/Inbox
              SubFolders Verbatim

              Channel all
              Far :far:
              Near :near:
              Patterns * !Recoverable*
              Create Both
              Remove Both
              Expunge Both
              SyncState %s/
              """
                  .formatted(port, near, near, state));
      Files.setPosixFilePermissions(rc, PosixFilePermissions.fromString("rw-------"));
    }

    void sync() throws Exception {
      Path log = folder.resolve("log");
      ProcessBuilder builder =
          new ProcessBuilder("mbsync", "-c", rc.toString(), "all")
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().put("HOME", folder.toString());
      Process process = builder.start();
      boolean ended = process.waitFor(120, TimeUnit.SECONDS);
      process.destroyForcibly().waitFor();
      assertTrue(ended && process.exitValue() == 0, Files.readString(log));
    }

    /** As somebody does who empties every mailbox, and then deletes all but INBOX. */
    void deleteAll() throws Exception {
      delete(file -> file.getParent().endsWith("cur") || file.getParent().endsWith("new"));
      sync();
      // The server keeps a mailbox as long as there is one under it: RFC 9051 §6.3.5.
      for (String mailbox : MAILBOXES.subList(1, MAILBOXES.size()).reversed()) {
        delete(file -> file.startsWith(near.resolve(name(mailbox))));
        sync();
      }
    }

    private void delete(Predicate<Path> gone) throws IOException {
      try (Stream<Path> files = Files.walk(near)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          if (!file.equals(near) && gone.test(file)) {
            Files.delete(file);
          }
        }
      }
    }
  }
}
