package portineria.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.admin.SourceWords;
import portineria.fetch.SourceCheck;
import portineria.health.Finding;
import portineria.health.SourceFindings;
import portineria.store.Intake.Failure;
import portineria.store.Refusal;
import portineria.store.Source;
import portineria.store.Sources;
import portineria.store.Sources.Status;

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
  /** {@code source add NAME}. */
  @Command(
      name = "add",
      description = "Adds an upstream mailbox. It needs --account, --host and --user.")
  static final class Add implements BoxCommand {
    @Parameters(paramLabel = "NAME", description = "A name for the mailbox, such as info.")
    private String name;

    @Mixin private SourceOptions options;

    @Override
    public void check(Box box) throws Failed {
      box.checkNew(options.fresh(name));
    }

    @Override
    public void gather(Gathering from) throws Failed, Refusal {
      options.gather(from);
      if (!options.hasPassword()) {
        from.password(
            SourceOptions.PASSWORD, Optional.empty(), "Password of " + name + " upstream");
      }
    }

    @Override
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      Source source = options.applied(options.fresh(name), box, request);
      box.addSource(source, SourceWords.settings(source));
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
    public void gather(Gathering from) throws Failed, Refusal {
      options.gather(from);
    }

    @Override
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      Source source = options.applied(box.source(name), box, request);
      box.updateSource(source, SourceWords.settings(source));
      console.say(name + " is changed");
      return Cli.DONE;
    }
  }

  /** {@code source list}. */
  @Command(name = "list", description = "Lists the upstream mailboxes and how they were found.")
  static final class Show implements BoxCommand {
    @Override
    public Place place() {
      return Place.ASKS;
    }

    @Override
    public int run(Box box, Request request, Console console) throws Refusal, IOException {
      Sources sources = box.store().sources();
      for (Source source : sources.all()) {
        Status status = box.status(source.name());
        List<Failure> failures = sources.intake(source.name()).failures();
        console.say(SourceWords.settings(source));
        console.say("  " + SourceText.state(status));
        for (Finding finding : SourceFindings.of(source, status, failures, box.clock().instant())) {
          console.say("  ! " + finding.sentence());
          if (finding.command().isPresent()) {
            console.say("    to be typed: " + finding.command().get());
          }
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
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      box.removeSource(box.source(name).name());
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
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      SourceCheck found = check(box, box.source(name));
      for (String line : SourceText.found(found)) {
        console.say(line);
      }
      if (found.problem().isPresent()) {
        throw new Failed(found.problem().get());
      }
      return Cli.DONE;
    }

    private static SourceCheck check(Box box, Source source) throws Failed, Refusal {
      try {
        return box.fetcher().check(source.name());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Failed("portineria is closing", e);
      }
    }
  }
}
