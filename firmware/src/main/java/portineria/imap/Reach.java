package portineria.imap;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.MailboxName;
import portineria.store.Sharing;
import portineria.store.Store;

/**
 * All names of mailboxes that mean something to one session: those of its own account, and under
 * {@code Shared} those that others let it use: RFC 2342 §5. {@code Shared/info} is the INBOX of the
 * account {@code info}, {@code Shared/info/Sent} its Sent.
 *
 * <p>What is the account's own goes before: a mailbox that it has called {@code Shared/…} since
 * ever stays within its reach.
 */
public final class Reach {
  private final Store store;
  private final Account own;
  private final Actor actor;
  private final Actor visitor;
  private final Map<String, Account> others = new TreeMap<>();

  Reach(Store store, Account own, Actor actor) {
    this.store = store;
    this.own = own;
    this.actor = actor;
    this.visitor = actor.visiting(own.name());
  }

  /** Who acts in that account. */
  Actor actor(String owner) {
    return owner.equals(own.name()) ? actor : visitor;
  }

  /** Where {@code name} leads, or would; empty where nothing of that kind is shared. */
  public Optional<Place> place(MailboxName name) {
    boolean shared = name.equals(Sharing.ROOT) || name.isUnder(Sharing.ROOT);
    if (!shared || own.mailbox(name).isPresent()) {
      return Optional.of(place(own, name));
    }
    if (name.equals(Sharing.ROOT)) {
      return Optional.empty();
    }
    String rest = name.value().substring(Sharing.ROOT.value().length() + 1);
    int at = rest.indexOf(MailboxName.SEPARATOR);
    String owner = at < 0 ? rest : rest.substring(0, at);
    return other(owner).flatMap(account -> inner(account, at < 0 ? "" : rest.substring(at + 1)));
  }

  /**
   * {@code Shared/info/INBOX} is another name for {@code Shared/info}, and there is one for each.
   */
  private Optional<Place> inner(Account account, String name) {
    if (name.toUpperCase(Locale.ROOT).equals(MailboxName.INBOX.value())) {
      return Optional.empty();
    }
    MailboxName inner = name.isEmpty() ? MailboxName.INBOX : new MailboxName(name);
    return Optional.of(place(account, inner));
  }

  /** The place of that name in one of {@link #others}. */
  public Place place(Account account, MailboxName name) {
    return new Place(account, name, store.sharing(), own.name());
  }

  private Optional<Account> other(String owner) {
    if (store.sharing().to(own.name()).stream().noneMatch(one -> one.owner().equals(owner))) {
      return Optional.empty();
    }
    Account known = others.get(owner);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Account> opened = store.account(owner, visitor);
    opened.ifPresent(account -> others.put(owner, account));
    return opened;
  }

  /** The accounts that share something. */
  public List<Account> others() {
    return store.sharing().to(own.name()).stream()
        .map(Sharing.Grant::owner)
        .distinct()
        .flatMap(owner -> other(owner).stream())
        .toList();
  }
}
