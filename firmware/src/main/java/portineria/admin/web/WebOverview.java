package portineria.admin.web;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import portineria.admin.Box;
import portineria.admin.Guests;
import portineria.admin.OpenDoors;
import portineria.board.LightPattern;
import portineria.board.Panel;
import portineria.store.MailboxInfo;
import portineria.store.MailboxKind;
import portineria.store.Refusal;
import portineria.webui.Overview;
import portineria.webui.Sentence;

/**
 * How the box is. An examination looks at everything, so it is made once in some seconds at the
 * most, under this object's lock, and who asks meanwhile gets the last one.
 */
final class WebOverview implements Overview {
  /** Nothing that it finds gets worse within it. */
  private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();

  /** An hour is long; the messages of a month are many. */
  private static final long ARRIVALS_FRESH_NANOS = Duration.ofMinutes(1).toNanos();

  private static final Duration ARRIVALS_SHOWN = Duration.ofDays(30);

  private final Box box;
  private final OpenDoors doors;
  private final Guests guests;
  private final long beganNanos = System.nanoTime();

  /** Guarded by this object. */
  private Optional<Look> last = Optional.empty();

  /** Guarded by this object. */
  private Optional<Arrived> arrived = Optional.empty();

  WebOverview(Box box, OpenDoors doors, Guests guests) {
    this.box = box;
    this.doors = doors;
    this.guests = guests;
  }

  /** What was seen at one moment. */
  private record Look(long nanos, List<Concern> concerns, Disk disk) {}

  /** What had come until some moment. */
  private record Arrived(long nanos, List<Hour> hours) {}

  @Override
  public synchronized List<Hour> arrived() {
    long now = System.nanoTime();
    if (arrived.isEmpty() || now - arrived.get().nanos() > ARRIVALS_FRESH_NANOS) {
      arrived = Optional.of(new Arrived(now, counted()));
    }
    return arrived.get().hours();
  }

  private List<Hour> counted() {
    Instant since = box.clock().instant().minus(ARRIVALS_SHOWN);
    return box.store().arrivals().hours(since).stream()
        .map(hour -> new Hour(hour.begin(), hour.messages(), hour.octets()))
        .toList();
  }

  @Override
  public List<Program> programs() {
    Map<Program, Integer> connections = new LinkedHashMap<>();
    for (Guests.Guest guest : guests.here()) {
      connections.merge(program(guest), 1, Integer::sum);
    }
    return connections.entrySet().stream()
        .map(one -> one.getKey().times(one.getValue()))
        .sorted(Comparator.comparing(Program::account).thenComparing(Program::from))
        .toList();
  }

  private static Program program(Guests.Guest guest) {
    return new Program(
        guest.account(),
        Optional.of(guest.actor().device()).filter(device -> !device.isEmpty()),
        guest.actor().door().toUpperCase(Locale.ROOT),
        guest.from().getHostAddress(),
        1);
  }

  private synchronized Look look() {
    long now = System.nanoTime();
    Optional<Look> fresh = last.filter(look -> now - look.nanos() < FRESH_NANOS);
    if (fresh.isPresent()) {
      return fresh.get();
    }
    Look look = new Look(now, examined(), measured());
    last = Optional.of(look);
    return look;
  }

  @Override
  public List<Concern> concerns() {
    return look().concerns();
  }

  @Override
  public Disk disk() {
    return look().disk();
  }

  private List<Concern> examined() {
    try {
      return box.findings().stream()
          .map(Concerns::of)
          .sorted(Comparator.comparing(Concern::urgency).reversed())
          .toList();
    } catch (IOException | Refusal blind) {
      return List.of(
          new Concern(
              Urgency.NOW,
              Sentence.of(
                  "It could not be seen how the box is: " + blind.getMessage(),
                  "Non si è potuto vedere come sta l'apparecchio: " + blind.getMessage()),
              Optional.of(new Action.Box(Part.UPKEEP))));
    }
  }

  private Disk measured() {
    long messages = 0;
    long octets = 0;
    List<String> names = box.store().accountNames();
    for (String name : names) {
      for (MailboxInfo mailbox : mailboxes(box, name)) {
        messages += mailbox.messages();
        octets += mailbox.octets();
      }
    }
    try {
      FileStore disk = Files.getFileStore(box.data());
      return new Disk(disk.getUsableSpace(), disk.getTotalSpace(), octets, messages, names.size());
    } catch (IOException unseen) {
      return new Disk(0, 0, octets, messages, names.size());
    }
  }

  /** Those of the account itself, without what the box shows of the vault. */
  static List<MailboxInfo> mailboxes(Box box, String account) {
    return box.store().account(account, box.actor()).map(mail -> mail.mailboxes()).stream()
        .flatMap(List::stream)
        .filter(mailbox -> mailbox.kind() == MailboxKind.ORDINARY)
        .toList();
  }

  @Override
  public List<Lamp> lamps() {
    Optional<Panel> panel = box.front().panel();
    if (panel.isEmpty() || panel.get().hasFailed()) {
      return List.of();
    }
    Map<portineria.board.Light, LightPattern> shown = panel.get().shown();
    List<Lamp> lamps = new ArrayList<>();
    for (portineria.board.Light light : portineria.board.Light.values()) {
      lamps.add(
          new Lamp(light(light), Optional.ofNullable(shown.get(light)).map(WebOverview::said)));
    }
    return lamps;
  }

  private static Light light(portineria.board.Light light) {
    return switch (light) {
      case STATUS -> Light.STATUS;
      case MAIL -> Light.MAIL;
      case ATTENTION -> Light.ATTENTION;
    };
  }

  private static Sentence said(LightPattern pattern) {
    return Sentence.of(pattern.english(), pattern.italian());
  }

  @Override
  public Optional<Sentence> aboutLamps() {
    Optional<Panel> panel = box.front().panel();
    if (panel.isEmpty()) {
      return Optional.of(
          Sentence.of(
              "This box has no lights and no button.",
              "Questo apparecchio non ha luci né pulsante."));
    }
    if (panel.get().hasFailed()) {
      return Optional.of(
          Sentence.of(
              "The board with the lights does not answer any more: check its wires, then start the"
                  + " box again.",
              "La scheda con le luci non risponde più: controllate i fili, poi riavviate"
                  + " l'apparecchio."));
    }
    return box.front()
        .simulatedBoard()
        .map(
            board ->
                Sentence.of(
                    "The lights are simulated: no board is connected.",
                    "Le luci sono simulate: nessuna scheda è collegata."));
  }

  @Override
  public List<Pattern> patterns() {
    return Stream.of(LightPattern.values())
        .map(
            pattern ->
                new Pattern(
                    pattern.lights().stream().map(WebOverview::light).toList(),
                    Sentence.of(pattern.usual().english(), pattern.usual().italian()),
                    said(pattern)))
        .toList();
  }

  @Override
  public Facts facts() {
    return new Facts(
        Optional.ofNullable(Box.class.getPackage().getImplementationVersion()).orElse("?"),
        Runtime.version().toString(),
        box.clock().instant(),
        box.clock().isSynchronised(),
        Duration.ofNanos(System.nanoTime() - beganNanos),
        doors.hosts(),
        box.data().toAbsolutePath().normalize().toString());
  }
}
