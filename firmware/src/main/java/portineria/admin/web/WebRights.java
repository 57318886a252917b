package portineria.admin.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portineria.admin.Box;
import portineria.store.Act;
import portineria.store.BoxLanguage;
import portineria.store.Digest;
import portineria.store.Erasure.Target;
import portineria.store.MessageId;
import portineria.store.Refusal;
import portineria.store.Remains;
import portineria.vault.rights.Chosen;
import portineria.vault.rights.Erasing;
import portineria.vault.rights.ErasureOrder;
import portineria.vault.rights.Finder;
import portineria.vault.rights.HandOver;
import portineria.vault.rights.HeldBack;
import portineria.vault.rights.OtherData;
import portineria.vault.rights.Wish;
import portineria.vault.transfer.Unreadable;
import portineria.webui.MailBook.Download;
import portineria.webui.Progress;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.RightsBook;

/**
 * The rights desk, in the hands of the administrator: what {@code gdpr find}, {@code export} and
 * {@code erase} do. A parcel lies in {@code spool} until it is sent, a report in {@code reports}
 * until somebody deletes it.
 *
 * @param matchesMax messages of one list
 */
record WebRights(Box box, int matchesMax) implements RightsBook {
  private static final Pattern REPORT = Pattern.compile("erasure-[0-9TZ-]{1,40}\\.txt");

  /** There are as many as one wants to see. */
  private static final class Enough extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static portineria.vault.rights.Person person(Person person) throws Refused {
    try {
      return new portineria.vault.rights.Person(person.addresses(), person.names(), person.texts());
    } catch (IllegalArgumentException wrong) {
      throw new Refused(Why.PERSON_ADDRESS, String.valueOf(wrong.getMessage()));
    }
  }

