package portineria.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
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
  private final String name;
  private final NavigableMap<MailboxName, FakeMailbox> mailboxes = new TreeMap<>();
  private final Set<MailboxName> subscriptions = new TreeSet<>();
  private final Map<Digest, MessageId> ids = new HashMap<>();
  private final Map<MessageId, FakeIncoming.Whole> messages = new HashMap<>();
  private final Map<MessageId, ByteBuffer> summaries = new HashMap<>();
  private final Map<String, Set<String>> hidden = new HashMap<>();
  private final Set<Digest> erased = new HashSet<>();
  private final Set<MessageId> erasedIds = new HashSet<>();

  FakeAccount(FakeStore store, String name) {
    this.store = store;
    this.name = name;
    Map<String, Optional<SpecialUse>> first =
        Map.of(
            "INBOX", Optional.empty(),
            "Drafts", Optional.of(SpecialUse.DRAFTS),
            "Sent", Optional.of(SpecialUse.SENT),
            "Junk", Optional.of(SpecialUse.JUNK),
            "Trash", Optional.of(SpecialUse.TRASH),
            "Archive", Optional.of(SpecialUse.ARCHIVE));
    first.forEach((mailbox, use) -> add(new MailboxName(mailbox), MailboxKind.ORDINARY, use));
    subscriptions.addAll(mailboxes.keySet());
  }

  private FakeMailbox add(MailboxName mailbox, MailboxKind kind, Optional<SpecialUse> use) {
    FakeMailbox made = new FakeMailbox(this, mailbox, kind, use);
    mailboxes.put(mailbox, made);
    return made;
  }

  @Override
  public String name() {
    return name;
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
        continue;
      }
    }
    if (!mailboxes.containsKey(shown)) {
      Set<MailboxName> before = Set.copyOf(mailboxes.keySet());
      addParents(shown, MailboxKind.RECOVERABLE);
      add(shown, MailboxKind.RECOVERABLE, Optional.empty());
      mailboxes.keySet().stream().filter(name -> !before.contains(name)).forEach(this::reveal);
    }
    return mailboxes.get(shown);
  }

  /** Whoever unsubscribed from what is above it does not see it either. */
  private void reveal(MailboxName made) {
    if (made.parent().map(subscriptions::contains).orElse(true)) {
      subscriptions.add(made);
    }
  }

  private MailboxName root(MailboxKind kind) {
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
  public Incoming incoming(long octetsExpected) throws Refusal {
    return store.change(() -> new FakeIncoming(store));
  }

  /** The id of a message; it is kept from now on. One message has one id, however often it came. */
  MessageId keep(Incoming.Received received) {
    FakeIncoming.Whole whole = (FakeIncoming.Whole) received;
    MessageId id = ids.computeIfAbsent(whole.digest(), digest -> new MessageId(store.nextNumber()));
    messages.put(id, whole);
    return id;
  }

  /** Whether there was such a message to erase. */
  boolean erase(Digest digest) {
    MessageId id = ids.remove(digest);
    if (id == null) {
      return false;
    }
    erased.add(digest);
    erasedIds.add(id);
    messages.remove(id);
    summaries.remove(id);
    hidden.values().forEach(some -> some.removeIf(one -> one.startsWith(digest.hex())));
    mailboxes.values().forEach(mailbox -> mailbox.erase(id));
    return true;
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

  @Override
  public Octets octets(MessageId message) {
    synchronized (store.lock) {
      return new FakeOctets(this, message, whole(message).octets());
    }
  }

  /** What was said of a message, as long as it is not erased and the disk can read it. */
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
        long readable = account.store.readableOctets;
        Octets octets = readable < size() ? new DamagedOctets(whole, readable) : whole;
        return octets.read(position, target, offset, length);
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
