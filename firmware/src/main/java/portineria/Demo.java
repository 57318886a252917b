package portineria;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.cli.RunSettings;
import portineria.net.Door;
import portineria.store.Account;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Source;
import portineria.store.Store;
import portineria.store.sqlite.SqliteStore;
import portineria.store.sqlite.StoreSettings;
import portineria.webui.Appliance;

/**
 * An upstream for a box that has none: our own POP3 server over a second store, with the mail of a
 * made-up office, and a source that fetches it. Started again, it goes on with what is there.
 */
final class Demo implements AutoCloseable {
  static final String USER = "demo";
  static final String PASSWORD = "portineria";
  private static final String SOURCE = "provider";
  private static final String UPSTREAM_USER = "studio";

  private final RunningBox running;
  private final RunSettings settings;
  private final SqliteStore upstream;
  private final Door door;

  private Demo(RunningBox running, RunSettings settings, SqliteStore upstream) throws IOException {
    this.running = running;
    this.settings = settings;
    this.upstream = upstream;
    this.door = running.doors().upstream(upstream, running.authenticator(upstream));
  }

  /** Puts it beside a box that does not fetch yet. */
  static Demo open(RunningBox running, RunSettings settings) throws Failed, IOException {
    Path folder = settings.data().resolve("upstream");
    DataFolder.make(folder);
    SqliteStore upstream = SqliteStore.open(StoreSettings.of(folder));
    try {
      Demo demo = new Demo(running, settings, upstream);
      demo.fillUpstream();
      demo.setUpBox();
      return demo;
    } catch (Refusal e) {
      upstream.close();
      throw new Failed("the demo could not be set up: " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      upstream.close();
      throw e;
    }
  }

  private void fillUpstream() throws Refusal, IOException {
    if (upstream.account(UPSTREAM_USER, running.box().actor()).isPresent()) {
      return;
    }
    Account account = account(upstream, UPSTREAM_USER);
    Mailbox inbox = account.mailbox(MailboxName.INBOX).orElseThrow();
    for (DemoMail mail : DemoMail.all(Instant.now())) {
      deliver(mail, account, inbox);
    }
  }

  private static void deliver(DemoMail mail, Account account, Mailbox inbox)
      throws Refusal, IOException {
    byte[] octets = mail.octets();
    try (Incoming incoming = account.incoming(octets.length)) {
      incoming.write(octets, 0, octets.length);
      inbox.append(List.of(new Mailbox.Delivery(incoming.finish(), Set.of(), mail.date())));
    }
  }

  private Account account(Store store, String name) throws Refusal {
    Account made = store.createAccount(name, running.box().actor());
    String hash = running.box().passwords().hash(PASSWORD.toCharArray());
    store.directory().setPassword(name, hash);
    return made;
  }

  /** The upstream has another port at each start. */
  private void setUpBox() throws Failed, Refusal {
    Box box = running.box();
    if (box.store().directory().login(USER).isEmpty()) {
      Account made = account(box.store(), USER);
      assert made.name().equals(USER);
    }
    Optional<Source> before = box.store().sources().source(SOURCE);
    Source now = source(box);
    if (before.isPresent()) {
      box.updateSource(now, SOURCE);
    } else {
      box.addSource(now, SOURCE);
    }
  }

  private Source source(Box box) throws Failed {
    return new Source(
        SOURCE,
        USER,
        door.address().getAddress().getHostAddress(),
        door.port(),
        Source.Tls.NONE,
        UPSTREAM_USER,
        box.seal(SOURCE, PASSWORD),
        new Source.Keep.Forever(),
        Duration.ofSeconds(5),
        Optional.empty(),
        MailboxName.INBOX,
        Optional.empty(),
        Duration.ofDays(14),
        false);
  }

  /** Tells a person what to do with it. */
  void explain(Console console, OptionalInt http) throws IOException {
    Appliance appliance = running.appliance();
    String host = appliance.hosts().getFirst();
    console.say("");
    console.say("Point a mail program here, Thunderbird for instance:");
    for (Appliance.Protocol protocol : Appliance.Protocol.values()) {
      Optional<Appliance.Door> best = appliance.best(protocol);
      if (best.isPresent()) {
        String security = best.get().security() == Appliance.Security.TLS ? "SSL/TLS" : "STARTTLS";
        console.say(
            String.format("  %-10s %s, port %d, %s", protocol, host, best.get().port(), security));
      }
    }
    console.say("  user       " + USER);
    console.say("  password   " + PASSWORD + "  (method: normal password)");
    if (http.isPresent()) {
      String page = "http://" + host + ":" + http.getAsInt() + "/";
      console.say("  web page   " + page + "  (the certificate to trust: " + page + "ca.crt)");
    }
    console.say("Two commands to try, in another terminal:");
    console.say("  ./portineria source list --data " + settings.data());
    console.say("  ./portineria device add demo laptop --data " + settings.data());
    console.say("Ctrl-C ends it. Started again, it goes on.");
  }

  /** The box fetches no more before its upstream goes: else it would remember a failure. */
  @Override
  public void close() {
    running.box().fetcher().close();
    door.close();
    upstream.close();
  }
}
