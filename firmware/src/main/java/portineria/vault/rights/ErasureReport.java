package portineria.vault.rights;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import portineria.store.Act;
import portineria.store.Digest;
import portineria.store.Directory.Device;
import portineria.store.Directory.Login;
import portineria.store.Erasure.Target;
import portineria.store.Intake;
import portineria.store.Refusal;
import portineria.store.Remains;
import portineria.store.Source;
import portineria.store.Source.Keep;
import portineria.store.Store;
import portineria.vault.transfer.Csv;

/**
 * What is written down of an erasure, for who answers the person and who has to prove it. It says
 * of a message its digest and where it was, and nothing of what it said: the report outlives it.
 */
final class ErasureReport {
  /** How the last line begins of a report whose erasure came to its end. */
  static final String FINISHED = "Finished";

  private final Store store;
  private final Wish wish;
  private final ErasurePlan plan;
  private final Instant now;

  ErasureReport(Store store, Wish wish, ErasurePlan plan, Instant now) {
    this.store = store;
    this.wish = wish;
    this.plan = plan;
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Its lines up to the point where the erasure begins, each with its end. */
  Stream<String> begin() throws Refusal {
    List<String> end = elsewhere();
    return Stream.of(
            head().stream(),
            plan.messages().stream().map(ErasureReport::row),
            missing().stream(),
            end.stream())
        .flatMap(lines -> lines)
        .map(line -> line.stripTrailing() + "\n");
  }

  private List<String> head() {
    List<String> lines = new ArrayList<>();
    lines.add("Erasure of personal data (GDPR, art. 17)");
    lines.add("");
    lines.add("About      " + PlainLine.of(wish.person().said()));
    lines.add("Asked by   " + wish.act().names().getOrDefault(Act.Part.BY, wish.act().door()));
    lines.add("Reason     " + PlainLine.of(wish.reason().orElse("none was needed")));
    lines.add("Begun      " + now);
    lines.add("Answer     the person is to be told within one month of asking (art. 12(3)):");
    lines.add("           by " + deadline() + " if it was today");
    lines.add("Messages   " + plan.messages().size() + ", " + plan.octets() + " octets");
    if (plan.retained() > 0) {
      lines.add(
          "Kept       for " + plan.retained() + " of them the time for which mail is kept is not");
      lines.add("           over, or nobody has decided it: they go for the reason above");
    }
    lines.add("");
    lines.add("It came to its end if the last line says so. Otherwise portineria audit list tells");
    lines.add("whether it began; what has begun the box finishes by itself.");
    lines.add("");
    lines.add(
        "What goes. The digest is the SHA-256 of the message: who has a copy can tell by it.");
    lines.add("");
    lines.add(Csv.row(List.of("account", "sha256", "octets", "received", "mailboxes")));
    return lines;
  }

  private LocalDate deadline() {
    return LocalDate.ofInstant(now, ZoneId.systemDefault()).plusMonths(1);
  }

  private static String row(Remains message) {
    return Csv.row(
        List.of(
            message.account(),
            message.digest().hex(),
            Long.toString(message.size()),
            message.received().toString(),
            TickList.cell(Found.mailboxes(message))));
  }

  private List<String> missing() {
    List<String> lines = new ArrayList<>();
    if (!plan.missing().isEmpty()) {
      lines.add("");
      lines.add("Ticked, but not there any more:");
      lines.add("");
      for (Target target : plan.missing()) {
        lines.add(Csv.row(List.of(target.account(), target.digest().hex())));
      }
    }
    if (!plan.unreadable().isEmpty()) {
      lines.add("");
      lines.add(
          wish.all()
              ? "Can't be read, so nobody knows whether they are about the person; they stay:"
              : "Can't be read any more, and go because they were ticked:");
      lines.add("");
      for (Remains message : plan.unreadable()) {
        lines.add(Csv.row(List.of(message.account(), message.digest().hex())));
      }
    }
    return lines;
  }

  /** What this box can't reach. */
  private List<String> elsewhere() throws Refusal {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("What may still be elsewhere");
    lines.add("");
    lines.add(
        "- Backups and copies of the data folder from before now hold these messages as long");
    lines.add("  as they exist. When one is put back, the box erases them once more by itself.");
    for (Source source : store.sources().all()) {
      if (plan.accounts().contains(source.account())) {
        lines.addAll(upstream(source));
      }
    }
    lines.add(
        "- Programs that had these messages may hold copies, over POP3 always. Ask those who");
    lines.add("  use " + String.join(", ", plan.accounts()) + ".");
    lines.add("  Devices with a password of their own: " + devices() + ".");
    lines.add(
        "- Whoever got one forwarded, exported or printed, and the others who wrote or got it.");
    lines.add(
        "- The audit chain names who was looked for until its names are forgotten: portineria");
    lines.add("  audit keep. The list of gdpr find, if there was one, and this report.");
    lines.add(
        "- Flash memory (an SSD, a memory card) may keep old octets where no program reaches");
    lines.add("  them, until it needs the room: only an encrypted disk makes them worthless.");
    return lines;
  }

  private List<String> upstream(Source source) throws Refusal {
    Set<Digest> going = new HashSet<>();
    for (Remains message : plan.messages()) {
      if (message.account().equals(source.account())) {
        going.add(message.digest());
      }
    }
    long there =
        store.sources().intake(source.name()).upstream().stream()
            .map(Intake.Seen::digest)
            .filter(going::contains)
            .count();
    return List.of(
        "- The provider's mailbox '"
            + source.name()
            + "', "
            + PlainLine.of(source.user())
            + " at "
            + source.host()
            + ", that feeds "
            + source.account()
            + ":",
        "  "
            + (there == 0 ? "none" : Long.toString(there))
            + " of them "
            + (there == 1 ? "was" : "were")
            + " still there as far as is known; "
            + said(source.keep())
            + ".",
        there == 0
            ? "  They are not fetched again."
            : "  They are not fetched again, but they are to be deleted there.");
  }

  private static String said(Keep keep) {
    return switch (keep) {
      case Keep.Forever() -> "the box deletes nothing there";
      case Keep.None() -> "the box deletes there what it has fetched";
      case Keep.Days(int days) -> "the box deletes there what it has had for " + days + " days";
      case Keep.Backup(int days) ->
          "the box deletes there what a backup has, after " + days + " days";
    };
  }

  private String devices() {
    List<String> devices = new ArrayList<>();
    for (String account : plan.accounts()) {
      for (Device device : store.directory().login(account).map(Login::devices).orElse(List.of())) {
        devices.add(device.label() + " of " + account);
      }
    }
    return devices.isEmpty() ? "none" : String.join(", ", devices);
  }

  /** Its last lines, when the messages are gone. */
  String end(int erased, Instant finished) {
    int others = plan.messages().size() - erased;
    return (others > 0 ? "\n" + others + " of them had gone before.\n" : "\n")
        + FINISHED
        + " "
        + finished.truncatedTo(ChronoUnit.SECONDS)
        + ": "
        + (erased == 1 ? "1 message is" : erased + " messages are")
        + " erased: the octets overwritten; the places in mailboxes, the search index and the"
        + " copies of the index without them.\n";
  }
}
