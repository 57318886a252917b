package portineria.admin.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.Flag;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.Mailbox.FlagChange;
import portineria.store.MailboxName;
import portineria.store.ModSeq;
import portineria.store.Refusal;
import portineria.store.Store;
import portineria.store.Uid;
import portineria.store.UidSet;

/** Mail of one account, as it comes in and is removed by a program on a device. */
record Post(Account account) {
  static final Instant DATE = Instant.parse("2026-11-20T08:00:00Z");

  static Post of(Store store, String account, String device) {
    return new Post(store.account(account, new Actor(device, "imap")).orElseThrow());
  }

  Mailbox mailbox(String name) throws Refusal {
    MailboxName wanted = new MailboxName(name);
    Optional<Mailbox> there = account.mailbox(wanted);
    return there.isPresent() ? there.get() : account.create(wanted, Optional.empty());
  }

  /** A message as it came; gives the SHA-256 by which pages name it. */
  String deliver(String mailbox, String message) throws Refusal, IOException {
    byte[] octets = message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    try (Incoming incoming = account.incoming(octets.length)) {
      incoming.write(octets, 0, octets.length);
      Incoming.Received received = incoming.finish();
      mailbox(mailbox).append(List.of(new Mailbox.Delivery(received, Set.of(Flag.SEEN), DATE)));
      return received.digest().hex();
    }
  }

  /** Some that are all different. */
  void deliver(String mailbox, int count) throws Refusal, IOException {
    for (int i = 0; i < count; i++) {
      deliver(mailbox, "Subject: " + mailbox + " " + i + "\n\nHello\n");
    }
  }

  /** As a program does it: marks them and expunges. */
  void remove(String mailbox, UidSet uids) throws Refusal {
    Mailbox from = mailbox(mailbox);
    from.store(uids, new FlagChange(FlagChange.Kind.ADD, Set.of(Flag.DELETED)), ModSeq.MAX);
    from.expunge(uids);
  }

  void removeAll(String mailbox) throws Refusal {
    remove(mailbox, UidSet.ALL);
  }

  UidSet uids(long... uids) {
    UidSet.Builder some = new UidSet.Builder();
    for (long uid : uids) {
      some.add(new Uid(uid).value());
    }
    return some.build();
  }

  int count(String mailbox) {
    return account.mailbox(new MailboxName(mailbox)).map(one -> one.view().count()).orElse(-1);
  }
}
