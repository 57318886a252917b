package portineria.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.store.Intake.Failure;
import portineria.store.Refusal;
import portineria.store.Source;
import portineria.store.Sources;

/** {@code portineria source …}: the upstream mailboxes. */
@Command(
    name = "source",
    description = "Upstream POP3 mailboxes; each feeds one account.",
    subcommands = {
      SourceCommands.Add.class,
      SourceCommands.Change.class,
      SourceCommands.Show.class,
      SourceCommands.Remove.class,
      SourceCommands.Check.class
    })
final class SourceCommands {
  private SourceCommands() {}

  private static Source source(Box box, String name) throws Failed {
    return box.store()
        .sources()
        .source(name)
        .orElseThrow(
            () -> new Failed("there is no source " + name + ": see portineria source list"));
  }

  /** {@code source add NAME}. */
  @Command(
      name = "add",
      description = "Adds an upstream mailbox. It needs --account, --host and --user.")
  static final class Add implements BoxCommand {
    @Parameters(paramLabel = "NAME", description = "A name for the mailbox, such as info.")
    private String name;

    @Mixin private SourceOptions options;

    @Override
    public void gather(Gathering from) throws Failed {
      options.gather(from);
      if (!options.hasPassword()) {
        from.password(SourceOptions.PASSWORD, Optional.empty(), "Password of " + name + " upstream");
      }
    }

    @Override
    public int run(Box box, Request request, Console console)
        throws Failed, Refusal, IOException {
      Source source = options.applied(options.fresh(name), box, request);
      box.addSource(source);
      console.say("added " + name + "; portineria source check " + name + " tries it");
      return Cli.DONE;
    }
  }

  /** {@code source set NAME}. */
  @Command(name = "set", description = "Changes an upstream mailbox. What was seen of it survives.")
  static final class Change implements BoxCommand {
    @Parameters(paramLabel = "NAME")
    private String name;

    @ArgGroup(exclusive = false, multiplicity = "1", heading = "What to change:%n")
    private SourceOptions options;

    @Override
    public void gather(Gathering from) throws Failed {
      options.gather(from);
    }

    @Override
    public int run(Box box, Request request, Console console)
        throws Failed, Refusal, IOException {
      box.updateSource(options.applied(source(box, name), box, request));
      console.say(name + " is changed");
      return Cli.DONE;
    }
  }

  /** {@code source list}. */
  @Command(name = "list", description = "Lists the upstream mailboxes and how they were found.")
  static final class Show implements BoxCommand {
    @Override
    public int run(Box box, Request request, Console console) throws Refusal, IOException {
      Sources sources = box.store().sources();
      for (Source source : sources.all()) {
        console.say(SourceText.settings(source));
        List<Failure> failures = sources.intake(source.name()).failures();
        for (String line : SourceText.state(source, sources.status(source.name()), failures)) {
          console.say("  " + line);
        }
      }
      return Cli.DONE;
    }
  }

  /** {@code source remove NAME}. */
  @Command(
      name = "remove",
      description = "Forgets an upstream mailbox and what was seen of it. Its mail is kept.")
  static final class Remove implements BoxCommand {
    @Parameters(paramLabel = "NAME")
    private String name;

    @Override
    public int run(Box box, Request request, Console console)
        throws Failed, Refusal, IOException {
      box.removeSource(source(box, name).name());
      console.say(name + " is fetched no more; its mail is kept");
      return Cli.DONE;
    }
  }

  /** {@code source check NAME}. */
  @Command(name = "check", description = "Logs in upstream, looks, and says what it found.")
  static final class Check implements BoxCommand {
    @Parameters(paramLabel = "NAME")
    private String name;

    @Override
    public int run(Box box, Request request, Console console)
        throws Failed, Refusal, IOException {
      console.say(box.check(source(box, name)));
      return Cli.DONE;
    }
  }
}
