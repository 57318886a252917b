package portineria.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import portineria.account.Passwords;
import portineria.account.VerifiedCredentials;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.backup.Backups;
import portineria.backup.RestoreWish;
import portineria.board.BoardFile;
import portineria.board.Panel;
import portineria.board.SimulatedBoard;
import portineria.fetch.BackedUp;
import portineria.fetch.FetchLimits;
import portineria.fetch.Fetcher;
import portineria.fetch.SealedPasswords;
import portineria.fetch.SystemClock;
import portineria.fetch.TrustedClock;
import portineria.front.Front;
import portineria.search.SearchIndex;
import portineria.store.Actor;
import portineria.store.FakeStore;
import portineria.store.MessageId;
import portineria.store.Refusal;
import portineria.vault.transfer.Imports;

/** A box over a store in memory; {@code run} only remembers what it was told. */
final class FakePremises implements Premises, AutoCloseable {
  final FakeStore store = new FakeStore(InstantSource.system());
  final Passwords passwords = new Passwords();
  final SimulatedBoard board = new SimulatedBoard();
  final Panel panel = new Panel(board, BoardFile.usual(), System::nanoTime, () -> LocalTime.NOON);
  private final Backups backups;
  final Box box;
  Optional<RunSettings> run = Optional.empty();
  Optional<RestoreWish> restored = Optional.empty();
  boolean busy;

  /** What a comparison leaves to the owner of the data. */
  List<MessageId> doubtful = List.of();

  boolean clockSet = true;

  /** As long as there is no box yet. */
  boolean unreadable;

  FakePremises(Path data) {
    this(data, InstantSource.system());
  }

  FakePremises(Path data, InstantSource time) {
    SealedPasswords sealed = new SealedPasswords(data.resolve("keys"));
    SystemClock clock = new SystemClock();
    backups =
        new Backups(
            data,
            file -> {
              throw new IOException("a store in memory has no volumes");
            },
            digest -> List.of(),
            time,
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
            Front.simulated(panel, board, System::nanoTime),
            backups,
            new TrustedClock() {
              @Override
              public boolean isSynchronised() {
                return clockSet;
              }

              @Override
              public Instant instant() {
                return time.instant();
              }
            },
            new SecureRandom(),
            true,
            new Actor("carla", "cli"));
  }

  @Override
  public int lend(Path data, BoxWork work) throws Failed, Refusal, IOException, Busy {
    if (busy) {
      throw new Busy(new IOException("another command works on " + data));
    }
    return work.with(box);
  }

  @Override
  public int read(Path data, BoxWork work) throws Failed, Refusal, IOException {
    if (unreadable) {
      throw new IOException("there is no index");
    }
    return work.with(box);
  }

  @Override
  public Verified verify(Path data, Console console) {
    return new Verified(doubtful.isEmpty() ? 0 : 1, doubtful);
  }

  @Override
  public int run(RunSettings settings, Console console) {
    run = Optional.of(settings);
    return 0;
  }

  @Override
  public int demo(RunSettings settings, Console console) {
    run = Optional.of(settings);
    return 0;
  }

  @Override
  public int restore(Path data, RestoreWish wish, Console console) {
    restored = Optional.of(wish);
    return 0;
  }

  @Override
  public int rebuild(Path data, Console console) {
    return 0;
  }

  @Override
  public void close() {
    box.fetcher().close();
    box.search().close();
    backups.close();
    passwords.close();
  }
}
