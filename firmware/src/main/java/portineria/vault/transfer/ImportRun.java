package portineria.vault.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import portineria.store.MailboxName;
import portineria.store.SpecialUse;
import portineria.vault.transfer.ImportQuestion.Offered;
import portineria.vault.transfer.ImportQuestion.Place;
import portineria.vault.transfer.ImportQuestion.Remark;
import portineria.vault.transfer.ImportQuestion.Standing;
import portineria.vault.transfer.ImportQuestion.Take;
import portineria.vault.transfer.ImportQuestion.Wanted;

/**
 * Takes what a source finds to the desk, a batch at a time: which of these are missing, here they
 * are, keep them.
 */
final class ImportRun implements MailSource.Finder {
  /** Messages that are offered together. */
  private static final int BATCH_MESSAGES = 200;

  /** Octets that the box takes before it must make them durable. */
  private static final long DELIVERY_OCTETS = 4L * 1024 * 1024;

  private static final Tally THERE = new Tally(0, 0, 1, 0, 0, 0);
  private static final Tally REMOVED = new Tally(0, 0, 0, 1, 0, 0);
  private static final Tally HEALED = new Tally(0, 0, 0, 0, 0, 1);
  private static final Tally ERASED = new Tally(0, 0, 0, 0, 1, 0);

  private final ForeignNames names;
  private final Import.Options options;
  private final ImportClient desk;
  private final Import.Listener listener;
  private final long octetsTotal;
  private final Map<MailboxName, Place> places = new HashMap<>();
  private final Map<MailboxName, Tally> tallies = new TreeMap<>();
  private final Ordinals ordinals = new Ordinals();
  private final List<Candidate> batch = new ArrayList<>();
  private final List<Candidate> taken = new ArrayList<>();
  private long takenOctets;
  private long messages;
  private long octets;
  private long troubles;

  /** A letter whose content is known. */
  private record Candidate(Letter letter, MailboxName mailbox, Offered offered, long size) {}

  ImportRun(
      ForeignNames names,
      Import.Options options,
      ImportClient desk,
      Import.Listener listener,
      long octetsTotal) {
    this.names = names;
    this.options = options;
    this.desk = desk;
    this.listener = listener;
    this.octetsTotal = octetsTotal;
  }

  /** The source has nothing more: what is under way is delivered. */
  Import.Result finish() throws Stopped {
    offer();
    return new Import.Result(tallies, troubles);
  }

  @Override
  public void mailbox(MailboxRow row) throws Stopped {
    Optional<SpecialUse> use = options.into().isPresent() ? Optional.empty() : row.use();
    MailboxName name = names.of(row.mailbox().value());
    place(new Wanted(name, row.subscribed(), use), name.value());
  }

  private Place place(Wanted wanted, String where) throws Stopped {
    Place known = places.get(wanted.name());
    if (known != null) {
      return known;
    }
    Place place = desk.place(wanted);
    places.put(wanted.name(), place);
    if (place.number() < 0) {
      trouble(where, "there can't be a mailbox " + wanted.name() + ": " + place.why());
    }
    return place;
  }

  @Override
  public void letter(Letter letter) throws Stopped {
    MailboxName mailbox = names.of(letter.mailbox());
    Place place = place(new Wanted(mailbox, true, Optional.empty()), letter.where());
    read(letter, mailbox, place);
    messages++;
    progressed(letter.sourceOctets());
    if (batch.size() == BATCH_MESSAGES) {
      offer();
    }
  }

  private void read(Letter letter, MailboxName mailbox, Place place) throws Stopped {
    Sha256.Sized is;
    try (InputStream in = letter.content().open()) {
      is = Sha256.of(in);
    } catch (IOException e) {
      trouble(letter.where(), Unreadable.words(e));
      return;
    }
    if (letter.expected().isPresent() && !letter.expected().get().equals(is.digest())) {
      trouble(
          letter.where(),
          "it is not what it was when it was exported; without messages.csv it would be imported"
              + " as it is");
    } else if (place.number() < 0) {
      trouble(letter.where(), "it has no mailbox to go to");
    } else {
      int ordinal = ordinals.next(place.number(), is.digest());
      Offered offered = new Offered(place.number(), is.digest(), ordinal);
      batch.add(new Candidate(letter, mailbox, offered, is.size()));
    }
  }

