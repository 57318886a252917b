package portineria.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import portineria.admin.Console;
import portineria.admin.Failed;

/** {@code portineria run} and {@code demo}. */
final class RunCommands {
  private static final int NET_BIND_SERVICE = 10;
  private static final Path STATUS = Path.of("/proc/self/status");

  private RunCommands() {}

  /**
   * Whether this process may open ports below 1024, as root may and as the box's service may, which
   * is not root: capabilities(7), CAP_NET_BIND_SERVICE.
   *
   * @param status what the kernel says of this process
   */
  static boolean mayOpenLowPorts(Path status) {
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("CapEff:"))
          .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
          .anyMatch(capabilities -> (capabilities >> NET_BIND_SERVICE & 1) == 1);
    } catch (IOException | UncheckedIOException | NumberFormatException notLinux) {
      return false;
    }
  }

  /** {@code run}. */
  @Command(
      name = "run",
      description = {
        "Opens the doors and fetches, until it is told to end (SIGTERM, Ctrl-C).",
        "Prints one line for each open door, then: ready"
      })
  static final class Run implements OwnCommand {
    @Mixin private Doors doors;

    @Option(
        names = "--updates",
        paramLabel = "FILE",
        description = {
          "For the image of a whole box alone: its page takes a new version, which the system",
          "puts in; FILE is where that says what became of it."
        })
    private Optional<Path> updates = Optional.empty();

    @Override
    public int run(Premises premises, Path data, Console console) throws Failed, Busy, IOException {
      RunSettings settings =
          doors.settings(data, Optional.empty(), mayOpenLowPorts(STATUS), updates);
      return premises.run(settings, console);
    }
  }

  /** {@code demo}. */
  @Command(
      name = "demo",
      description = {
        "Runs with an upstream of its own that holds sample mail, and an account demo.",
        "Prints where to point a mail program. Needs no network; open to this machine alone",
        "unless --listen says otherwise."
      })
  static final class Demo implements OwnCommand {
    @Mixin private Doors doors;

    @Override
    public int run(Premises premises, Path data, Console console) throws Failed, Busy, IOException {
      // A known password is for this machine alone, unless somebody says otherwise.
      Optional<InetAddress> here = Optional.of(InetAddress.getLoopbackAddress());
      return premises.demo(doors.settings(data, here, false, Optional.empty()), console);
    }
  }

  /** The options that both have. */
  static final class Doors {
    @Option(
        names = "--listen",
        paramLabel = "ADDR",
        description = "Listen on this address alone (default: on all).",
        converter = ToAddress.class)
    private Optional<InetAddress> listen = Optional.empty();

    @Option(names = "--imap", paramLabel = "N", converter = ToPort.class, description = PORT)
    private Optional<DoorPort> imap = Optional.empty();

    @Option(
        names = "--imaps",
        paramLabel = "N",
        converter = ToPort.class,
        description = "993, 1993")
    private Optional<DoorPort> imaps = Optional.empty();

    @Option(names = "--pop3", paramLabel = "N", converter = ToPort.class, description = "110, 1110")
    private Optional<DoorPort> pop3 = Optional.empty();

    @Option(
        names = "--pop3s",
        paramLabel = "N",
        converter = ToPort.class,
        description = "995, 1995")
    private Optional<DoorPort> pop3s = Optional.empty();

    @Option(names = "--http", paramLabel = "N", converter = ToPort.class, description = "80, 8080")
    private Optional<DoorPort> http = Optional.empty();

    @Option(
        names = "--https",
        paramLabel = "N",
        converter = ToPort.class,
        description = "443, 8443")
    private Optional<DoorPort> https = Optional.empty();

    @Option(
        names = "--board",
        paramLabel = "pi|simulated|none",
        description = {
          "The lights and the button of the box (default: none); board.conf in the data's folder",
          "says how they are wired. Ends with 90 when the button was held for 5 seconds: the power",
          "is to be switched off then."
        })
    private RunSettings.Lights board = RunSettings.Lights.NONE;

    private static final String PORT =
        "Ports: 0 opens no door, auto takes a free one; default 143 for root and on the box,"
            + " else and for demo 1143.";

    RunSettings settings(
        Path data, Optional<InetAddress> usually, boolean root, Optional<Path> updates) {
      return new RunSettings(
          data,
          listen.or(() -> usually),
          port(imap, root, 143, 1143),
          port(imaps, root, 993, 1993),
          port(pop3, root, 110, 1110),
          port(pop3s, root, 995, 1995),
          port(http, root, 80, 8080),
          port(https, root, 443, 8443),
          board,
          updates);
    }

    private static OptionalInt port(
        Optional<DoorPort> given, boolean root, int forRoot, int forOthers) {
      return given.map(DoorPort::number).orElse(OptionalInt.of(root ? forRoot : forOthers));
    }
  }

  /** A port as the options name it: empty for "no door", 0 for "any". */
  record DoorPort(OptionalInt number) {}

  /** From {@code 1143}, {@code 0} or {@code auto}. */
  static final class ToPort implements ITypeConverter<DoorPort> {
    @Override
    public DoorPort convert(String value) {
      if (value.equals("auto")) {
        return new DoorPort(OptionalInt.of(0));
      }
      if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65535) {
        throw new TypeConversionException("'" + value + "' is no port: 1 to 65535, 0 or auto");
      }
      int port = Integer.parseInt(value);
      return new DoorPort(port == 0 ? OptionalInt.empty() : OptionalInt.of(port));
    }
  }

  /** From an address or a name. */
  static final class ToAddress implements ITypeConverter<InetAddress> {
    @Override
    public InetAddress convert(String value) {
      try {
        return InetAddress.getByName(value);
      } catch (UnknownHostException e) {
        throw new TypeConversionException("'" + value + "' is no address of this machine");
      }
    }
  }
}
