package portineria;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import portineria.account.Authenticator;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Guests;
import portineria.admin.OpenDoors;
import portineria.cli.RunSettings;
import portineria.imap.ImapServer;
import portineria.imap.ImapSettings;
import portineria.net.Door;
import portineria.net.DoorSettings;
import portineria.net.Doors;
import portineria.net.SessionHandler;
import portineria.net.TlsOffer;
import portineria.pop3.Pop3Limits;
import portineria.pop3.Pop3Server;
import portineria.search.TextIndex;
import portineria.service.Knock;
import portineria.store.Store;
import portineria.webui.Appliance.Protocol;
import portineria.webui.Appliance.Security;

/** The doors for mail programs, as the command line wants them. */
final class MailDoors {
  private static final String POP3_REFUSAL = "-ERR [SYS/TEMP] Too many connections";

  private final Doors doors;
  private final OpenDoors told;
  private final RunSettings settings;
  private final Console console;
  private final Guests guests;
  private final List<Knock> knocks = new ArrayList<>();

  MailDoors(Doors doors, OpenDoors told, RunSettings settings, Console console, Guests guests) {
    this.doors = doors;
    this.told = told;
    this.settings = settings;
    this.console = console;
    this.guests = guests;
  }

  void imap(Store store, Authenticator authenticator, TextIndex index) throws Failed, IOException {
    AtomicInteger tlsPort = new AtomicInteger();
    ImapServer imap =
        new ImapServer(
            store,
            authenticator,
            portineria.imap.command.Commands.table(),
            ImapSettings.standard(new TlsOffer(true, tlsPort::get), index));
    Plan plan = new Plan(Protocol.IMAP, ImapServer.REFUSAL, guests.noting(imap));
    open("imaps", settings.imaps(), true, plan).ifPresent(door -> tlsPort.set(door.port()));
    open("imap", settings.imap(), false, plan);
  }

  void pop3(Store store, Authenticator authenticator) throws Failed, IOException {
    AtomicInteger tlsPort = new AtomicInteger();
    Pop3Server pop3 = pop3(store, authenticator, tlsPort);
    Plan plan = new Plan(Protocol.POP3, POP3_REFUSAL, guests.noting(pop3));
    open("pop3s", settings.pop3s(), true, plan).ifPresent(door -> tlsPort.set(door.port()));
    open("pop3", settings.pop3(), false, plan);
  }

  private static Pop3Server pop3(Store store, Authenticator authenticator, AtomicInteger tlsPort) {
    return new Pop3Server(
        store,
        authenticator,
        new TlsOffer(true, tlsPort::get),
        Pop3Limits.standard(),
        portineria.pop3.command.Commands.table());
  }

  /** A POP3 door of this machine alone, on a free port, that is told to nobody. */
  Door upstream(Store store, Authenticator authenticator) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return doors.open(
        new DoorSettings("upstream", address, false, POP3_REFUSAL),
        pop3(store, authenticator, new AtomicInteger()));
  }

  /** What is behind both doors of a protocol. */
  private record Plan(Protocol protocol, String refusal, SessionHandler handler) {}

  private Optional<Door> open(String name, OptionalInt port, boolean tls, Plan plan)
      throws Failed, IOException {
    if (port.isEmpty()) {
      return Optional.empty();
    }
    InetSocketAddress address = address(port.getAsInt());
    Door door = open(new DoorSettings(name, address, tls, plan.refusal()), plan.handler());
    say(name, OptionalInt.of(door.port()));
    told.opened(
        new portineria.webui.Appliance.Door(
            plan.protocol(), door.port(), tls ? Security.TLS : Security.STARTTLS));
    knocks.add(Knock.mail(name, address(door.port()), tls ? Knock.Line.TLS : Knock.Line.PLAIN));
    return Optional.of(door);
  }

  /** Where a door is that has this port. */
  InetSocketAddress address(int port) {
    return settings
        .listen()
        .map(listen -> new InetSocketAddress(listen, port))
        .orElseGet(() -> new InetSocketAddress(port));
  }

  /** How one comes to each of those that are open. */
  List<Knock> knocks() {
    return List.copyOf(knocks);
  }

  private Door open(DoorSettings door, SessionHandler handler) throws Failed {
    try {
      return doors.open(door, handler);
    } catch (IOException e) {
      throw new ClosedDoor(door.name(), settings.listen(), door.address().getPort()).because(e);
    }
  }

  /** {@code imaps 0.0.0.0:1993}, where there is such a door. */
  void say(String name, OptionalInt port) throws IOException {
    if (port.isPresent()) {
      String host = settings.listen().map(InetAddress::getHostAddress).orElse("0.0.0.0");
      String literal = host.contains(":") ? "[" + host + "]" : host;
      console.say(name + " " + literal + ":" + port.getAsInt());
    }
  }
}