  private void progressed(long more) throws Stopped {
    octets += more;
    try {
      listener.progressed(messages, octets, octetsTotal);
    } catch (IOException e) {
      throw new Stopped(e);
    }
  }

  private void offer() throws Stopped {
    List<Standing> standings = desk.standings(batch.stream().map(Candidate::offered).toList());
    for (int i = 0; i < batch.size(); i++) {
      Candidate candidate = batch.get(i);
      switch (standings.get(i)) {
        case MISSING -> bring(candidate);
        case THERE -> count(candidate, THERE);
        case DAMAGED -> heal(candidate, THERE);
        case REMOVED -> {
          if (options.again()) {
            bring(candidate);
          } else {
            count(candidate, REMOVED);
          }
        }
        case REMOVED_DAMAGED -> {
          if (options.again()) {
            bring(candidate);
          } else {
            heal(candidate, REMOVED);
          }
        }
        case ERASED -> count(candidate, ERASED);
      }
    }
    batch.clear();
    deliver();
  }

  private void bring(Candidate candidate) throws Stopped {
    if (options.dry()) {
      count(candidate, imported(candidate));
      return;
    }
    if (isTaken(candidate, false)) {
      taken.add(candidate);
      takenOctets += candidate.size();
      if (takenOctets >= DELIVERY_OCTETS) {
        deliver();
      }
    }
  }

  /** A message that needs no place in its mailbox, but octets. */
  private void heal(Candidate candidate, Tally standing) throws Stopped {
    boolean healed = options.dry() || isTaken(candidate, true);
    count(candidate, healed ? standing.plus(HEALED) : standing);
  }

  private boolean isTaken(Candidate candidate, boolean heals) throws Stopped {
    Letter letter = candidate.letter();
    Take take =
        new Take(
            candidate.offered().mailbox(),
            candidate.offered().digest(),
            candidate.size(),
            letter.flags(),
            letter.date(),
            heals);
    Optional<String> whyNot;
    try (InputStream in = letter.content().open()) {
      whyNot = desk.whyNot(take, in);
    } catch (IOException e) {
      whyNot = Optional.of(Unreadable.words(e));
    }
    if (whyNot.isPresent()) {
      trouble(letter.where(), whyNot.get());
    }
    return whyNot.isEmpty();
  }

  private void deliver() throws Stopped {
    if (taken.isEmpty()) {
      return;
    }
    List<Candidate> delivered = new ArrayList<>(taken);
    for (Remark remark : desk.deliver()) {
      Candidate candidate = taken.get(remark.index());
      switch (remark.fate()) {
        case DELIVERED -> trouble(candidate.letter().where(), remark.text());
        case LEFT_OUT -> {
          trouble(candidate.letter().where(), remark.text());
          delivered.remove(candidate);
        }
        case ERASED -> {
          count(candidate, ERASED);
          delivered.remove(candidate);
        }
      }
    }
    delivered.forEach(candidate -> count(candidate, imported(candidate)));
    taken.clear();
    takenOctets = 0;
  }

  private static Tally imported(Candidate candidate) {
    return new Tally(1, candidate.size(), 0, 0, 0, 0);
  }

  private void count(Candidate candidate, Tally more) {
    tallies.merge(candidate.mailbox(), more, Tally::plus);
  }

  @Override
  public void trouble(String where, String why) throws Stopped {
    troubles++;
    try {
      listener.trouble(where, why);
    } catch (IOException e) {
      throw new Stopped(e);
    }
  }

  @Override
  public void passedOver(String where, long more) throws Stopped {
    try {
      listener.passedOver(where);
    } catch (IOException e) {
      throw new Stopped(e);
    }
    progressed(more);
  }
}