  /** What is recorded: the same as of the command. */
  private Act act(
      Act.Kind kind, portineria.vault.rights.Person person, String detail, String reason) {
    return box.act(kind)
        .with(Act.Part.ADDRESS, cut(person.said()))
        .with(Act.Part.DETAIL, detail)
        .with(Act.Part.REASON, cut(reason));
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), Act.NAME_MAX));
  }

  @Override
  public Found find(Person wanted, String reason, Progress progress) throws Refused {
    portineria.vault.rights.Person person = person(wanted);
    try {
      box.store().audit().record(act(Act.Kind.MAIL_READ, person, "gdpr find", reason));
      Heard heard = new Heard(matchesMax, progress);
      boolean more = false;
      try {
        new Finder(box.store(), box.search(), box.actor()).find(person, heard);
      } catch (Enough enough) {
        more = true;
      }
      List<String> other =
          OtherData.of(box.store(), person, box.actor()).stream()
              .map(item -> item.kind() + " " + item.where() + ": " + item.what())
              .toList();
      return new Found(heard.matches, more, heard.unreadable, other);
    } catch (Refusal | IOException why) {
      throw Refused.said(why);
    }
  }

  /** Keeps as many as a list has. */
  private static final class Heard implements Finder.Listener {
    private final int most;
    private final Progress progress;
    private final List<Match> matches = new ArrayList<>();
    private int unreadable;

    Heard(int most, Progress progress) {
      this.most = most;
      this.progress = progress;
    }

    @Override
    public void found(portineria.vault.rights.Found message) throws Enough {
      if (matches.size() == most) {
        throw new Enough();
      }
      matches.add(match(message));
    }

    @Override
    public void unreadable(Remains message, String why) {
      unreadable++;
    }

    @Override
    public void looked(MessageId at, MessageId last) {
      progress.at(at.value(), last.value());
    }
  }

  private static Match match(portineria.vault.rights.Found message) {
    Remains remains = message.remains();
    boolean listed = remains.isListed();
    return new Match(
        new Mark(remains.account(), remains.digest().hex()),
        MailLines.line(message.described().from()),
        MailLines.line(message.described().to()),
        MailLines.line(message.described().subject()),
        remains.internalDate(),
        message.grounds().stream()
            .map(ground -> Ground.valueOf(ground.name()))
            .collect(Collectors.toSet()),
        remains.places().stream()
            .filter(place -> place.removed().isEmpty() == listed)
            .map(place -> place.mailbox().value())
            .distinct()
            .toList(),
        !listed);
  }

  private static Set<Target> targets(List<Mark> ticked) {
    Set<Target> targets = new LinkedHashSet<>();
    ticked.forEach(mark -> targets.add(new Target(mark.account(), Digest.parse(mark.id()))));
    return targets;
  }

  @Override
  public HandedOver handOver(Person wanted, List<Mark> ticked, String reason, Progress progress)
      throws Refused {
    portineria.vault.rights.Person person = person(wanted);
    if (ticked.isEmpty()) {
      throw new Refused(Why.NOTHING_TICKED);
    }
    try {
      recordExport(person, ticked, reason);
      Path spool = Files.createDirectories(box.data().resolve("spool"));
      Path file = spool.resolve("person-" + Long.toHexString(box.random().nextLong()) + ".zip");
      int missing = pack(person, targets(ticked), file, progress);
      return new HandedOver(
          new Download(
              "person-" + box.clock().instant().toString().substring(0, 10) + ".zip",
              OptionalLong.of(Files.size(file)),
              out -> {
                Files.copy(file, out);
                Files.delete(file);
              }),
          missing);
    } catch (Refusal | IOException why) {
      throw Refused.said(why);
    }
  }

  /**
   * One entry for each account of whose mail a copy is taken, before it is: one without an account
   * would be about everybody's.
   */
  private void recordExport(portineria.vault.rights.Person person, List<Mark> ticked, String reason)
      throws Refusal {
    Act act = act(Act.Kind.MAIL_EXPORTED, person, "gdpr export", reason);
    for (String account : new TreeSet<>(ticked.stream().map(Mark::account).toList())) {
      box.store().audit().record(act.with(Act.Part.ACCOUNT, account));
    }
  }

  /** Makes the parcel, and says how many are not in it. */
  private int pack(
      portineria.vault.rights.Person person, Set<Target> ticked, Path file, Progress progress)
      throws IOException {
    BoxLanguage language = BoxLanguage.of(box.store().setting(BoxLanguage.SETTING));
    try (HandOver parcel = HandOver.begin(file, person, language, box.clock().instant())) {
      Packing packing = new Packing(parcel, ticked.size(), progress);
      new Chosen(box.store(), box.actor()).look(person, ticked, packing);
      parcel.finish(OtherData.of(box.store(), person, box.actor()));
      return packing.missing;
    }
  }

  private final class Packing implements Chosen.Listener {
    private final HandOver parcel;
    private final int total;
    private final Progress progress;
    private int done;
    private int missing;

    Packing(HandOver parcel, int total, Progress progress) {
      this.parcel = parcel;
      this.total = total;
      this.progress = progress;
    }

    private void next() {
      progress.at(++done, total);
    }

    private void miss() {
      missing++;
      next();
    }

    @Override
    public void found(portineria.vault.rights.Found message) throws IOException {
      try {
        parcel.add(
            box.store().account(message.remains().account(), box.actor()).orElseThrow(), message);
        next();
      } catch (Unreadable why) {
        miss();
      }
    }

    @Override
    public void foreign(Remains message) {
      miss();
    }

    @Override
    public void unreadable(Remains message, String why) {
      miss();
    }

    @Override
    public void missing(Target target) {
      miss();
    }
  }

  private Path reportFolder() {
    return box.data().resolve("reports");
  }

  @Override
  public String erase(Person wanted, List<Mark> ticked, String reason) throws Refused {
    portineria.vault.rights.Person person = person(wanted);
    Act act = act(Act.Kind.MAIL_ERASED, person, "gdpr erase", reason);
    Wish wish = new Wish(person, false, Optional.of(reason), act);
    Instant now = box.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    String name = "erasure-" + now.toString().replaceAll("[:.]", "-") + ".txt";
    try {
      Path folder = Files.createDirectories(reportFolder());
      ErasureOrder.run(
          new Erasing(box.store(), box.search(), box.clock(), wish),
          targets(ticked),
          folder.resolve(name),
          messages -> {});
      return name;
    } catch (Refusal | IOException why) {
      throw why.getCause() instanceof HeldBack held
          ? new Refused(Why.ERASURE_HELD, held.names())
          : Refused.said(why);
    }
  }

  @Override
  public List<Report> reports() {
    if (!Files.isDirectory(reportFolder())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(reportFolder())) {
      List<Report> reports = new ArrayList<>();
      for (Path file : files.filter(one -> isReport(one.getFileName().toString())).toList()) {
        reports.add(
            new Report(file.getFileName().toString(), Files.getLastModifiedTime(file).toInstant()));
      }
      reports.sort(Comparator.comparing(Report::name).reversed());
      return reports;
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private static boolean isReport(String name) {
    return REPORT.matcher(name).matches();
  }

  private Path known(String name) throws Refused {
    if (!isReport(name) || !Files.isRegularFile(reportFolder().resolve(name))) {
      throw new Refused(Why.REPORT_UNKNOWN);
    }
    return reportFolder().resolve(name);
  }

  @Override
  public String report(String name) throws Refused {
    try {
      return Files.readString(known(name), StandardCharsets.UTF_8);
    } catch (IOException why) {
      throw Refused.said(why);
    }
  }

  @Override
  public void forget(String name) throws Refused {
    try {
      Files.delete(known(name));
    } catch (IOException why) {
      throw Refused.said(why);
    }
  }
}
