package portineria.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import portineria.bench.Measured.Watch;
import portineria.mail.MailGenerator;
import portineria.peer.Appliance;
import portineria.peer.ImapClient;

/**
 * Backups of a box with much mail, while it runs: how long they and a restore take, what memory
 * they need, and what programs notice of them. Each is done once, because the first one can't be
 * done again.
 */
final class BackingUp {
  private static final MailGenerator MAIL = new MailGenerator(43).withOddShare(0);

  /** One message in so many brings a photo. */
  private static final int LARGE_PART = 3;

  private static final int LARGE_OCTETS_MIN = 150_000;
  private static final int LARGE_STEP_OCTETS = 50_000;
  private static final int LARGE_STEPS = 17;

  private static final int AT_ONCE = 20;

  /** What is new before the second one: one part in so many. */
  private static final int NEW_PART = 100;

  private static final int QUIET_SECONDS = 15;

  /** Of programs beside a backup; one that takes longer is cancelled. */
  private static final int BESIDE_SECONDS = 120;

  private final Path scratch;
  private final Path data;
  private final long octetsWanted;
  private final Table table;

  /** Of the work whose figures are taken. */
  private Watch watch = new Watch();

  private int messages;
  private long octets;

  /**
   * Before it.
   *
   * @param octets how much mail there is to be
   */
  BackingUp(Path scratch, long octets, Table table) {
    this.scratch = scratch;
    this.data = scratch.resolve("backed-up");
    this.octetsWanted = octets;
    this.table = table;
  }

  void run() throws Exception {
    Contestants.addUser(data);
    try (Contestant box = Contestants.portineria(data);
        ImapClient client = box.client()) {
      client.expectOk("CREATE Mail");
      fill(client, octetsWanted);
    }
    say("reindex"); // which else goes on in the background for as long as the backups take
    Progress.say("%,d messages, %,d octets", messages, octets);
    String size = said(octets);
    try (Appliance box = Appliance.run(Contestants.boxFlags(), data)) {
      Path first = target("first");
      watch = new Watch();
      Seen alone = watched(box, () -> backUp("first"));
      cost("backup of " + size + ", first, with reading back", "s", alone.seconds);
      cost("resident memory of the appliance meanwhile, at the most", "MiB", alone.boxMebibytes);
      cost("resident memory of restic meanwhile, at the most", "MiB", alone.resticMebibytes);
      try (ImapClient client = client(box)) {
        fill(client, octets + octets / NEW_PART);
      }
      watch = new Watch();
      Seen second = watched(box, () -> backUp("first"));
      cost("backup, second, with 1 % new", "s", second.seconds);
      slowdown(box, size);
      restore(first, size);
    }
  }

  private static ImapClient client(Appliance box) throws IOException {
    return Contestants.client(box.port("imap"));
  }

  private void fill(ImapClient client, long until) throws IOException {
    List<byte[]> several = new ArrayList<>();
    while (octets < until) {
      byte[] message = message(messages++);
      octets += message.length;
      several.add(message);
      if (several.size() == AT_ONCE || octets >= until) {
        client.append("Mail", "", several);
        several.clear();
      }
    }
  }

  private static byte[] message(int n) {
    if (n % LARGE_PART != 0) {
      return MAIL.message(n);
    }
    return MAIL.photo(n, LARGE_OCTETS_MIN + n / LARGE_PART % LARGE_STEPS * LARGE_STEP_OCTETS);
  }

  private Path target(String name) throws Exception {
    Path folder = Files.createDirectories(scratch.resolve("target-" + name));
    say("backup", "target", "add", name, "--folder", folder.toString());
    return folder;
  }

  private void backUp(String target) throws Exception {
    String said = say("backup", "run", target);
    if (said.contains("still to be read back")) {
      Progress.say("not all was read back: %s", said.strip());
    }
  }

  private String say(String... words) throws Exception {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--data", data.toString()));
    return Appliance.say(line.toArray(String[]::new)).expectDone().text();
  }

  /** What was seen while something went on. */
  private record Seen(double seconds, double boxMebibytes, double resticMebibytes) {}

  private interface Act {
    void run() throws Exception;
  }

  private static Seen watched(Appliance box, Act act) throws Exception {
    try (Memory memory = new Memory(box.pid())) {
      long start = System.nanoTime();
      act.run();
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Seen(seconds, memory.boxMebibytes(), memory.childMebibytes());
    }
  }

  /** The same mail to another target, while programs change flags and read. */
  private void slowdown(Appliance box, String size) throws Exception {
    Path other = target("other");
    try (Programs programs = new Programs(box.port("imap"), "Mail", messages)) {
      watch = new Watch();
      Programs.Done quiet = programs.work(after(QUIET_SECONDS));
      rate(
          "STORE of a flag beside FETCHes, without a backup", "changes/s", quiet.storesPerSecond());
      rate(
          "FETCH of whole messages beside STOREs, without a backup",
          "MB/s",
          quiet.megabytesPerSecond());
      cost("STORE, the longest wait, without a backup", "ms", quiet.longestStoreMillis());
      watch = new Watch();
      CompletableFuture<Seen> backup =
          CompletableFuture.supplyAsync(() -> backUpBeside(box), Thread::startVirtualThread);
      Programs.Done beside = programs.work(CompletableFuture.anyOf(backup, after(BESIDE_SECONDS)));
      rate(
          "STORE of a flag beside FETCHes, during a backup", "changes/s", beside.storesPerSecond());
      rate(
          "FETCH of whole messages beside STOREs, during a backup",
          "MB/s",
          beside.megabytesPerSecond());
      cost("STORE, the longest wait, during a backup", "ms", beside.longestStoreMillis());
      if (backup.isDone()) {
        cost("backup of " + size + ", first, beside these programs", "s", backup.get().seconds);
      } else {
        say("backup", "cancel");
        boolean ended = backup.handle((seen, cancelled) -> true).get();
        assert ended;
      }
    }
    delete(other);
  }

  private Seen backUpBeside(Appliance box) {
    try {
      return watched(box, () -> backUp("other"));
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static CompletableFuture<Void> after(int seconds) {
    return CompletableFuture.runAsync(
        () -> {}, CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS));
  }

  private void restore(Path from, String size) throws Exception {
    Path words = Files.writeString(scratch.resolve("words"), say("recovery-sheet", "--text"));
    Path home = scratch.resolve("home");
    watch = new Watch();
    long start = System.nanoTime();
    Appliance.say(
            "restore",
            "--from",
            from.toString(),
            "--key-file",
            words.toString(),
            "--data",
            home.toString())
        .expectDone();
    cost("restore of " + size, "s", (System.nanoTime() - start) / 1e9);
    try (Appliance box = Appliance.run(Contestants.boxFlags(), home);
        ImapClient client = client(box)) {
      Contestant.expectMessages(client, "Mail", messages);
    }
  }

  private void rate(String what, String unit, double figure) {
    table.add(Row.rate(what + ", once", unit), Table.OURS, watch.median(figure));
  }

  private void cost(String what, String unit, double figure) {
    table.add(Row.cost(what + ", once", unit), Table.OURS, watch.median(figure));
  }

  private static String said(long octets) {
    return octets < 1_000_000_000
        ? String.format(Locale.ROOT, "%.0f MB", octets / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", octets / 1e9);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
