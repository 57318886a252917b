package portineria.store.sqlite;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portineria.store.Directory;
import portineria.store.Flag;
import portineria.store.Incoming;
import portineria.store.Intake;
import portineria.store.MailboxName;
import portineria.store.ModSeq;
import portineria.store.Recovery;
import portineria.store.Refusal;
import portineria.store.Source;
import portineria.store.UidSet;

/** A little of everything that can be done to a store, step by step. */
final class Script {
  private Script() {}

  /** One acknowledgement: done as a whole, or refused as a whole. */
  interface Step {
    void doTo(OpenBox box) throws Refusal, IOException;
  }

  static final List<Step> STEPS =
      List.of(
          box -> box.create("Work/2026"),
          box -> box.add(box.inbox(), "one"),
          box -> box.add(box.inbox(), "two", Flag.SEEN, new Flag("$Work")),
          Script::appendThree,
          box -> box.add(box.inbox(), "large ".repeat(2000)),
          box -> box.inbox().store(UidSet.range(1, 3), OpenBox.plus(Flag.FLAGGED), ModSeq.MAX),
          box -> box.inbox().copy(UidSet.range(2, 4), box.mailbox("Work/2026")),
          box -> box.inbox().move(UidSet.range(1, 1), box.mailbox("Archive")),
          box -> box.inbox().store(UidSet.range(3, 3), OpenBox.plus(Flag.DELETED), ModSeq.MAX),
          box -> box.inbox().expunge(UidSet.ALL),
          box -> box.add(box.mailbox("Work"), "one"),
          box -> box.anna().rename(new MailboxName("Work"), new MailboxName("Lavoro/Vecchio")),
          box -> box.anna().delete(new MailboxName("Archive")),
          box -> box.anna().rename(MailboxName.INBOX, new MailboxName("Saved")),
          box -> box.store().sources().add(source()),
          Script::fetch,
          box -> box.anna().hidden("phone").hide(List.of("a", "b")),
          box -> box.store().directory().setPassword("anna", "hash"),
          box -> box.store().directory().addDevice("anna", device()),
          box -> box.mailbox("Saved").remove(UidSet.ALL),
          box -> box.mailbox("Recoverable/Saved").copy(UidSet.range(1, 1), box.inbox()),
          box -> box.anna().delete(new MailboxName("Saved")),
          box -> box.anna().recovery().restore(savedAgain()),
          box -> box.anna().recovery().accept(TestSettings.CLOCK.instant()),
          box -> box.anna().allMail().show(true),
          box -> box.anna().allMail().step(),
          box -> box.add(box.inbox(), "among all mail"),
          box -> box.anna().allMail().show(false),
          box -> box.anna().allMail().step(),
          box -> box.add(box.inbox(), "the last one"));

  private static Recovery.Restoration savedAgain() {
    return new Recovery.Restoration(
        Optional.of(new MailboxName("Saved")),
        Optional.empty(),
        Optional.of(new MailboxName("Saved/Again")));
  }

  private static void appendThree(OpenBox box) throws Refusal, IOException {
    try (Incoming one = box.anna().incoming(0);
        Incoming two = box.anna().incoming(0);
        Incoming three = box.anna().incoming(0)) {
      box.inbox()
          .append(
              List.of(
                  OpenBox.delivery(one, "three"),
                  OpenBox.delivery(two, "one"),
                  OpenBox.delivery(three, "five ".repeat(700))));
    }
  }

  private static void fetch(OpenBox box) throws Refusal, IOException {
    try (Incoming one = box.anna().incoming(0);
        Incoming two = box.anna().incoming(0)) {
      box.store()
          .sources()
          .intake("provider")
          .deliver(
              box.inbox(),
              List.of(
                  new Intake.Fetched("uidl-1", OpenBox.delivery(one, "fetched"), OpenBox.DATE),
                  new Intake.Fetched("uidl-2", OpenBox.delivery(two, "two"), OpenBox.DATE)));
    }
  }

  static Source source() {
    return new Source(
        "provider",
        "anna",
        "pop.example.org",
        995,
        Source.Tls.IMPLICIT,
        "anna@example.org",
        "sealed",
        new Source.Keep.Days(14),
        Duration.ofSeconds(60),
        Optional.empty(),
        MailboxName.INBOX,
        Optional.empty(),
        Duration.ofDays(14),
        false);
  }

  private static Directory.Device device() {
    return new Directory.Device(
        "phone", "abcd", "hash", Instant.parse("2026-11-20T08:00:00Z"), Optional.empty());
  }

  /** Of steps that were all done. */
  static Set<String> keys() {
    return Set.of("uidl-1", "uidl-2");
  }
}
