package portineria.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import portineria.admin.Box;
import portineria.admin.Failed;
import portineria.store.Act;
import portineria.vault.rights.Person;

/** Who it is about, and why. */
final class PersonOptions {
  @Option(
      names = "--address",
      paramLabel = "ADDR",
      description = "An address of the person; may be given more than once, as the next two.")
  private List<String> addresses = new ArrayList<>();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "A piece of the name that stands beside an address.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "What a message about the person says, anywhere.")
  private List<String> texts = new ArrayList<>();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; the audit chain keeps it.")
  private Optional<String> reason = Optional.empty();

  Person person() throws Failed {
    try {
      return new Person(addresses, names, texts);
    } catch (IllegalArgumentException e) {
      throw new WrongUsage(e.getMessage() + ": say who with --address, --name or --text", e);
    }
  }

  Optional<String> reason() throws Failed {
    return reason.isPresent() ? Optional.of(Reasons.checked(reason.get())) : Optional.empty();
  }

  /** What is recorded of it. */
  Act act(Box box, Act.Kind kind, String detail) throws Failed {
    String who = person().said();
    Act act =
        box.act(kind)
            .with(Act.Part.ADDRESS, who.substring(0, Math.min(who.length(), Act.NAME_MAX)))
            .with(Act.Part.DETAIL, detail);
    return reason().isPresent() ? act.with(Act.Part.REASON, reason().get()) : act;
  }
}
