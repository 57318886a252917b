package portineria.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.admin.ShareDesk;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Rights;
import portineria.store.Sharing;
import portineria.store.Sharing.Grant;

/** {@code portineria share …}: mailboxes of one account that others use too. */
@Command(
    name = "share",
    description = "Mailboxes of one account that others use too, such as those of info.",
    subcommands = {ShareCommands.Give.class, ShareCommands.Show.class, ShareCommands.Take.class})
final class ShareCommands {
  /** {@code share give OWNER NAME…}. */
  @Command(
      name = "give",
      description = {
        "Lets others use the mailboxes of an account; their programs show them under Shared.",
        "It holds for all its mailboxes, those to come included, or for one and those under it."
      })
  static final class Give implements BoxCommand {
    @Parameters(index = "0", paramLabel = "OWNER", description = "Whose mailboxes, such as info.")
    private String owner;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME", description = "With whom.")
    private List<String> names;

    @Option(
        names = "--rights",
        paramLabel = "RIGHTS",
        description =
            "read, write (read, answer and file), full (default), or letters of RFC 4314, such as"
                + " lrs. An empty word keeps out of one mailbox.")
    private String rights = "full";

    @Option(names = "--mailbox", paramLabel = "M", description = "This one and those under it.")
    private Optional<String> mailbox = Optional.empty();

    @Override
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      Rights given = rights(rights);
      Optional<MailboxName> where = ShareCommands.mailbox(mailbox);
      if (given.isEmpty() && where.isEmpty()) {
        throw new WrongUsage("without rights nothing is shared: see portineria share take");
      }
      for (String name : names) {
        new ShareDesk(box).give(owner, where, name, given);
        console.say(said(box, where, name, given));
      }
      return Cli.DONE;
    }

    private String said(Box box, Optional<MailboxName> where, String name, Rights given)
        throws Failed {
      String seen =
          Sharing.name(box.accountName(owner), where.orElse(MailboxName.INBOX))
              .map(MailboxName::value)
              .orElse(owner);
      String who = box.accountName(name);
      return given.isEmpty()
          ? who + " does not see " + seen
          : who + " has " + words(given) + " in " + seen;
    }
  }

  /** {@code share list [NAME]}. */
  @Command(name = "list", description = "Lists who may use whose mailboxes.")
  static final class Show implements BoxCommand {
    @Parameters(
        arity = "0..1",
        paramLabel = "NAME",
        description = "What this account shares, and what is shared with it.")
    private Optional<String> name = Optional.empty();

    @Override
    public Place place() {
      return Place.ASKS;
    }

    @Override
    public int run(Box box, Request request, Console console) throws Failed, IOException {
      Optional<String> account =
          name.isPresent() ? Optional.of(box.accountName(name.get())) : Optional.empty();
      Table table = new Table();
      for (Grant grant : new ShareDesk(box).grants()) {
        if (account.isEmpty()
            || grant.owner().equals(account.get())
            || grant.grantee().equals(account.get())) {
          table.row(
              grant.owner(),
              grant.mailbox().map(MailboxName::value).orElse("all mailboxes"),
              grant.grantee(),
              words(grant.rights()));
        }
      }
      table.print(console);
      return Cli.DONE;
    }
  }

  /** {@code share take OWNER NAME…}. */
  @Command(name = "take", description = "Takes back what was given, for all mailboxes or for one.")
  static final class Take implements BoxCommand {
    @Parameters(index = "0", paramLabel = "OWNER", description = "Whose mailboxes.")
    private String owner;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME", description = "From whom.")
    private List<String> names;

    @Option(
        names = "--mailbox",
        paramLabel = "M",
        description = "Only this one and those under it, whatever holds for the others.")
    private Optional<String> mailbox = Optional.empty();

    @Override
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      Optional<MailboxName> where = ShareCommands.mailbox(mailbox);
      for (String name : names) {
        new ShareDesk(box).take(owner, where, name);
        console.say(
            box.accountName(name)
                + " does not see "
                + where.map(one -> one.value() + " of ").orElse("")
                + box.accountName(owner)
                + " any more");
      }
      return Cli.DONE;
    }
  }

  private static Optional<MailboxName> mailbox(Optional<String> name) throws Failed {
    try {
      return name.map(MailboxName::new);
    } catch (IllegalArgumentException notAName) {
      throw new Failed(name.orElse("") + " can't be a mailbox: " + notAName.getMessage(), notAName);
    }
  }

  /** A plain name of common sets, or letters. */
  private static Rights rights(String text) throws WrongUsage {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "read" -> Rights.READ;
      case "write" -> Rights.WRITE;
      case "full" -> Rights.FULL;
      default -> letters(text);
    };
  }

  private static Rights letters(String text) throws WrongUsage {
    try {
      return Rights.of(text);
    } catch (IllegalArgumentException unknown) {
      throw new WrongUsage(
          "--rights takes read, write, full or letters out of "
              + Rights.ALL.letters()
              + ": "
              + unknown.getMessage());
    }
  }

  private static String words(Rights rights) {
    String letters = rights.letters();
    if (rights.equals(Rights.READ)) {
      return "read (" + letters + ")";
    }
    if (rights.equals(Rights.WRITE)) {
      return "write (" + letters + ")";
    }
    if (rights.equals(Rights.FULL)) {
      return "full (" + letters + ")";
    }
    return rights.isEmpty() ? "nothing" : letters;
  }
}
