package portineria.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import portineria.bench.Measured.Watch;
import portineria.peer.Appliance;
import portineria.peer.DelayProxy;
import portineria.peer.Dovecot;
import portineria.peer.Puller;

/**
 * Pulls all messages of an upstream POP3 mailbox that is 20 ms away, by the programs that offices
 * use for that, each as a process from its start to its end, each into what it makes durable.
 *
 * <p>fetchmail and getmail6 wait for the line nearly all the time; so that one need not wait for
 * them for many minutes, their rounds run side by side.
 */
final class Pulling {
  private static final int MESSAGES = 1_000;
  private static final int ROUNDS = 3;
  private static final Duration ONE_WAY = Duration.ofMillis(20);
  private static final Row FETCH =
      Row.cost("fetch of 1,000 messages from a server 20 ms away, each way", "s");

  private final Path scratch;
  private final Table table;

  Pulling(Path scratch, Table table) {
    this.scratch = scratch;
    this.table = table;
  }

  /** Sets a program up in a folder of its own. */
  @FunctionalInterface
  private interface Setup {
    Puller of(Puller.Login login, Path folder) throws Exception;
  }

  void run() throws Exception {
    try (Dovecot upstream = Dovecot.start(scratch.resolve("upstream"))) {
      for (int i = 0; i < MESSAGES; i++) {
        upstream.deliver("user", Mail.message(i));
      }
      try (DelayProxy far = new DelayProxy(upstream.pop3Port(), ONE_WAY)) {
        Puller.Login login = new Puller.Login(far.port(), "user", Dovecot.PASSWORD);
        oneByOne(pullers(login, Pulling::portineria));
        oneByOne(pullers(login, Puller::mpop));
        List<Puller> patient = new ArrayList<>(pullers(login, Puller::fetchmail));
        patient.addAll(pullers(login, Puller::getmail));
        sideBySide(patient);
      }
    }
  }

  private List<Puller> pullers(Puller.Login login, Setup setup) throws Exception {
    List<Puller> pullers = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      pullers.add(setup.of(login, Files.createTempDirectory(scratch, "puller")));
    }
    return pullers;
  }

  private void oneByOne(List<Puller> pullers) throws Exception {
    Watch watch = new Watch();
    double[] seconds = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      seconds[round] = pullers.get(round).run();
    }
    add(pullers, watch.median(seconds));
  }

  private void sideBySide(List<Puller> pullers) throws Exception {
    Watch watch = new Watch();
    double[] seconds = new double[pullers.size()];
    try (ExecutorService threads = Executors.newFixedThreadPool(pullers.size())) {
      List<Callable<Double>> runs = new ArrayList<>();
      pullers.forEach(puller -> runs.add(puller::run));
      List<Future<Double>> done = threads.invokeAll(runs);
      for (int i = 0; i < seconds.length; i++) {
        seconds[i] = done.get(i).get();
      }
    }
    for (int first = 0; first < seconds.length; first += ROUNDS) {
      double[] own = Arrays.copyOfRange(seconds, first, first + ROUNDS);
      add(pullers.subList(first, first + ROUNDS), watch.median(own));
    }
  }

  /** Looks first whether each has got all messages. */
  private void add(List<Puller> rounds, Measured measured) throws Exception {
    String name = rounds.getFirst().name();
    for (Puller puller : rounds) {
      long got = name.equals(Table.OURS) ? exported(puller.output()) : puller.messages().size();
      if (got != MESSAGES) {
        throw new IOException(name + " got " + got + " of " + MESSAGES + " messages");
      }
    }
    table.add(FETCH, name, measured);
  }

  private static Puller portineria(Puller.Login login, Path folder) throws Exception {
    Path data = folder.resolve("data");
    Contestants.addUser(data);
    Path password = Files.writeString(folder.resolve("far-password"), login.password());
    List<String> source =
        List.of(
            "source",
            "add",
            "far",
            "--account",
            Contestants.USER,
            "--host",
            "127.0.0.1",
            "--port",
            String.valueOf(login.port()),
            "--tls",
            "none",
            "--user",
            login.user(),
            "--password-file",
            password.toString(),
            "--data",
            data.toString());
    Appliance.say(source.toArray(String[]::new)).expectDone();
    List<String> fetch =
        Appliance.command(Contestants.boxFlags(), "fetch", "--data", data.toString());
    return new Puller(Table.OURS, fetch, folder, data);
  }

  /** How many messages the box gives. */
  private static long exported(Path data) throws Exception {
    Path folder = data.resolveSibling("exported");
    Appliance.say(
            "export",
            Contestants.USER,
            folder.toString(),
            "--format",
            "eml",
            "--data",
            data.toString())
        .expectDone();
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".eml")).count();
    }
  }
}
