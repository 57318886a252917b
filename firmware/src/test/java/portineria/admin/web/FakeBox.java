package portineria.admin.web;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import portineria.account.AdminPassword;
import portineria.account.DirectoryAuthenticator;
import portineria.account.LoginThrottle;
import portineria.account.Passwords;
import portineria.account.VerifiedCredentials;
import portineria.admin.Box;
import portineria.backup.Backups;
import portineria.fetch.BackedUp;
import portineria.fetch.FetchLimits;
import portineria.fetch.Fetcher;
import portineria.fetch.SealedPasswords;
import portineria.fetch.TrustedClock;
import portineria.front.Front;
import portineria.search.SearchIndex;
import portineria.store.Actor;
import portineria.store.Audit;
import portineria.store.FakeStore;
import portineria.vault.transfer.Imports;
import portineria.webui.Visitor;

/** A box over a store in memory, and what its pages see. Who has to wait does not. */
final class FakeBox implements AutoCloseable {
  static final InetAddress OFFICE = InetAddress.ofLiteral("192.168.1.7");
  static final Visitor ADMIN = Visitor.admin("");

  final List<Duration> waits = new ArrayList<>();
  final FakeStore store = new FakeStore(InstantSource.system());
  final Box box;
  final WebGate gate;
  private final Passwords passwords = new Passwords();
  private final Backups backups;

  FakeBox(Path data) {
    TrustedClock clock =
        new TrustedClock() {
          @Override
          public boolean isSynchronised() {
            return true;
          }

          @Override
          public Instant instant() {
            return Instant.now();
          }
        };
    SealedPasswords sealed = new SealedPasswords(data.resolve("keys"));
    backups =
        new Backups(
            data,
            file -> {
              throw new IOException("a store in memory has no volumes");
            },
            digest -> List.of(),
            clock,
            new SecureRandom());
    box =
        new Box(
            data,
            store,
            SearchIndex.of(data, store),
            passwords,
            new VerifiedCredentials(Duration.ofMinutes(5), clock),
            sealed,
            new Fetcher(store, sealed, BackedUp.NOTHING, clock, FetchLimits.standard(), 1),
            new Imports(),
            Front.blank("none", System::nanoTime),
            backups,
            clock,
            new SecureRandom(),
            true,
            new Actor("", "box"));
    LoginThrottle throttle = new LoginThrottle(clock);
    gate =
        new WebGate(
            box.by(WebAppliance.actor(ADMIN)),
            new DirectoryAuthenticator(
                store.directory(), passwords, box.verified(), throttle, clock, waits::add),
            new AdminPassword(store, passwords, throttle, waits::add));
  }

  Box by(Visitor visitor) {
    return box.by(WebAppliance.actor(visitor));
  }

  /** What is in the audit chain: what, at which door, and the names beside it. */
  List<String> acts() {
    return store.audit().entries(0, 1000).stream().map(FakeBox::said).toList();
  }

  private static String said(Audit.Entry entry) {
    String what =
        entry
            .text()
            .lines()
            .filter(line -> line.startsWith("act ") || line.startsWith("door "))
            .map(line -> line.substring(line.indexOf(' ') + 1))
            .collect(Collectors.joining(" "));
    return entry.names().stream()
        .map(name -> name.part() + "=" + name.text())
        .sorted()
        .collect(Collectors.joining(" ", what + " ", ""));
  }

  @Override
  public void close() {
    box.fetcher().close();
    box.search().close();
    backups.close();
    passwords.close();
  }
}
