package portineria.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import portineria.message.Octets;

/** An account in memory; its lock is the store's. */
final class FakeAccount implements Account {
  final FakeStore store;
  final FakeRecovery recovery = new FakeRecovery(this);
  final FakeAllMail allMail = new FakeAllMail(this);

  /** All mailboxes that there ever were, the first one first. */
  final List<FakeMailbox> ever = new ArrayList<>();

  /** In whose hands it is: whoever asked for it last. */
  Actor actor = new Actor("", "");

  private String name;
  private Quota.Limits limits = Quota.Limits.NONE;
  private final NavigableMap<MailboxName, FakeMailbox> mailboxes = new TreeMap<>();
  private final Set<MailboxName> subscriptions = new TreeSet<>();
  private final List<FakeMailbox> deleted = new ArrayList<>();
  private final Map<Digest, MessageId> ids = new HashMap<>();
  private final Map<MessageId, Instant> received = new HashMap<>();
  private final Map<MessageId, Instant> internalDates = new HashMap<>();
  private final Map<MessageId, FakeIncoming.Whole> messages = new HashMap<>();
  private final Map<MessageId, ByteBuffer> summaries = new HashMap<>();
  private final Map<String, Set<String>> hidden = new HashMap<>();
  private final Set<Digest> erased = new HashSet<>();
  private final Set<MessageId> erasedIds = new HashSet<>();
  private final Set<Digest> damaged = new HashSet<>();

  FakeAccount(FakeStore store, String name) {
    this.store = store;
    this.name = name;
    add(MailboxName.INBOX, MailboxKind.ORDINARY, Optional.empty());
    first("Drafts", SpecialUse.DRAFTS);
    first("Sent", SpecialUse.SENT);
    first("Junk", SpecialUse.JUNK);
    first("Trash", SpecialUse.TRASH);
    first("Archive", SpecialUse.ARCHIVE);
    subscriptions.addAll(mailboxes.keySet());
  }

  private void first(String mailbox, SpecialUse use) {
    add(new MailboxName(mailbox), MailboxKind.ORDINARY, Optional.of(use));
  }

  private FakeMailbox add(MailboxName mailbox, MailboxKind kind, Optional<SpecialUse> use) {
    FakeMailbox made = new FakeMailbox(this, mailbox, kind, use);
    mailboxes.put(mailbox, made);
    ever.add(made);
    return made;
  }

  @Override
  public String name() {
    return name;
  }

  void name(String fresh) {
    name = fresh;
  }

  @Override
  public List<MailboxInfo> mailboxes() {
    synchronized (store.lock) {
      return mailboxes.values().stream().map(FakeMailbox::info).toList();
    }
  }

  @Override
  public Set<MailboxName> subscriptions() {
    synchronized (store.lock) {
      return Set.copyOf(subscriptions);
    }
  }

  @Override
  public Optional<Mailbox> mailbox(MailboxName mailbox) {
    synchronized (store.lock) {
      return Optional.ofNullable(mailboxes.get(mailbox));
    }
  }

  @Override
  public Mailbox create(MailboxName mailbox, Optional<SpecialUse> use) throws Refusal {
    return store.change(
        () -> {
          mustBeFree(mailbox);
          addParents(mailbox, MailboxKind.ORDINARY);
          return add(mailbox, MailboxKind.ORDINARY, use);
        });
  }

  private void addParents(MailboxName mailbox, MailboxKind kind) {
    for (Optional<MailboxName> above = mailbox.parent();
        above.isPresent() && !mailboxes.containsKey(above.get());
        above = above.get().parent()) {
      add(above.get(), kind, Optional.empty());
    }
  }

  /** Where is shown what is removed from {@code mailbox}: under its name, if that fits. */
  FakeMailbox recoverable(MailboxName mailbox) {
    MailboxName shown = root(MailboxKind.RECOVERABLE);
    for (Optional<MailboxName> name = Optional.of(mailbox);
        name.isPresent() && shown.isTop();
        name = name.get().parent()) {
      try {
        shown = new MailboxName(shown + "/" + name.get());
      } catch (IllegalArgumentException tooLongOrTooDeep) {
        // The one above it may fit.
      }
    }
    return kept(shown, MailboxKind.RECOVERABLE);
  }

