package portineria.vault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.store.Actor;
import portineria.store.MailboxName;
import portineria.store.Removal;

/**
 * What one actor removed from an account without a long pause, over all its mailboxes: a program
 * that empties an account goes from one to the next.
 */
public record RemovalSeries(Actor actor, List<Removal> removals) {
  public RemovalSeries {
    removals = List.copyOf(removals);
  }

  /** Puts removals together, which come in the order in which they began. */
  public static List<RemovalSeries> of(List<Removal> removals) {
    List<List<Removal>> all = new ArrayList<>();
    Map<Actor, List<Removal>> last = new HashMap<>();
    for (Removal removal : removals) {
      List<Removal> series = last.get(removal.actor());
      if (series == null || removal.begun().isAfter(ended(series).plus(Removal.PAUSE))) {
        series = new ArrayList<>();
        all.add(series);
        last.put(removal.actor(), series);
      }
      series.add(removal);
    }
    return all.stream()
        .map(series -> new RemovalSeries(series.getFirst().actor(), series))
        .toList();
  }

  public Instant begun() {
    return removals.getFirst().begun();
  }

  public Instant ended() {
    return ended(removals);
  }

  private static Instant ended(List<Removal> series) {
    return series.stream().map(Removal::ended).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** How many messages were removed. */
  public long messages() {
    return removals.stream().mapToLong(Removal::messages).sum();
  }

  /** How many of them are to be had back. */
  public long left() {
    return removals.stream().mapToLong(removal -> removal.shown().left()).sum();
  }

  /** The mailboxes, in the order of their names, each once. */
  public List<MailboxName> mailboxes() {
    return removals.stream().map(Removal::mailbox).distinct().sorted().toList();
  }

  /** The one that stands above all the others, where there is one. */
  public Optional<MailboxName> top() {
    MailboxName first = mailboxes().getFirst();
    boolean above =
        mailboxes().stream().allMatch(name -> name.equals(first) || name.isUnder(first));
    return above ? Optional.of(first) : Optional.empty();
  }

  /** {@code Customers}, or {@code Customers and 3 other mailboxes}. */
  public String where() {
    int others = mailboxes().size() - 1;
    String first = mailboxes().getFirst().value();
    return switch (others) {
      case 0 -> first;
      case 1 -> first + " and " + mailboxes().getLast();
      default -> first + " and " + others + " other mailboxes";
    };
  }

  /** Who it was, for a person. */
  public String who() {
    String device = actor.device();
    if (actor.visitor().isPresent()) {
      return "the colleague "
          + actor.visitor().get()
          + actor.visitorsDevice().map(label -> " with the device '" + label + "'").orElse("");
    }
    return switch (actor.door()) {
      case "cli" -> (device.isEmpty() ? "somebody" : device) + " on the command line";
      case "imap", "pop3" ->
          device.isEmpty()
              ? "a program with the account's own password"
              : "the device '" + device + "'";
      default -> device.isEmpty() ? actor.door() : device + " (" + actor.door() + ")";
    };
  }

  /** The command that brings it back. */
  public String restoring(String account, Instant asOf) {
    String mailbox = top().map(name -> " " + quoted(name.value())).orElse("");
    return "portineria restore-mailbox " + account + mailbox + " --as-of " + asOf;
  }

  /** As a shell takes it. */
  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9][A-Za-z0-9._/@-]*")
        ? text
        : "'" + text.replace("'", "'\\''") + "'";
  }
}
