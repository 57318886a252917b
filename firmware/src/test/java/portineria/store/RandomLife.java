package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Does the same random things to a store and to its model and compares after each. UIDs and modseqs
 * are the store's own affair, so messages are chosen and results compared by where they stand.
 */
final class RandomLife {
  private static final List<String> NAMES =
      List.of(
          "INBOX",
          "A",
          "A/B",
          "A/B/C",
          "B",
          "B/D",
          "Trash",
          "E",
          "Recoverable/INBOX",
          "Recoverable/A/B",
          "All Mail/2026");
  private static final List<Flag> FLAGS =
      List.of(Flag.SEEN, Flag.DELETED, Flag.FLAGGED, new Flag("$Work"), new Flag("$Later"));

  private final long seed;
  private final Random random;
  private final StoreUnderTest underTest;
  private final Box model;
  private final Map<String, Known> known = new HashMap<>();
  private final List<String> log = new ArrayList<>();
  private Box real;

  /** A moment of one mailbox, as somebody remembers it. */
  private record Known(String objectId, View model, View real) {}

  /** One thing that is done to both: what came of it, in words that both must agree on. */
  private interface Deed {
    Object doTo(Box box) throws Refusal, IOException;
  }

  RandomLife(long seed, StoreUnderTest underTest) throws Exception {
    this.seed = seed;
    this.random = new Random(seed);
    this.underTest = underTest;
    this.model = Box.of(new FakeStore(underTest.clock()));
    this.real = underTest.box();
  }

  void live(int deeds) throws Exception {
    try {
      for (int i = 0; i < deeds; i++) {
        step();
        compareAll();
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + String.join("\n  ", log), e);
    } finally {
      real.close();
    }
  }

  private void step() throws Exception {
    underTest.clock().pass(Duration.ofSeconds(random.nextInt(3)));
    String name = NAMES.get(random.nextInt(NAMES.size()));
    String other = NAMES.get(random.nextInt(NAMES.size()));
    switch (random.nextInt(23)) {
      case 0, 1, 2, 3, 4 -> append(name);
      case 5, 6, 7, 8 -> flag(name);
      case 9, 10 -> carry(name, other, false);
      case 11, 12 -> carry(name, other, true);
      case 13, 14 -> remove(name);
      case 15, 16 -> both("create " + name, box -> box.create(name).name());
      case 17 ->
          both(
              "delete " + name,
              box -> {
                box.delete(name);
                return "done";
              });
      case 18 ->
          both(
              "rename " + name + " " + other,
              box -> {
                box.rename(name, other);
                return "done";
              });
      case 19, 20 -> restore(name, other);
      case 21 -> showAllMail();
      default -> reopen();
    }
  }

  private void restore(String name, String other) throws IOException {
    int seconds = random.nextInt(60);
    Recovery.Restoration wanted =
        new Recovery.Restoration(
            random.nextInt(4) == 0 ? Optional.empty() : Optional.of(new MailboxName(name)),
            random.nextInt(3) == 0
                ? Optional.empty()
                : Optional.of(underTest.clock().instant().minusSeconds(seconds)),
            random.nextInt(3) == 0 ? Optional.of(new MailboxName(other)) : Optional.empty());
    both("restore " + wanted, box -> box.account().recovery().restore(wanted));
  }

  private void showAllMail() throws IOException {
    boolean wanted = random.nextInt(3) > 0;
    both(
        "all mail " + wanted,
        box -> {
          AllMail allMail = box.account().allMail();
          allMail.show(wanted);
          while (allMail.step()) {
            assertEquals(wanted, allMail.isShown());
          }
          return wanted;
        });
  }

  private void reopen() throws Exception {
    log.add("reopen");
    real.close();
    real = underTest.box();
    known.clear();
  }

