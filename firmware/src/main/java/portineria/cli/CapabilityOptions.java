package portineria.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import portineria.imap.Withheld;

/** The options of {@code user set} that switch a part of IMAP off for an account, and back on. */
final class CapabilityOptions {
  @Option(
      names = "--without",
      paramLabel = "CAPABILITY",
      split = ",",
      converter = Capability.class,
      description = {
        "Switches a part of IMAP off for this account: QRESYNC, IDLE, MOVE, say.",
        "For a mail program that gets it wrong; all other accounts keep it."
      })
  private List<String> without = new ArrayList<>();

  @Option(
      names = "--with",
      paramLabel = "CAPABILITY",
      split = ",",
      converter = Capability.class,
      description = "Switches it on again.")
  private List<String> with = new ArrayList<>();

  boolean isGiven() {
    return !without.isEmpty() || !with.isEmpty();
  }

  /** What is switched off from now on. */
  Set<String> withheld(Set<String> before) {
    return Withheld.changed(before, without, with);
  }

  /** One that can be switched off, as IMAP spells it. */
  static final class Capability implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      return Withheld.switchable(text.strip())
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'"
                          + text
                          + "' can't be switched off; what can: "
                          + String.join(", ", Withheld.switchable())));
    }
  }
}
