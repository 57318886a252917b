package portineria.admin.web;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.admin.BackupDesk;
import portineria.admin.Box;
import portineria.backup.BackendCredentials;
import portineria.backup.Ender;
import portineria.backup.Place;
import portineria.backup.Watch;
import portineria.store.Refusal;
import portineria.webui.BackupBook;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.Sentence;

/** The backups, in the hands of somebody. */
record WebBackups(Box box, WebGate gate) implements BackupBook {

  /** What a backup does, step by step. */
  private static final Map<String, String> ITALIAN =
      Map.of(
          "",
          "",
          "backup",
          "copia",
          "reading back",
          "rilettura",
          "checking the repository",
          "controllo dell'archivio delle copie",
          "removing old snapshots",
          "eliminazione delle copie vecchie");

  @Override
  public List<Target> targets() {
    return box.backups().targets().stream().map(this::shown).toList();
  }

  @Override
  public List<String> disks() {
    return disks(box);
  }

  static List<String> disks(Box box) {
    try {
      return box.backups().pluggedDisks();
    } catch (IOException unseen) {
      return List.of();
    }
  }

  private Target shown(portineria.backup.Target target) {
    return new Target(
        target.name(),
        switch (target.place()) {
          case Place.Folder folder -> Kind.FOLDER;
          case Place.Disk disk -> Kind.DISK;
          case Place.Remote remote -> Kind.REMOTE;
        },
        target.place().where(),
        box.backups().isThere(target),
        target.runs().stream()
            .map(
                run ->
                    new Run(
                        run.began(),
                        run.took(),
                        shown(run.end()),
                        run.added(),
                        run.octets(),
                        found(run)))
            .toList());
  }

  /** What is the same in both languages is somebody else's word. */
  private static Sentence found(portineria.backup.Run run) {
    return run.sentence().equals(run.italian())
        ? Sentence.english(run.sentence())
        : Sentence.of(run.sentence(), run.italian());
  }

  private static End shown(portineria.backup.Run.End end) {
    return switch (end) {
      case GREEN -> End.GREEN;
      case FAILED, GONE -> End.FAILED;
      case CANCELLED -> End.CANCELLED;
      case ABSENT -> End.ABSENT;
    };
  }

  @Override
  public Optional<Going> going() {
    return box.backups()
        .going()
        .map(one -> new Going(one.target().name(), step(one.step()), one.readsBack()));
  }

  /** {@code backup: 34 %}, in the words of who makes it. */
  private static Sentence step(String line) {
    int colon = line.indexOf(':');
    String what = colon < 0 ? line : line.substring(0, colon);
    return ITALIAN.containsKey(what)
        ? Sentence.of(line, ITALIAN.get(what) + line.substring(what.length()))
        : Sentence.english(line);
  }

  @Override
  public void add(String name, Kind kind, String where, String credentials) throws Refused {
    if (!name.matches(portineria.backup.Target.NAME)) {
      throw new Refused(Why.TARGET_NAME);
    }
    if (isKnown(name)) {
      throw new Refused(Why.TARGET_THERE, name);
    }
    Place place = place(kind, where);
    Map<String, String> environment = environment(credentials);
    try {
      new BackupDesk(box).add(name, place, environment, Watch.NOBODY);
    } catch (Refusal | IOException why) {
      throw Troubles.refused(why);
    }
  }

  private boolean isKnown(String name) {
    return box.backups().targets().stream().anyMatch(target -> target.name().equals(name));
  }

  private static Place place(Kind kind, String where) throws Refused {
    // A line of the target's file holds it.
    if (where.chars().anyMatch(Character::isISOControl)) {
      throw new Refused(Why.TARGET_PLACE);
    }
    return switch (kind) {
      case DISK -> new Place.Disk(where);
      case FOLDER -> folder(where);
      case REMOTE -> new Place.Remote(where);
    };
  }

  /** Who is at a page does not know where the program was started. */
  private static Place folder(String where) throws Refused {
    try {
      Path path = Path.of(where);
      if (path.isAbsolute()) {
        return new Place.Folder(path.normalize());
      }
    } catch (InvalidPathException noPath) {
      // Said below.
    }
    throw new Refused(Why.TARGET_PLACE);
  }

  private static Map<String, String> environment(String credentials) throws Refused {
    if (credentials.isEmpty()) {
      return Map.of();
    }
    try {
      return BackendCredentials.parse(credentials);
    } catch (IOException unknown) {
      throw new Refused(Why.TARGET_CREDENTIALS);
    }
  }

  @Override
  public void remove(String name) throws Refused {
    known(name);
    try {
      boolean ended = new BackupDesk(box).remove(name);
      assert !ended || !isKnown(name);
    } catch (Refusal | IOException why) {
      throw Troubles.refused(why);
    }
  }

  private void known(String name) throws Refused {
    if (!isKnown(name)) {
      throw new Refused(Why.TARGET_UNKNOWN, name);
    }
  }

  @Override
  public void run(Optional<String> name) throws Refused {
    if (name.isPresent()) {
      known(name.get());
    }
    List<portineria.backup.Target> wanted =
        box.backups().wanted().stream()
            .filter(target -> name.isEmpty() || target.name().equals(name.get()))
            .toList();
    if (wanted.stream().noneMatch(box.backups()::isThere)) {
      throw new Refused(Why.BACKUP_NOWHERE);
    }
    if (box.backups().going().isPresent() || !box.backups().series().begin(wanted)) {
      throw new Refused(Why.BACKUP_RUNS);
    }
  }

  @Override
  public void cancel() throws Refused {
    if (!box.backups().cancel(Ender.PAGE)) {
      throw new Refused(Why.BACKUP_ENDED);
    }
  }

  @Override
  public List<String> words(String password, InetAddress from) throws Refused {
    gate.check(password, from);
    try {
      return new BackupDesk(box).words().words();
    } catch (Refusal | IOException why) {
      throw Troubles.refused(why);
    }
  }
}