  private void append(String name) throws IOException {
    List<String> texts = new ArrayList<>();
    List<Flag[]> flags = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      texts.add("text " + random.nextInt(20));
      flags.add(someFlags());
    }
    both(
        "append " + name + " " + texts,
        box -> {
          List<Incoming> incoming = new ArrayList<>();
          try {
            List<Mailbox.Delivery> deliveries = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
              incoming.add(box.account().incoming(0));
              deliveries.add(Box.delivery(incoming.getLast(), texts.get(i), flags.get(i)));
            }
            Mailbox mailbox = existing(box, name);
            return indices(mailbox.append(deliveries), mailbox.view());
          } finally {
            incoming.forEach(Incoming::close);
          }
        });
  }

  private Flag[] someFlags() {
    return FLAGS.stream().filter(flag -> random.nextInt(3) == 0).toArray(Flag[]::new);
  }

  private void flag(String name) throws IOException {
    Mailbox.FlagChange.Kind[] kinds = Mailbox.FlagChange.Kind.values();
    Mailbox.FlagChange change =
        new Mailbox.FlagChange(kinds[random.nextInt(kinds.length)], Set.of(someFlags()));
    BitSet chosen = chosen(name);
    Known moment = random.nextInt(3) == 0 ? known.get(name) : null;
    both(
        "store " + name + " " + chosen + " " + change + (moment == null ? "" : " conditionally"),
        box -> {
          Mailbox mailbox = existing(box, name);
          View before = mailbox.view();
          ModSeq since =
              moment == null || !moment.objectId.equals(model.mailbox(name).objectId())
                  ? ModSeq.MAX
                  : (box.equals(model) ? moment.model : moment.real).highestModSeq();
          Mailbox.Flagged flagged = mailbox.store(set(chosen, before), change, since);
          return indices(flagged.changed(), before) + " " + indices(flagged.conflicted(), before);
        });
  }

  private void carry(String name, String other, boolean move) throws IOException {
    BitSet chosen = chosen(name);
    both(
        (move ? "move " : "copy ") + name + " " + chosen + " " + other,
        box -> {
          Mailbox source = existing(box, name);
          Mailbox target = existing(box, other);
          View before = source.view();
          Mailbox.Copied copied =
              move
                  ? source.move(set(chosen, before), target)
                  : source.copy(set(chosen, before), target);
          return indices(copied.source(), before) + " " + indices(copied.target(), target.view());
        });
  }

  private void remove(String name) throws IOException {
    BitSet chosen = chosen(name);
    boolean expunge = random.nextBoolean();
    both(
        (expunge ? "expunge " : "remove ") + name + " " + chosen,
        box -> {
          Mailbox mailbox = existing(box, name);
          View before = mailbox.view();
          UidSet among = set(chosen, before);
          return indices(expunge ? mailbox.expunge(among) : mailbox.remove(among), before);
        });
  }

  /** Does it to both: both give the same, or both refuse. */
  private void both(String words, Deed deed) throws IOException {
    log.add(words);
    assertEquals(outcome(deed, model), outcome(deed, real));
  }

  private static Object outcome(Deed deed, Box box) throws IOException {
    try {
      return deed.doTo(box);
    } catch (Refusal refused) {
      return "refused";
    }
  }

  private static Mailbox existing(Box box, String name) throws Refusal {
    return box.account()
        .mailbox(new MailboxName(name))
        .orElseThrow(() -> new Refusal(Refusal.Reason.NONEXISTENT, name));
  }

  private BitSet chosen(String name) {
    BitSet chosen = new BitSet();
    Optional<Mailbox> mailbox = model.account().mailbox(new MailboxName(name));
    int count = mailbox.map(found -> found.view().count()).orElse(0);
    int oneIn = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      chosen.set(i, random.nextInt(oneIn) == 0);
    }
    return chosen;
  }

  private static UidSet set(BitSet chosen, View view) {
    UidSet.Builder set = new UidSet.Builder();
    chosen.stream().forEach(index -> set.add(view.uid(index)));
    return set.build();
  }

  private static String indices(UidSet uids, View view) {
    BitSet indices = new BitSet();
    for (int i = 0; i < view.count(); i++) {
      indices.set(i, uids.contains(view.uid(i)));
    }
    assertEquals(uids.count(), indices.cardinality(), "only what was there");
    return indices.toString();
  }

  private static String indices(List<Uid> uids, View view) {
    return uids.stream().map(uid -> view.indexOf(uid.value())).toList().toString();
  }

  private void compareAll() {
    assertEquals(model.names(), real.names());
    for (String name : model.names()) {
      Mailbox modelled = model.mailbox(name);
      View now = real.mailbox(name).view();
      assertEquals(state(model, modelled.view()), state(real, now), name);
      assertEquals(figures(model.info(name)), figures(real.info(name)), name);
      Known before = known.get(name);
      if (before != null && before.objectId.equals(modelled.objectId())) {
        compareViews(before.real, now);
      }
      if (before == null
          || !before.objectId.equals(modelled.objectId())
          || random.nextInt(4) == 0) {
        known.put(name, new Known(modelled.objectId(), modelled.view(), now));
      }
    }
  }

  private static List<String> state(Box box, View view) {
    List<String> state = new ArrayList<>();
    for (int i = 0; i < view.count(); i++) {
      assertEquals(i, view.indexOf(view.uid(i)));
      assertTrue(i == 0 || view.uid(i) > view.uid(i - 1), "UIDs ascend");
      assertTrue(view.modSeq(i) <= view.highestModSeq().value());
      List<String> flags =
          view.flagTable().flags(view.flagBits(i)).stream().map(Flag::name).toList();
      state.add(
          box.account().digest(view.message(i)).hex()
              + flags.stream().sorted().toList()
              + view.size(i)
              + " "
              + view.internalDate(i));
    }
    return state;
  }

  private static List<Object> figures(MailboxInfo info) {
    return List.of(
        info.use(),
        info.messages(),
        info.unseen(),
        info.deleted(),
        info.octets(),
        info.selectable());
  }

  /** {@link View#compare} against the obvious way to do it. */
  private static void compareViews(View older, View newer) {
    List<String> must = new ArrayList<>();
    List<String> may = new ArrayList<>();
    for (int i = 0; i < older.count(); i++) {
      if (newer.indexOf(older.uid(i)) < 0) {
        must.add("-" + i);
      }
    }
    for (int i = 0; i < newer.count(); i++) {
      int before = older.indexOf(newer.uid(i));
      if (before < 0) {
        must.add("+" + i);
      } else if (older.flagBits(before) != newer.flagBits(i)) {
        must.add("~" + i);
        assertTrue(newer.modSeq(i) > older.modSeq(before), "a change raises the modseq");
      } else if (older.modSeq(before) != newer.modSeq(i)) {
        may.add("~" + i); // changed, and changed back
      }
    }
    assertTrue(must.isEmpty() || newer.highestModSeq().compareTo(older.highestModSeq()) > 0);
    List<String> told = ViewContract.Told.of(older, newer);
    List<String> toldOfMust = told.stream().filter(one -> !may.contains(one)).toList();
    assertEquals(sorted(must), sorted(toldOfMust));
    assertEquals(
        told.stream().filter(one -> one.startsWith("-")).toList(),
        must.stream().filter(one -> one.startsWith("-")).toList());
    long removals = told.stream().takeWhile(one -> one.startsWith("-")).count();
    assertTrue(told.stream().skip(removals).noneMatch(one -> one.startsWith("-")));
  }

  private static List<String> sorted(List<String> all) {
    return all.stream().sorted().toList();
  }
}
