package portineria.vault.transfer;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portineria.message.Octets;
import portineria.store.Account;
import portineria.store.AllMail;
import portineria.store.Digest;
import portineria.store.Hidden;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.MailboxInfo;
import portineria.store.MailboxName;
import portineria.store.MessageId;
import portineria.store.Quota;
import portineria.store.Recovery;
import portineria.store.Refusal;
import portineria.store.SpecialUse;
import portineria.store.Summaries;
import portineria.store.View;

/** An account in which one mailbox can't be made. */
record RefusingAccount(Account account, MailboxName refused, Refusal.Reason reason)
    implements Account {
  @Override
  public Mailbox create(MailboxName name, Optional<SpecialUse> use) throws Refusal {
    if (name.equals(refused)) {
      throw new Refusal(reason, "not this one");
    }
    return account.create(name, use);
  }

  @Override
  public String name() {
    return account.name();
  }

  @Override
  public List<MailboxInfo> mailboxes() {
    return account.mailboxes();
  }

  @Override
  public Set<MailboxName> subscriptions() {
    return account.subscriptions();
  }

  @Override
  public Optional<Mailbox> mailbox(MailboxName name) {
    return account.mailbox(name);
  }

  @Override
  public void delete(MailboxName name) throws Refusal {
    account.delete(name);
  }

  @Override
  public void rename(MailboxName from, MailboxName to) throws Refusal {
    account.rename(from, to);
  }

  @Override
  public void subscribe(MailboxName name, boolean wanted) throws Refusal {
    account.subscribe(name, wanted);
  }

  @Override
  public Quota quota() {
    return account.quota();
  }

  @Override
  public void limit(Quota.Limits limits) throws Refusal {
    account.limit(limits);
  }

  @Override
  public Incoming incoming(long octetsExpected) throws Refusal {
    return account.incoming(octetsExpected);
  }

  @Override
  public Octets octets(MessageId message) {
    return account.octets(message);
  }

  @Override
  public Digest digest(MessageId message) {
    return account.digest(message);
  }

  @Override
  public Set<Digest> erased(Collection<Digest> digests) {
    return account.erased(digests);
  }

  @Override
  public Set<Digest> damaged(Collection<Digest> digests) {
    return account.damaged(digests);
  }

  @Override
  public boolean heal(Incoming.Received message) throws Refusal {
    return account.heal(message);
  }

  @Override
  public Summaries summaries() {
    return account.summaries();
  }

  @Override
  public Recovery recovery() {
    return account.recovery();
  }

  @Override
  public AllMail allMail() {
    return account.allMail();
  }

  @Override
  public Hidden hidden(String device) {
    return account.hidden(device);
  }

  @Override
  public List<String> uniqueIds(View view) {
    return account.uniqueIds(view);
  }
}
