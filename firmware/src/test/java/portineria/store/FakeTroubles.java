package portineria.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is wrong and who was told, in memory; its lock is the store's. */
final class FakeTroubles implements Troubles {
  private final FakeStore store;
  private List<Trouble> all = List.of();
  private final List<Notice> notices = new ArrayList<>();
  private long lastId;

  FakeTroubles(FakeStore store) {
    this.store = store;
  }

  @Override
  public List<Trouble> all() {
    synchronized (store.lock) {
      return all;
    }
  }

  @Override
  public void put(List<Trouble> now, List<Draft> drafts) throws Refusal {
    store.change(
        () -> {
          all =
              now.stream()
                  .sorted(Comparator.comparing(Trouble::since).thenComparing(Trouble::cause))
                  .toList();
          for (Draft draft : drafts) {
            if (!isWritten(draft.recipient(), draft.topic())) {
              notices.add(
                  new Notice(
                      ++lastId, draft, 0, Optional.empty(), Optional.empty(), Optional.empty()));
            }
          }
          return all;
        });
  }

  @Override
  public List<Notice> waiting() {
    synchronized (store.lock) {
      return notices.stream().filter(one -> one.sent().isEmpty()).toList();
    }
  }

  @Override
  public List<Notice> last(int most) {
    synchronized (store.lock) {
      return notices.reversed().stream().limit(most).toList();
    }
  }

  @Override
  public boolean isWritten(String recipient, String topic) {
    synchronized (store.lock) {
      return notices.stream()
          .map(Notice::draft)
          .anyMatch(one -> one.recipient().equals(recipient) && one.topic().equals(topic));
    }
  }

  @Override
  public void sent(long notice, Instant when) throws Refusal {
    Instant before = when.minus(Duration.ofDays(DAYS_KEPT));
    store.change(
        () ->
            notices.removeIf(
                one ->
                    one.id() < lastId && one.sent().filter(at -> at.isBefore(before)).isPresent()));
    change(
        notice,
        one ->
            new Notice(
                one.id(),
                one.draft(),
                one.tries(),
                one.tried(),
                Optional.empty(),
                Optional.of(when)));
  }

  @Override
  public void tried(long notice, Instant when, String problem) throws Refusal {
    change(
        notice,
        one ->
            new Notice(
                one.id(),
                one.draft(),
                one.tries() + 1,
                Optional.of(when),
                Optional.of(problem),
                one.sent()));
  }

  @Override
  public void drop(long notice) throws Refusal {
    change(
        notice,
        one ->
            new Notice(
                one.id(), one.draft(), one.tries(), one.tried(), one.problem(), one.tried()));
  }

  private void change(long notice, UnaryOperator<Notice> how) throws Refusal {
    store.change(
        () -> {
          notices.replaceAll(one -> one.id() == notice ? how.apply(one) : one);
          return notice;
        });
  }
}
