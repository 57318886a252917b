package portineria.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import portineria.account.AdminCode;
import portineria.account.AdminPassword;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
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
  private static final String ADMIN_PASSWORD = "admin password";

  @Option(
      names = "--language",
      paramLabel = "en|it",
      converter = ToLanguage.class,
      description = "Names the mailboxes that the box keeps: Recoverable, Recuperabili.")
  private Optional<BoxLanguage> language = Optional.empty();

  @Option(
      names = "--admin-password-file",
      paramLabel = "F",
      description =
          "Sets the administrator's password for the web pages: the first line of F. No code is"
              + " asked for then.")
  private Optional<Path> adminPasswordFile = Optional.empty();

  @Override
  public Place place() {
    return language.isPresent() || adminPasswordFile.isPresent() ? Place.BEGINS : Place.ASKS;
  }

  @Override
  public void gather(Gathering from) throws Failed, Refusal {
    if (adminPasswordFile.isPresent()) {
      from.password(ADMIN_PASSWORD, adminPasswordFile, "the administrator");
    }
  }

  @Override
  public int run(Box box, Request request, Console console) throws Refusal, IOException {
    if (language.isPresent()) {
      box.speak(language.get());
    }
    Optional<String> adminPassword = request.attachment(ADMIN_PASSWORD);
    if (adminPassword.isPresent()) {
      box.setAdminPassword(adminPassword.get(), "administrator's password set");
      if (isCodeWanted(box)) {
        box.setAdminCode(""); // whoever is at the machine may have lost the phone
      }
    }
    BoxLanguage now = BoxLanguage.of(box.store().setting(BoxLanguage.SETTING));
    console.say("language  " + now.code());
    console.say(
        "pages     "
            + (box.store().setting(AdminPassword.SETTING).isPresent()
                ? "the administrator's password is set"
                : "no administrator's password yet")
            + (isCodeWanted(box) ? ", and a code is asked for" : ""));
    return Cli.DONE;
  }

  private static boolean isCodeWanted(Box box) {
    return new AdminCode(box.store(), box.clock()).isWanted();
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
