package portineria.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** The audit chain in memory; its lock is the store's. */
final class FakeAudit implements Audit {
  private final FakeStore store;
  private final List<Entry> entries = new ArrayList<>();

  FakeAudit(FakeStore store) {
    this.store = store;
  }

  /** With the lock. */
  void append(Act act) {
    Map<Act.Part, Digest> commitments = new EnumMap<>(Act.Part.class);
    List<Name> names = new ArrayList<>();
    act.names()
        .forEach(
            (part, text) -> {
              byte[] salt = new byte[32];
              RandomGenerator.getDefault().nextBytes(salt);
              Digest commitment = AuditText.commitment(salt, text.getBytes(StandardCharsets.UTF_8));
              commitments.put(part, commitment);
              names.add(new Name(part.word(), commitment, text));
            });
    AuditText.Head head =
        entries.isEmpty()
            ? AuditText.Head.NONE
            : new AuditText.Head(entries.size(), AuditText.hash(entries.getLast().text()));
    String text = AuditText.after(head, store.clock.instant(), act, commitments).text();
    entries.add(new Entry(entries.size() + 1L, text, AuditText.hash(text).hex(), names));
  }

  @Override
  public void record(Act act) throws Refusal {
    store.change(
        () -> {
          append(act);
          return act;
        });
  }

  @Override
  public List<Entry> entries(long after, int count) {
    synchronized (store.lock) {
      return entries.stream().filter(entry -> entry.number() > after).limit(count).toList();
    }
  }

  @Override
  public long written() {
    synchronized (store.lock) {
      return entries.size();
    }
  }

  @Override
  public OptionalLong firstNamed() {
    synchronized (store.lock) {
      return entries.stream()
          .filter(entry -> !entry.names().isEmpty())
          .mapToLong(Entry::number)
          .findFirst();
    }
  }

  @Override
  public void forgetNames(long upTo, Actor by) throws Refusal {
    store.change(
        () -> {
          entries.replaceAll(
              entry ->
                  entry.number() > upTo
                      ? entry
                      : new Entry(entry.number(), entry.text(), entry.hash(), List.of()));
          append(Act.of(Act.Kind.NAMES_FORGOTTEN, by).with(Act.Figure.UP_TO, upTo));
          return upTo;
        });
  }
}
