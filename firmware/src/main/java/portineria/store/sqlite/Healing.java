package portineria.store.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.store.Digest;
import portineria.store.MailboxName;
import portineria.store.MessageId;
import portineria.store.Refusal;
import portineria.store.sqlite.database.Database;
import portineria.store.volume.Label;
import portineria.store.volume.Location;
import portineria.store.volume.Parcel;
import portineria.store.volume.Position;

/**
 * Gives a damaged message a new place, with octets that came once more: FORMAT.md, "A damaged
 * message". It is the same commit as any other that brings octets, so a crash leaves the old place
 * or the new one.
 *
 * <p>Damaged is what {@link SqliteScrub} has noted, and what lies in a file that is missing or too
 * short. Nothing is read back for that: a delivery must not cost more because there was one before.
 */
final class Healing {
  private static final Logger LOG = LoggerFactory.getLogger(Healing.class);

  private static final String DAMAGED = "SELECT 1 FROM damaged WHERE message = ?";

  /** It was decided where it lies; a place that it gets afterwards would be overlooked. */
  private static final String ERASING = "SELECT 1 FROM erasing WHERE message = ?";

  private static final String RECEIVED = "SELECT received FROM messages WHERE id = ?";

  /** Where it came to first. */
  private static final String FIRST =
      """
      SELECT mailboxes.name, internal_date
      FROM entries JOIN mailboxes ON mailboxes.id = entries.mailbox
      WHERE entries.message = ? AND mailboxes.kind = 0
      ORDER BY save_date, entries.mailbox, uid LIMIT 1
      """;

  private static final String SOURCE =
      """
      SELECT sources.name, intake.key FROM intake JOIN sources ON sources.id = intake.source
      WHERE message = ? ORDER BY fetched_ms LIMIT 1
      """;

  private Healing() {}

  /**
   * Appends a message once more, if what there is of it is known to be damaged.
   *
   * @return whether it was, and is not any more
   */
  static boolean heal(Transaction transaction, Places.Known known, Parcel parcel)
      throws SQLException, IOException {
    Database index = transaction.database();
    if (!isDamaged(transaction, known) || index.row(ERASING, row -> true, known.id()).isPresent()) {
      return false;
    }
    Location place = transaction.shipping().append(parcel);
    if (place.equals(known.location())) {
      return false; // a message in a volume of its own, which was delivered before its damage
    }
    Places.move(index, known, place);
    return true;
  }

  /** The same for a message that comes for this alone; gives its number if it was healed. */
  static List<Long> heal(Transaction transaction, LiveAccount account, Parcel parcel)
      throws Refusal, SQLException, IOException {
    transaction.shipping().requireSpace();
    Optional<Places.Known> known =
        Places.find(transaction.database(), account.filed(), parcel.digest());
    return known.isPresent() && heal(transaction, known.get(), parcel)
        ? List.of(known.get().id())
        : List.of();
  }

  private static boolean isDamaged(Transaction transaction, Places.Known known)
      throws SQLException, IOException {
    if (transaction.database().row(DAMAGED, row -> true, known.id()).isPresent()) {
      return true;
    }
    Position end = transaction.catalog().volumesEnd().committed();
    Location place = known.location();
    boolean ofThisGroup =
        place.volume() > end.lastVolume()
            || (place.volume() == end.openVolume() && place.offset() >= end.end());
    return !ofThisGroup && !isLongEnough(transaction.shipping().size(place.volume()), place);
  }

  private static boolean isLongEnough(OptionalLong volume, Location place) {
    return volume.isPresent() && volume.getAsLong() >= place.offset() + place.size();
  }

  /**
   * What a message of an account is known to be.
   *
   * @param noted whether the scrub has found it damaged
   */
  private record State(Digest digest, Location place, boolean noted) {}

  /** Those of {@code digests} that are known to be damaged, as of now. */
  static Set<Digest> damaged(Engine engine, LiveAccount account, Collection<Digest> digests)
      throws IOException {
    Set<Digest> damaged = new HashSet<>();
    Map<Integer, OptionalLong> sizes = new HashMap<>();
    for (State one : states(engine, account, Set.copyOf(digests))) {
      int volume = one.place.volume();
      if (!sizes.containsKey(volume)) {
        sizes.put(volume, engine.volumes().size(volume));
      }
      if (one.noted || !isLongEnough(sizes.getOrDefault(volume, OptionalLong.empty()), one.place)) {
        damaged.add(one.digest);
      }
    }
    return damaged;
  }

  private static List<State> states(Engine engine, LiveAccount account, Set<Digest> digests) {
    return engine
        .readers()
        .read(
            index -> {
              List<State> states = new ArrayList<>();
              for (Digest digest : digests) {
                Optional<Places.Known> known = Places.find(index, account.filed(), digest);
                if (known.isPresent()) {
                  boolean noted = index.row(DAMAGED, row -> true, known.get().id()).isPresent();
                  states.add(new State(digest, known.get().location(), noted));
                }
              }
              return states;
            });
  }

  /** What the index still knows of what stood in the label: all but the flags at arrival. */
  static Optional<Label> label(Database index, String account, Digest digest) throws SQLException {
    Optional<Places.Known> known = Places.find(index, account, digest);
    return known.isPresent()
        ? Optional.of(label(index, account, known.get().id()))
        : Optional.empty();
  }

  private static Label label(Database index, String account, long message) throws SQLException {
    record First(String mailbox, Instant date) {}
    record Upstream(String source, String key) {}
    Instant received = Instant.ofEpochSecond(index.number(RECEIVED, message));
    First first =
        index
            .row(
                FIRST,
                row -> new First(row.getString(1), Instant.ofEpochSecond(row.getLong(2))),
                message)
            .orElse(new First(MailboxName.INBOX.value(), received));
    Optional<Upstream> upstream =
        index.row(SOURCE, row -> new Upstream(row.getString(1), row.getString(2)), message);
    return new Label(
        account,
        first.mailbox,
        upstream.map(Upstream::source).filter(Deliveries::fits),
        upstream.map(Upstream::key).filter(Deliveries::fits),
        first.date,
        List.of(),
        received);
  }

  /** After the commit: nobody goes on with what was damaged. */
  static void healed(Engine engine, List<Long> messages) {
    if (!messages.isEmpty()) {
      engine.locations().forget(messages);
      engine.summaries().forgetSoon(messages.stream().map(MessageId::new).toList());
      LOG.info("messages-healed count={}", messages.size());
    }
  }
}