  /** Whoever unsubscribed from what is above it does not see it either. */
  private void reveal(MailboxName made) {
    if (made.parent().map(subscriptions::contains).orElse(true)) {
      subscriptions.add(made);
    }
  }

  MailboxName root(MailboxKind kind) {
    return mailboxes.values().stream()
        .filter(one -> one.kind() == kind && one.name().isTop())
        .map(FakeMailbox::name)
        .findFirst()
        .orElseGet(() -> newRoot(kind));
  }

  private MailboxName newRoot(MailboxKind kind) {
    Optional<String> code = store.setting(BoxLanguage.SETTING);
    MailboxName wanted = BoxLanguage.of(code).root(kind).orElseThrow();
    MailboxName free = wanted;
    for (int number = 2; mailboxes.containsKey(free); number++) {
      free = new MailboxName(wanted + " " + number);
    }
    return free;
  }

  private boolean isKept(MailboxName name) {
    FakeMailbox there = mailboxes.get(name.top());
    return there == null
        ? Stream.of(MailboxKind.RECOVERABLE, MailboxKind.ALL_MAIL)
            .map(this::root)
            .anyMatch(name.top()::equals)
        : !there.kind().isChangeable();
  }

  @Override
  public void delete(MailboxName mailbox) throws Refusal {
    store.change(
        () -> {
          FakeMailbox gone = mustExist(mailbox);
          gone.mustBeChangeable();
          if (mailbox.isInbox()) {
            throw new Refusal(Refusal.Reason.CANNOT, "INBOX stays");
          }
          if (mailboxes.keySet().stream().anyMatch(other -> other.isUnder(mailbox))) {
            throw new Refusal(Refusal.Reason.IN_USE, "there are mailboxes under " + mailbox);
          }
          mailboxes.remove(mailbox);
          deleted.add(gone);
          gone.delete();
          return gone;
        });
  }

  @Override
  public void rename(MailboxName from, MailboxName to) throws Refusal {
    store.change(
        () -> {
          FakeMailbox renamed = mustExist(from);
          renamed.mustBeChangeable();
          mustBeFree(to);
          if (from.isInbox()) {
            addParents(to, MailboxKind.ORDINARY);
            renamed.moveAll(add(to, MailboxKind.ORDINARY, Optional.empty()));
            return renamed;
          }
          if (to.isUnder(from)) {
            throw new Refusal(Refusal.Reason.CANNOT, to + " is under " + from);
          }
          List<FakeMailbox> tree =
              mailboxes.values().stream()
                  .filter(one -> one.name().equals(from) || one.name().isUnder(from))
                  .toList();
          List<MailboxName> names = new ArrayList<>();
          for (FakeMailbox one : tree) {
            names.add(renamed(one.name(), from, to));
          }
          tree.forEach(one -> mailboxes.remove(one.name()));
          addParents(to, MailboxKind.ORDINARY);
          for (int i = 0; i < tree.size(); i++) {
            mailboxes.put(names.get(i), tree.get(i));
            tree.get(i).rename(names.get(i));
          }
          return renamed;
        });
  }

  private static MailboxName renamed(MailboxName name, MailboxName from, MailboxName to)
      throws Refusal {
    try {
      return new MailboxName(to.value() + name.value().substring(from.value().length()));
    } catch (IllegalArgumentException e) {
      throw new Refusal(Refusal.Reason.CANNOT, e.getMessage(), e);
    }
  }

  private FakeMailbox mustExist(MailboxName mailbox) throws Refusal {
    FakeMailbox found = mailboxes.get(mailbox);
    if (found == null) {
      throw new Refusal(Refusal.Reason.NONEXISTENT, "there is no mailbox " + mailbox);
    }
    return found;
  }

  private void mustBeFree(MailboxName mailbox) throws Refusal {
    if (isKept(mailbox)) {
      throw new Refusal(Refusal.Reason.CANNOT, mailbox + " is a name that the store keeps");
    }
    if (mailboxes.containsKey(mailbox)) {
      throw new Refusal(Refusal.Reason.ALREADY_EXISTS, "there is a mailbox " + mailbox);
    }
  }

