package portineria.webui;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Who uses whose mailboxes, in a list. */
record FakeShares(
    List<String> acts, Visitor by, List<Share> shares, Supplier<List<String>> accounts)
    implements ShareBook {

  @Override
  public List<Share> of(String account) {
    return shares.stream().filter(one -> one.account().equals(account)).toList();
  }

  @Override
  public List<Share> with(String account) {
    return shares.stream().filter(one -> one.colleague().equals(account)).toList();
  }

  @Override
  public List<String> others(String account) {
    return accounts.get().stream().filter(name -> !name.equals(account)).toList();
  }

  @Override
  public void give(String account, Optional<String> mailbox, String colleague, Level level) {
    remove(account, mailbox, colleague);
    String seenAs = "Shared/" + account + mailbox.map(name -> "/" + name).orElse("");
    shares.add(new Share(account, mailbox, colleague, level, seenAs));
    acts.add(by + " shared " + account + " " + mailbox.orElse("*") + " " + colleague + " " + level);
  }

  @Override
  public void take(String account, Optional<String> mailbox, String colleague) {
    remove(account, mailbox, colleague);
    acts.add(by + " unshared " + account + " " + mailbox.orElse("*") + " " + colleague);
  }

  private void remove(String account, Optional<String> mailbox, String colleague) {
    shares.removeIf(
        one ->
            one.account().equals(account)
                && one.mailbox().equals(mailbox)
                && one.colleague().equals(colleague));
  }
}
