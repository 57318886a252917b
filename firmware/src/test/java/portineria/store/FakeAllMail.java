package portineria.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All mail of an account in memory; its lock is the store's. */
final class FakeAllMail implements AllMail {
  private final FakeAccount account;

  /** Each message with the entry with which it came first. */
  private final Map<MessageId, FakeView.Entry> first = new LinkedHashMap<>();

  private final List<FakeView.Entry> waiting = new ArrayList<>();
  private boolean shown;

  FakeAllMail(FakeAccount account) {
    this.account = account;
  }

  /** With the lock: a message came, perhaps not for the first time. */
  void came(FakeView.Entry entry) {
    if (first.putIfAbsent(entry.message(), entry) == null && shown) {
      add(entry);
    }
  }

  private void add(FakeView.Entry entry) {
    int year = Instant.ofEpochSecond(entry.internalDate()).atOffset(ZoneOffset.UTC).getYear();
    MailboxName name = new MailboxName(account.root(MailboxKind.ALL_MAIL) + "/" + year);
    account.kept(name, MailboxKind.ALL_MAIL).show(entry);
  }

  @Override
  public boolean isShown() {
    synchronized (account.store.lock) {
      return shown;
    }
  }

  @Override
  public void show(boolean wanted) throws Refusal {
    account.store.change(
        () -> {
          if (wanted && !shown) {
            account.kept(account.root(MailboxKind.ALL_MAIL), MailboxKind.ALL_MAIL);
            waiting.addAll(first.values());
          } else if (!wanted && shown) {
            waiting.clear();
            account.there().values().stream()
                .filter(mailbox -> mailbox.kind() == MailboxKind.ALL_MAIL)
                .map(FakeMailbox::name)
                .toList()
                .forEach(account::dismiss);
          }
          shown = wanted;
          return wanted;
        });
  }

  @Override
  public boolean step() throws Refusal {
    return account.store.change(
        () -> {
          boolean more = !waiting.isEmpty();
          waiting.forEach(this::add);
          waiting.clear();
          return more;
        });
  }
}
