package portineria.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.health.Sizes;
import portineria.store.Act;
import portineria.store.MessageId;
import portineria.store.Remains;
import portineria.vault.rights.Finder;
import portineria.vault.rights.Found;
import portineria.vault.rights.Ground;
import portineria.vault.rights.OtherData;
import portineria.vault.rights.TickList;

/** {@code portineria gdpr find}. */
@Command(
    name = "find",
    description = {
      "Finds all messages about a person, of all accounts, the removed ones too:",
      "sender and recipient by address and name, attached where a message within is",
      "from or to the person, text where it is said elsewhere; and what else is kept.",
      "With --list into a file, one message a line: put an x between the brackets of",
      "those that are meant, and give it back to gdpr export or erase with --ticked."
    })
final class GdprFindCommand implements RecordedCommand {
  @Mixin private PersonOptions who = new PersonOptions();

  @Option(
      names = "--list",
      paramLabel = "FILE",
      description = "A new file; without it the messages are listed here.")
  private Optional<Path> list = Optional.empty();

  @Override
  public Act act(Box box) throws Failed {
    return who.act(box, Act.Kind.MAIL_READ, "gdpr find");
  }

  @Override
  public int run(Box box, Request request, Console console) throws Failed, IOException {
    Tally tally = new Tally(console);
    Finder finder = new Finder(box.store(), box.search(), box.actor());
    if (list.isPresent()) {
      try (TickList file = TickList.begin(list.get())) {
        finder.find(who.person(), tally.with(file::add));
      }
    } else {
      finder.find(who.person(), tally.with(found -> console.say(TickList.line(found))));
    }
    tally.say();
    sayOther(box, console);
    if (tally.unreadable > 0) {
      throw new Failed(
          tally.unreadable + " messages can't be read, and nobody knows whether they are meant");
    }
    return Cli.DONE;
  }

  private void sayOther(Box box, Console console) throws Failed, IOException {
    List<OtherData.Item> other = OtherData.of(box.store(), who.person(), box.actor());
    if (other.isEmpty()) {
      console.say("besides mail the box keeps nothing that names the person");
      return;
    }
    console.say("besides mail the box keeps:");
    Table table = new Table();
    for (OtherData.Item item : other) {
      table.row("  " + item.kind(), item.where(), item.what());
    }
    table.print(console);
  }

  /** Counts what is found. */
  private static final class Tally {
    private final Console console;
    private final Map<Ground, Long> byGround = new TreeMap<>();
    private final Map<String, Long> byAccount = new TreeMap<>();
    private long messages;
    private long octets;
    private long unreadable;

    Tally(Console console) {
      this.console = console;
    }

    /** Where a message goes. */
    private interface Into {
      void add(Found found) throws IOException;
    }

    Finder.Listener with(Into into) {
      return new Finder.Listener() {
        @Override
        public void found(Found found) throws IOException {
          into.add(found);
          messages++;
          octets += found.remains().size();
          byAccount.merge(found.remains().account(), 1L, Long::sum);
          found.grounds().forEach(ground -> byGround.merge(ground, 1L, Long::sum));
        }

        @Override
        public void unreadable(Remains message, String why) throws IOException {
          unreadable++;
          console.complain(
              "portineria: " + message.account() + " " + message.digest().hex() + ": " + why);
        }

        @Override
        public void looked(MessageId at, MessageId last) throws IOException {
          console.progress(messages + " found, " + at.value() + " of " + last.value());
        }
      };
    }

    void say() throws IOException {
      console.say(
          messages
              + (messages == 1 ? " message, " : " messages, ")
              + Sizes.say(octets)
              + said(
                  byGround.entrySet().stream().map(e -> e.getKey().word() + " " + e.getValue())));
      if (!byAccount.isEmpty()) {
        console.say(
            "by account"
                + said(byAccount.entrySet().stream().map(e -> e.getKey() + " " + e.getValue())));
      }
    }

    private static String said(Stream<String> counts) {
      String all = counts.collect(Collectors.joining(", "));
      return all.isEmpty() ? "" : ": " + all;
    }
  }
}
