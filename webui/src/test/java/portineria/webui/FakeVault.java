package portineria.webui;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portineria.webui.Refused.Why;

/** What was deleted, in memory; whoever asks sees what is theirs. */
final class FakeVault {
  private final List<String> acts;
  final List<VaultBook.Removal> removals = new ArrayList<>();

  FakeVault(List<String> acts) {
    this.acts = acts;
  }

  /** Maria's phone deletes a mailbox, the reception a message, carlo one of his own. */
  FakeVault filled() {
    removals.add(
        removal("1.a", "maria", "telefono", 3, true, part("Clienti/Rossi & Figli <srl>", 412)));
    removals.add(removal("2.b", "maria", "reception PC", 30, false, part("INBOX", 1)));
    removals.add(removal("3.c", "carlo", "", 50, false, part("Sent", 5)));
    return this;
  }

  static VaultBook.Part part(String mailbox, long messages) {
    return new VaultBook.Part(mailbox, messages, messages > 100);
  }

  static VaultBook.Removal removal(
      String id,
      String account,
      String device,
      int hoursAgo,
      boolean isMass,
      VaultBook.Part... parts) {
    long left = List.of(parts).stream().mapToLong(VaultBook.Part::messages).sum();
    Instant begun = FakeAppliance.NOW.minus(Duration.ofHours(hoursAgo));
    return new VaultBook.Removal(
        id, account, VaultBook.Way.IMAP, device, begun, List.of(parts), left, left > 100, isMass);
  }

  VaultBook by(Visitor visitor) {
    return new Book(visitor);
  }

  private final class Book implements VaultBook {
    private final Visitor by;

    Book(Visitor by) {
      this.by = by;
    }

    @Override
    public List<String> accounts() {
      return by.account().map(List::of).orElse(List.of("carlo", "maria"));
    }

    @Override
    public List<Removal> removals(Optional<String> account, Instant since) throws Refused {
      if (account.isPresent() && !accounts().contains(account.get())) {
        throw new Refused(Why.ACCOUNT_UNKNOWN, account.get());
      }
      return removals.stream()
          .filter(one -> accounts().contains(one.account()) && !one.begun().isBefore(since))
          .filter(one -> account.isEmpty() || one.account().equals(account.get()))
          .toList();
    }

    private Removal one(String account, String id) throws Refused {
      return removals(Optional.of(account), Instant.EPOCH).stream()
          .filter(one -> one.id().equals(id))
          .findFirst()
          .orElseThrow(() -> new Refused(Why.REMOVAL_UNKNOWN));
    }

    @Override
    public long putBack(String account, String removal, Progress progress) throws Refused {
      long left = one(account, removal).left();
      acts.add(by + " put-back " + account + " " + removal);
      return left;
    }

    @Override
    public void accept(String account, String removal) throws Refused {
      one(account, removal);
      acts.add(by + " accepted " + account + " " + removal);
    }
  }
}