  @Override
  public void subscribe(MailboxName mailbox, boolean wanted) throws Refusal {
    store.change(() -> wanted ? subscriptions.add(mailbox) : subscriptions.remove(mailbox));
  }

  @Override
  public Quota quota() {
    synchronized (store.lock) {
      Quota quota = new Quota(limits, 0, 0);
      for (FakeMailbox mailbox : mailboxes.values()) {
        if (mailbox.kind().isChangeable()) {
          quota = quota.plus(mailbox.view().count(), mailbox.view().octets());
        }
      }
      return quota;
    }
  }

  @Override
  public void limit(Quota.Limits wanted) throws Refusal {
    store.change(() -> limits = wanted);
  }

  void mustHaveRoom(long more, long octets) throws Refusal {
    if (limits.isSome() && !quota().hasRoomFor(more, octets)) {
      throw new Refusal(Refusal.Reason.OVER_QUOTA, name + " is full");
    }
  }

  @Override
  public Incoming incoming(long octetsExpected) throws Refusal {
    return store.change(() -> new FakeIncoming(store));
  }

  /** The id of a message; it is kept from now on. One message has one id, however often it came. */
  MessageId keep(Incoming.Received incoming, Instant internalDate) {
    FakeIncoming.Whole whole = (FakeIncoming.Whole) incoming;
    MessageId known = ids.get(whole.digest());
    if (known != null) {
      damaged.remove(whole.digest());
      return known;
    }
    MessageId id = new MessageId(store.nextNumber());
    ids.put(whole.digest(), id);
    messages.put(id, whole);
    internalDates.put(id, internalDate);
    received.put(id, Instant.ofEpochSecond(store.now()));
    store.arrivals.add(id, name);
    return id;
  }

  /** The message that was erased, if there was such a one. */
  Optional<MessageId> erase(Digest digest) {
    MessageId id = ids.remove(digest);
    if (id == null) {
      return Optional.empty();
    }
    erased.add(digest);
    erasedIds.add(id);
    messages.remove(id);
    received.remove(id);
    internalDates.remove(id);
    summaries.remove(id);
    store.arrivals.remove(id);
    hidden.values().forEach(some -> some.removeIf(one -> one.startsWith(digest.hex())));
    Stream.concat(deleted.stream(), mailboxes.values().stream())
        .forEach(mailbox -> mailbox.erase(id));
    return Optional.of(id);
  }

  boolean isListed(Digest digest) {
    return id(digest).filter(id -> remains(id).isListed()).isPresent();
  }

  @Override
  public Set<Digest> erased(Collection<Digest> digests) {
    synchronized (store.lock) {
      Set<Digest> gone = new HashSet<>(digests);
      gone.retainAll(erased);
      return gone;
    }
  }

  @Override
  public Set<Digest> damaged(Collection<Digest> digests) {
    synchronized (store.lock) {
      Set<Digest> some = new HashSet<>(digests);
      some.retainAll(damaged);
      return some;
    }
  }

  void damage(Digest digest) {
    damaged.add(digest);
  }

  @Override
  public boolean heal(Incoming.Received message) throws Refusal {
    return store.change(() -> damaged.remove(message.digest()));
  }

  boolean hasErased(Digest digest) {
    return erased.contains(digest);
  }

  private FakeIncoming.Whole whole(MessageId message) {
    if (erasedIds.contains(message)) {
      throw new UncheckedIOException(new ErasedMessage());
    }
    return messages.get(message);
  }

  /** All messages, with the lock. */
  List<Remains> remains() {
    return received.keySet().stream()
        .sorted(Comparator.comparingLong(MessageId::value))
        .map(this::remains)
        .toList();
  }

  private Remains remains(MessageId message) {
    Incoming.Received whole = messages.get(message);
    List<Remains.Place> places =
        Stream.concat(deleted.stream(), mailboxes.values().stream())
            .flatMap(mailbox -> mailbox.places(message).stream())
            .sorted(Comparator.comparing(Remains.Place::added))
            .toList();
    return new Remains(
        name,
        message,
        whole.digest(),
        whole.octets().size(),
        received.get(message),
        internalDates.get(message),
        places);
  }

