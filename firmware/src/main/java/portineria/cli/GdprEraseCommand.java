package portineria.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Desk;
import portineria.admin.Failed;
import portineria.store.Act;
import portineria.store.Erasure.Target;
import portineria.store.Refusal;
import portineria.vault.rights.Erasing;
import portineria.vault.rights.ErasureOrder;
import portineria.vault.rights.TickList;
import portineria.vault.rights.Wish;

/** {@code portineria gdpr erase}. */
@Command(
    name = "erase",
    description = {
      "Erases messages for good, wherever they are in the box.",
      "Those are ticked in a list of gdpr find, or with --yes all that it finds go.",
      "Nothing brings them back.",
      "Refused where a hold covers one of them; as long as mail is kept by a decision,",
      "or nobody has decided, it takes a --reason. A report says what was done."
    })
final class GdprEraseCommand implements AskingCommand {
  @Mixin private PersonOptions who = new PersonOptions();

  @ArgGroup(multiplicity = "1")
  private Which which;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "A new file (default: gdpr-erasure-TIME.txt here).")
  private Optional<Path> report = Optional.empty();

  /** One of the two. */
  static final class Which {
    @Option(
        names = "--ticked",
        required = true,
        paramLabel = "FILE",
        description = "A list of gdpr find --list.")
    private Optional<Path> ticked = Optional.empty();

    @Option(names = "--yes", required = true, description = "All that gdpr find finds.")
    private boolean all;
  }

  @Override
  public Desk desk(Box box) throws Failed {
    Act act = who.act(box, Act.Kind.MAIL_ERASED, "gdpr erase");
    Wish wish = new Wish(who.person(), which.all, who.reason(), act);
    return new Erasing(box.store(), box.search(), box.clock(), wish)::answer;
  }

  @Override
  public int ask(Desk desk, Console console) throws Failed, Refusal, IOException {
    Set<Target> ticked = Set.of();
    if (which.ticked.isPresent()) {
      ticked = TickList.ticked(which.ticked.get());
      if (ticked.isEmpty()) {
        throw new Failed(
            "nothing is ticked in " + which.ticked.get() + ": put an x between the brackets");
      }
    }
    String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
    Path file = report.orElse(Path.of("gdpr-erasure-" + time + ".txt"));
    ErasureOrder.run(
        desk::answer,
        ticked,
        file,
        messages ->
            console.say(
                "erasing " + (messages == 1 ? "1 message" : messages + " messages") + " …"));
    console.say("erased; the report is " + file + ": it says what may still be elsewhere");
    return Cli.DONE;
  }
}
