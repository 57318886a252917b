package portineria.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.health.Times;
import portineria.store.Directory.Device;
import portineria.store.Directory.Login;
import portineria.store.Refusal;
import portineria.vault.audit.PersonalLogs;

/** {@code portineria device …}: named passwords of an account. */
@Command(
    name = "device",
    description = "Named passwords of an account, one for each computer or phone.",
    subcommands = {
      DeviceCommands.Add.class,
      DeviceCommands.Show.class,
      DeviceCommands.Revoke.class
    })
final class DeviceCommands {
  /** {@code device add NAME LABEL}. */
  @Command(name = "add", description = "Makes a password for one device and prints it, this once.")
  static final class Add implements BoxCommand {
    @Parameters(paramLabel = "NAME", description = "The account.")
    private String name;

    @Parameters(paramLabel = "LABEL", description = "Such as \"reception PC\".")
    private String label;

    @Override
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      console.say(box.addDevice(name, label));
      return Cli.DONE;
    }
  }

  /** {@code device list NAME}. */
  @Command(name = "list", description = "Lists the devices of an account.")
  static final class Show implements BoxCommand {
    @Parameters(paramLabel = "NAME", description = "The account.")
    private String name;

    @Override
    public Place place() {
      return Place.ASKS;
    }

    @Override
    public int run(Box box, Request request, Console console) throws Failed, IOException {
      Login login = box.login(name);
      int days = PersonalLogs.Log.TRACES.days(box.store());
      Instant remembered = box.clock().instant().minus(Duration.ofDays(days));
      Table table = new Table();
      for (Device device : login.devices()) {
        table.row(
            device.label(),
            "made " + Times.day(device.created()),
            device
                .lastSeen()
                .map(seen -> "seen " + Times.minute(seen))
                .orElse(
                    device.created().isBefore(remembered)
                        ? "not seen for " + days + " days"
                        : "never seen"));
      }
      table.print(console);
      return Cli.DONE;
    }
  }

  /** {@code device revoke NAME LABEL}. */
  @Command(name = "revoke", description = "Makes a device's password worthless, at once.")
  static final class Revoke implements BoxCommand {
    @Parameters(paramLabel = "NAME", description = "The account.")
    private String name;

    @Parameters(paramLabel = "LABEL")
    private String label;

    @Override
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      box.revokeDevice(box.login(name).account(), label);
      console.say(label + " can't log in any more");
      return Cli.DONE;
    }
  }
}
