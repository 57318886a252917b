package portineria.webui;

import java.util.Map;
import java.util.Optional;
import portineria.webui.AccountBook.Account;

/**
 * The set-up sheet of one person and device, to be printed or read beside the program that is being
 * set up. It asks first which program it is, because one of them can't be used at all.
 */
final class Sheets {
  private final Appliance appliance;
  private final Templates templates;

  Sheets(Appliance appliance, Templates templates) {
    this.appliance = appliance;
    this.templates = templates;
  }

  /** The programs that it has steps for, in the order of the page. */
  enum Program {
    OUTLOOK,
    NEW_OUTLOOK,
    THUNDERBIRD,
    IPHONE,
    MAC,
    ANDROID,
    POP3;

    /** By which its words are found. */
    String key() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * The sheet that is asked for with {@code device} and {@code program}. The password of a device
   * that was just made is on it, for some minutes.
   *
   * @param back the page that it came from
   */
  Answer show(Ask ask, Account account, Frame frame, String back) {
    String name = account.line().name();
    String device = ask.query().text("device");
    Optional<Program> program = program(ask.query().exact("program"));
    // Nobody is to type it into a program that gives it away.
    Optional<String> password =
        program.equals(Optional.of(Program.NEW_OUTLOOK))
            ? Optional.empty()
            : ask.who().secret(name, device);
    String here =
        back
            + (back.equals("/me") ? "-sheet" : "/sheet")
            + "?device="
            + Acts.encoded(device)
            + "&program=";
    return Answer.html(
        templates.page(
            "sheet",
            frame,
            Map.ofEntries(
                Map.entry("appliance", appliance),
                Map.entry("names", appliance.start(ask.who().visitor()).names()),
                Map.entry("account", account),
                Map.entry("starting", isStarting(ask)),
                Map.entry("device", device),
                Map.entry("program", program),
                Map.entry("password", password),
                Map.entry("here", here),
                Map.entry("back", back),
                Map.entry(
                    "profile", back.equals("/me") ? "/me-mobileconfig" : back + "/mobileconfig"),
                Map.entry("ways", appliance.sending(ask.who().visitor()).forAccount(name)),
                Map.entry("address", ask.door().at(appliance.hosts().getFirst()).beginning()))));
  }

  /** Whether it is read in the course of the first start, and there is a way back to that. */
  private boolean isStarting(Ask ask) {
    Visitor visitor = ask.who().visitor();
    return visitor.isAdmin() && appliance.start(visitor).step().isPresent();
  }

  private static Optional<Program> program(String name) {
    for (Program program : Program.values()) {
      if (program.name().equals(name)) {
        return Optional.of(program);
      }
    }
    return Optional.empty();
  }
}