  /** The id of a content that this account has. */
  Optional<MessageId> id(Digest digest) {
    return Optional.ofNullable(ids.get(digest));
  }

  @Override
  public Octets octets(MessageId message) {
    synchronized (store.lock) {
      return new FakeOctets(this, message, store.damaged(whole(message).octets()));
    }
  }

  /** Those of a message, as long as it is not erased. */
  private record FakeOctets(FakeAccount account, MessageId message, Octets whole)
      implements Octets {
    @Override
    public long size() {
      return whole.size();
    }

    @Override
    public int read(long position, byte[] target, int offset, int length) throws IOException {
      synchronized (account.store.lock) {
        if (account.erasedIds.contains(message)) {
          throw new ErasedMessage();
        }
        return whole.read(position, target, offset, length);
      }
    }
  }

  @Override
  public Digest digest(MessageId message) {
    synchronized (store.lock) {
      return whole(message).digest();
    }
  }

  @Override
  public Summaries summaries() {
    return new Summaries() {
      @Override
      public List<Optional<ByteBuffer>> load(List<MessageId> of) {
        synchronized (store.lock) {
          return of.stream()
              .map(id -> Optional.ofNullable(summaries.get(id)).map(ByteBuffer::duplicate))
              .toList();
        }
      }

      @Override
      public void save(MessageId message, ByteBuffer summary) {
        byte[] copy = new byte[summary.remaining()];
        summary.duplicate().get(copy);
        synchronized (store.lock) {
          if (!erasedIds.contains(message)) {
            summaries.put(message, ByteBuffer.wrap(copy).asReadOnlyBuffer());
          }
        }
      }
    };
  }

  @Override
  public Recovery recovery() {
    return recovery;
  }

  @Override
  public AllMail allMail() {
    return allMail;
  }

  /** Where the box shows something, which is made if need be. */
  FakeMailbox kept(MailboxName name, MailboxKind kind) {
    if (!mailboxes.containsKey(name)) {
      Set<MailboxName> before = Set.copyOf(mailboxes.keySet());
      addParents(name, kind);
      add(name, kind, Optional.empty());
      mailboxes.keySet().stream().filter(one -> !before.contains(one)).forEach(this::reveal);
    }
    return mailboxes.get(name);
  }

  /** Takes away what the box showed. */
  void dismiss(MailboxName name) {
    mailboxes.remove(name).dismiss();
    subscriptions.remove(name);
  }

  /** Makes a mailbox that comes back, with its use if that is free. */
  FakeMailbox made(MailboxName mailbox, Optional<SpecialUse> use) throws Refusal {
    mustBeFree(mailbox);
    addParents(mailbox, MailboxKind.ORDINARY);
    boolean taken =
        mailboxes.values().stream()
            .anyMatch(one -> use.isPresent() && one.info().use().equals(use));
    subscriptions.add(mailbox);
    return add(mailbox, MailboxKind.ORDINARY, taken ? Optional.empty() : use);
  }

  /** The mailboxes that are there. */
  Map<MailboxName, FakeMailbox> there() {
    return mailboxes;
  }

  @Override
  public Hidden hidden(String device) {
    return new Hidden() {
      @Override
      public Set<String> uniqueIds() {
        synchronized (store.lock) {
          return Set.copyOf(hidden.getOrDefault(device, Set.of()));
        }
      }

      @Override
      public void hide(Collection<String> uniqueIds) throws Refusal {
        store.change(
            () -> {
              Set<String> all = hidden.computeIfAbsent(device, any -> new HashSet<>());
              uniqueIds.stream().filter(one -> !isErased(one)).forEach(all::add);
              return all;
            });
      }
    };
  }

  @Override
  public List<String> uniqueIds(View view) {
    return ((FakeView) view).entries().stream().map(FakeView.Entry::uniqueId).toList();
  }

  private boolean isErased(String uniqueId) {
    return erased.stream().anyMatch(digest -> uniqueId.startsWith(digest.hex()));
  }

  void forgetRecent() {
    mailboxes.values().forEach(FakeMailbox::claimRecent);
  }
}
