package portineria.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import portineria.store.FakeView.Entry;

/** A mailbox in memory; its lock is the store's. */
final class FakeMailbox implements Mailbox {
  private final FakeAccount account;
  private final FakeStore store;
  private final MailboxKind kind;
  private final Optional<SpecialUse> use;
  private final UidValidity uidValidity;
  private final String objectId;
  private final Map<Object, Listener> listeners = new LinkedHashMap<>();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<MessageId, Integer> copiesEver = new HashMap<>();

  /** In a recoverable mailbox: the removed entries that are shown, by UID. */
  private final Map<Long, Origin> origins = new HashMap<>();

  /** At which modseq which UID was removed. */
  private final Map<Long, Long> vanished = new HashMap<>();

  /** What was removed from here, the moved ones too. */
  final List<Gone> gone = new ArrayList<>();

  final List<FormerName> formerNames = new ArrayList<>();
  final long created;
  OptionalLong deletedAt = OptionalLong.empty();
  Actor deletedBy = new Actor("", "");

  private MailboxName name;
  private FlagTable flagTable = FlagTable.EMPTY;
  private long uidNext = 1;
  private long recentFrom = 1;
  private long highestModSeq;
  private boolean deleted;
  private Optional<FakeView> view = Optional.empty();

  /** An entry that was removed, and the flags that it had last. */
  record Gone(Entry entry, List<Flag> flags, long when, boolean moved) {}

  /** The entry {@code uid} of {@code mailbox}, and the flags that it had last. */
  record Origin(FakeMailbox mailbox, long uid, List<Flag> flags) {}

  /** What it was called, and until when. */
  record FormerName(MailboxName name, long until) {}

  FakeMailbox(FakeAccount account, MailboxName name, MailboxKind kind, Optional<SpecialUse> use) {
    this.account = account;
    this.store = account.store;
    this.name = name;
    this.kind = kind;
    this.use = use;
    this.uidValidity = new UidValidity(store.nextNumber());
    this.objectId = "F" + store.nextNumber();
    this.highestModSeq = store.nextNumber();
    this.created = store.now();
  }

  FakeAccount account() {
    return account;
  }

  @Override
  public MailboxName name() {
    synchronized (store.lock) {
      return name;
    }
  }

  @Override
  public MailboxKind kind() {
    return kind;
  }

  @Override
  public UidValidity uidValidity() {
    return uidValidity;
  }

  @Override
  public String objectId() {
    return objectId;
  }

  @Override
  public FakeView view() {
    synchronized (store.lock) {
      FakeView now =
          view.orElseGet(
              () ->
                  new FakeView(
                      uidValidity,
                      entries,
                      new Uid(uidNext),
                      new ModSeq(highestModSeq),
                      flagTable));
      view = Optional.of(now);
      return now;
    }
  }

  MailboxInfo info() {
    FakeView now = view();
    return new MailboxInfo(
        name,
        kind,
        use,
        true,
        uidValidity,
        now.uidNext(),
        now.highestModSeq(),
        now.count(),
        now.count() - now.countWith(Flag.SEEN),
        now.countWith(Flag.DELETED),
        now.octets(),
        objectId);
  }

  @Override
  public boolean isDeleted() {
    synchronized (store.lock) {
      return deleted;
    }
  }

  @Override
  public List<Copies> copies(List<Digest> digests) {
    synchronized (store.lock) {
      return digests.stream().map(this::copies).toList();
    }
  }

  private Copies copies(Digest digest) {
    Optional<MessageId> id = account.id(digest);
    if (id.isEmpty()) {
      return new Copies(0, 0);
    }
    long now = entries.stream().filter(entry -> entry.message().equals(id.get())).count();
    return new Copies((int) now, copiesEver.getOrDefault(id.get(), 0));
  }

