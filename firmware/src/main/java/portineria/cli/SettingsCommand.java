package portineria.cli;

import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Request;
import portineria.store.BoxLanguage;
import portineria.store.Refusal;

/** {@code portineria settings}. */
@Command(
    name = "settings",
    description = {
      "Shows the settings of the box, and changes those that are given.",
      "Best before the first account is made: what has a name keeps it."
    })
final class SettingsCommand implements BoxCommand {
  @Option(
      names = "--language",
      paramLabel = "en|it",
      converter = ToLanguage.class,
      description = "Names the mailboxes that the box keeps: Recoverable, Recuperabili.")
  private Optional<BoxLanguage> language = Optional.empty();

  @Override
  public Place place() {
    return language.isPresent() ? Place.BEGINS : Place.ASKS;
  }

  @Override
  public int run(Box box, Request request, Console console) throws Refusal, IOException {
    if (language.isPresent()) {
      box.speak(language.get());
    }
    BoxLanguage now = BoxLanguage.of(box.store().setting(BoxLanguage.SETTING));
    console.say("language  " + now.code());
    return Cli.DONE;
  }

  /** From {@code it}. */
  static final class ToLanguage implements ITypeConverter<BoxLanguage> {
    @Override
    public BoxLanguage convert(String value) {
      BoxLanguage language = BoxLanguage.of(Optional.of(value));
      if (!language.code().equals(value)) {
        throw new TypeConversionException("'" + value + "' is no language of the box: en or it");
      }
      return language;
    }
  }
}