  @Override
  public List<Uid> append(List<Delivery> deliveries) throws Refusal {
    return change(
        () -> {
          account.mustHaveRoom(
              deliveries.size(),
              deliveries.stream().mapToLong(one -> one.message().octets().size()).sum());
          FlagTable flags = flagTable;
          for (Delivery delivery : deliveries) {
            if (account.hasErased(delivery.message().digest())) {
              throw new Refusal(Refusal.Reason.ERASED, "this message was erased");
            }
            flags = with(flags, delivery.flags());
          }
          flagTable = flags;
          List<Uid> uids = new ArrayList<>();
          for (Delivery delivery : deliveries) {
            uids.add(
                add(
                    account.keep(delivery.message(), delivery.internalDate()),
                    delivery.message().octets().size(),
                    flagTable.mask(delivery.flags()),
                    delivery.internalDate().getEpochSecond()));
            account.allMail.came(entries.getLast());
          }
          changed(!deliveries.isEmpty());
          return uids;
        });
  }

  /** The last step of everything that brings a message in; {@link #changed} comes after it. */
  private Uid add(MessageId message, long size, long bits, long internalDate) {
    int copy = copiesEver.merge(message, 1, Integer::sum);
    String uniqueId = account.digest(message).hex() + (copy == 1 ? "" : "." + copy);
    long uid = uidNext++;
    highestModSeq = store.nextNumber();
    entries.add(
        new Entry(uid, message, size, bits, highestModSeq, internalDate, store.now(), uniqueId));
    return new Uid(uid);
  }

  @Override
  public Flagged store(UidSet among, FlagChange change, ModSeq unchangedSince) throws Refusal {
    return change(
        () -> {
          boolean names = change.kind() != FlagChange.Kind.REMOVE;
          boolean any = entries.stream().anyMatch(entry -> among.contains(entry.uid()));
          flagTable = names && any ? with(flagTable, change.flags()) : flagTable;
          UidSet.Builder changed = new UidSet.Builder();
          UidSet.Builder conflicted = new UidSet.Builder();
          long modSeq = store.nextNumber();
          for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (!among.contains(entry.uid())) {
              continue;
            }
            long bits = change.applied(entry.flagBits(), flagTable);
            if (entry.modSeq() > unchangedSince.value()) {
              conflicted.add(entry.uid());
            } else if (bits != entry.flagBits()) {
              entries.set(i, entry.flagged(bits, modSeq));
              changed.add(entry.uid());
              highestModSeq = modSeq;
            }
          }
          changed(highestModSeq == modSeq);
          return new Flagged(new ModSeq(highestModSeq), changed.build(), conflicted.build());
        });
  }

  private static FlagTable with(FlagTable table, Iterable<Flag> flags) throws Refusal {
    List<Flag> keywords = joined(table, flags);
    if (keywords.size() > FlagTable.KEYWORDS_MAX) {
      throw new Refusal(Refusal.Reason.LIMIT, "this mailbox has too many keywords");
    }
    return new FlagTable(keywords);
  }

  private static FlagTable withSome(FlagTable table, Iterable<Flag> flags) {
    return new FlagTable(joined(table, flags).stream().limit(FlagTable.KEYWORDS_MAX).toList());
  }

  private static List<Flag> joined(FlagTable table, Iterable<Flag> flags) {
    List<Flag> keywords = new ArrayList<>(table.keywords());
    for (Flag flag : flags) {
      if (!Flag.SYSTEM.contains(flag) && !keywords.contains(flag)) {
        keywords.add(flag);
      }
    }
    return keywords;
  }

  @Override
  public Copied copy(UidSet among, Mailbox target) throws Refusal {
    return look(
        () -> {
          if (kind != MailboxKind.RECOVERABLE) {
            List<Entry> chosen =
                entries.stream().filter(entry -> among.contains(entry.uid())).toList();
            account.mustHaveRoom(chosen.size(), chosen.stream().mapToLong(Entry::size).sum());
          }
          Copied copied = copyTo((FakeMailbox) target, among);
          if (kind == MailboxKind.RECOVERABLE) {
            removeWhere(entry -> copied.source().contains(new Uid(entry.uid())), true);
          }
          return copied;
        });
  }

  @Override
  public Copied move(UidSet among, Mailbox target) throws Refusal {
    if (kind == MailboxKind.RECOVERABLE) {
      return copy(among, target);
    }
    return change(
        () -> {
          Copied copied = copyTo((FakeMailbox) target, among);
          removeWhere(entry -> copied.source().contains(new Uid(entry.uid())), true);
          return copied;
        });
  }

  private Copied copyTo(FakeMailbox target, UidSet among) throws Refusal {
    target.mustBeChangeable();
    List<Entry> chosen = entries.stream().filter(entry -> among.contains(entry.uid())).toList();
    FlagTable flags = target.flagTable;
    for (Entry entry : chosen) {
      boolean asManyAsFit = kind == MailboxKind.RECOVERABLE;
      List<Flag> more = flagsToCopy(entry);
      flags = asManyAsFit ? withSome(flags, more) : with(flags, more);
    }
    target.flagTable = flags;
    List<Uid> source = new ArrayList<>();
    List<Uid> copies = new ArrayList<>();
    for (Entry entry : chosen) {
      long bits = target.flagTable.mask(flagsToCopy(entry));
      source.add(new Uid(entry.uid()));
      copies.add(target.add(entry.message(), entry.size(), bits, entry.internalDate()));
    }
    target.changed(!chosen.isEmpty());
    return new Copied(target.uidValidity, source, copies);
  }

  /** Without {@code \Deleted} where it comes back. */
  private List<Flag> flagsToCopy(Entry entry) {
    return kind == MailboxKind.RECOVERABLE
        ? origins.get(entry.uid()).flags.stream()
            .filter(flag -> !flag.equals(Flag.DELETED))
            .toList()
        : flagTable.flags(entry.flagBits());
  }

  /** Shows what was removed from {@code origin}, which may be deleted right afterwards. */
  private void show(Entry lost, FakeMailbox origin) {
    Uid uid = add(lost.message(), lost.size(), flagTable.mask(Flag.SEEN), lost.internalDate());
    origins.put(
        uid.value(), new Origin(origin, lost.uid(), origin.flagTable.flags(lost.flagBits())));
    changed(true);
  }

  @Override
  public UidSet vanishedSince(ModSeq since) {
    synchronized (store.lock) {
      UidSet.Builder uids = new UidSet.Builder();
      vanished.forEach(
          (uid, modSeq) -> {
            if (modSeq > since.value()) {
              uids.add(uid);
            }
          });
      return uids.build();
    }
  }

  @Override
  public UidSet expunge(UidSet among) throws Refusal {
    long deletedBit = flagTable.mask(Flag.DELETED);
    return change(
        () ->
            lose(
                entry -> among.contains(entry.uid()) && (entry.flagBits() & deletedBit) != 0,
                false));
  }

  @Override
  public UidSet remove(UidSet among) throws Refusal {
    return change(() -> lose(entry -> among.contains(entry.uid()), false));
  }

  private UidSet lose(Predicate<Entry> chosen, boolean withMailbox) {
    List<Entry> lost = entries.stream().filter(chosen).toList();
    if (!lost.isEmpty()) {
      FakeMailbox shown = account.recoverable(name);
      long first = shown.uidNext;
      lost.forEach(entry -> shown.show(entry, this));
      account.recovery.note(this, withMailbox, shown, UidSet.range(first, shown.uidNext - 1));
    }
    return removeWhere(chosen, false);
  }

  /** Of a recoverable mailbox: the entry that shows that one, where it does. */
  Optional<Uid> showing(FakeMailbox mailbox, long uid) {
    return entries.stream()
        .filter(
            entry -> {
              Origin origin = origins.get(entry.uid());
              return origin != null && origin.mailbox == mailbox && origin.uid == uid;
            })
        .map(entry -> new Uid(entry.uid()))
        .findFirst();
  }

  List<Entry> entries() {
    return entries;
  }

  List<Flag> flags(Entry entry) {
    return flagTable.flags(entry.flagBits());
  }

  /** Adds what was brought back. */
  void bringBack(Entry entry, List<Flag> flags) {
    List<Flag> wanted = flags.stream().filter(flag -> !flag.equals(Flag.DELETED)).toList();
    flagTable = withSome(flagTable, wanted);
    add(entry.message(), entry.size(), flagTable.mask(wanted), entry.internalDate());
    changed(true);
  }

  /** What was shown here is live again. */
  void hadBack(Uid uid) {
    removeWhere(entry -> entry.uid() == uid.value(), true);
  }

  private UidSet removeWhere(Predicate<Entry> chosen, boolean moved) {
    UidSet.Builder removed = new UidSet.Builder();
    for (Entry entry : entries) {
      if (chosen.test(entry)) {
        removed.add(entry.uid());
        gone.add(new Gone(entry, flags(entry), store.now(), moved));
      }
    }
    if (entries.removeIf(chosen)) {
      highestModSeq = store.nextNumber();
      removed.build().forEach(uid -> vanished.put(uid, highestModSeq));
      changed(true);
    }
    return removed.build();
  }

  void erase(MessageId message) {
    removeWhere(entry -> entry.message().equals(message), true);
    gone.removeIf(one -> one.entry().message().equals(message));
  }

  private Remains.Place place(Entry entry, Optional<Long> removed, boolean moved) {
    return new Remains.Place(
        name,
        use,
        Instant.ofEpochSecond(entry.saveDate()),
        removed.map(Instant::ofEpochSecond),
        moved);
  }

  /** Where a message is or was here. */
  List<Remains.Place> places(MessageId message) {
    List<Remains.Place> places = new ArrayList<>();
    if (kind == MailboxKind.ORDINARY) {
      gone.stream()
          .filter(one -> one.entry().message().equals(message))
          .map(one -> place(one.entry(), Optional.of(one.when()), one.moved()))
          .forEach(places::add);
      entries.stream()
          .filter(entry -> entry.message().equals(message))
          .map(entry -> place(entry, Optional.empty(), false))
          .forEach(places::add);
    }
    return places;
  }

  @Override
  public Uid claimRecent() {
    synchronized (store.lock) {
      Uid first = peekRecent();
      recentFrom = uidNext;
      return first;
    }
  }

  @Override
  public Uid peekRecent() {
    synchronized (store.lock) {
      return new Uid(recentFrom);
    }
  }

  @Override
  public Subscription subscribe(Listener listener) {
    Object key = new Object(); // who subscribes twice can end one of the two
    synchronized (store.lock) {
      listeners.put(key, listener);
    }
    return () -> {
      synchronized (store.lock) {
        listeners.remove(key);
      }
    };
  }

  /** Every message goes to {@code target}: how INBOX is renamed. */
  void moveAll(FakeMailbox target) throws Refusal {
    copyTo(target, UidSet.ALL);
    removeWhere(entry -> true, true);
  }

  void rename(MailboxName to) {
    formerNames.add(new FormerName(name, store.now()));
    name = to;
    changed(true);
  }

  /** Shows a message of the account. */
  void show(Entry message) {
    add(message.message(), message.size(), flagTable.mask(Flag.SEEN), message.internalDate());
    changed(true);
  }

  /** The account shows it no more. */
  void dismiss() {
    removeWhere(entry -> true, true);
    deleted = true;
    changed(true);
  }

  void delete() {
    lose(entry -> true, true);
    deletedAt = OptionalLong.of(store.now());
    deletedBy = account.actor;
    deleted = true;
    changed(true);
  }

  private <T> T change(FakeStore.Step<T> step) throws Refusal {
    return store.change(
        () -> {
          mustBeChangeable();
          return step.run();
        });
  }

  /** The same for what is possible out of any mailbox. */
  private <T> T look(FakeStore.Step<T> step) throws Refusal {
    return store.change(
        () -> {
          mustLive();
          return step.run();
        });
  }

  void mustBeChangeable() throws Refusal {
    mustLive();
    if (!kind.isChangeable()) {
      throw new Refusal(Refusal.Reason.CANNOT, name + " can't be changed");
    }
  }

  private void mustLive() throws Refusal {
    if (deleted) {
      throw new Refusal(Refusal.Reason.NONEXISTENT, "the mailbox " + name + " was deleted");
    }
  }

  private void changed(boolean really) {
    view = Optional.empty();
    if (really) {
      List.copyOf(listeners.values()).forEach(listener -> listener.changed(this));
    }
    store.arrivals.tell();
  }
}
