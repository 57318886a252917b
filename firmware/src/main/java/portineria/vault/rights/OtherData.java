package portineria.vault.rights;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import portineria.message.Folding;
import portineria.store.Actor;
import portineria.store.Audit;
import portineria.store.AuditText;
import portineria.store.Directory.Device;
import portineria.store.Directory.Login;
import portineria.store.Hold;
import portineria.store.Leaver;
import portineria.store.Policy;
import portineria.store.Source;
import portineria.store.Store;
import portineria.store.Troubles;

/**
 * What the box keeps of a person besides mail: accounts and devices, upstream mailboxes, decisions,
 * removals, and what names them in the audit chain.
 *
 * <p>An account is the person's if it is called as one of the addresses, or fed from a mailbox
 * whose login is one.
 */
public final class OtherData {
  private static final int AUDIT_PAGE = 500;

  private final Store store;
  private final Person person;
  private final Actor by;
  private final Set<String> accounts = new TreeSet<>();
  private final List<Item> items = new ArrayList<>();

  /**
   * One thing that is kept.
   *
   * @param kind in a word
   * @param where by which name one finds it
   */
  public record Item(String kind, String where, String what) {}

  private OtherData(Store store, Person person, Actor by) {
    this.store = store;
    this.person = person;
    this.by = by;
  }

  /** All that there is now. */
  public static List<Item> of(Store store, Person person, Actor by) {
    OtherData data = new OtherData(store, person, by);
    data.sources();
    data.accounts();
    data.holds();
    data.notices();
    data.audit();
    return List.copyOf(data.items);
  }

  private void add(String kind, String where, String what) {
    items.add(new Item(kind, PlainLine.of(where), PlainLine.of(what)));
  }

  private boolean isAddress(String text) {
    return person.addresses().stream().anyMatch(text::equalsIgnoreCase);
  }

  private void sources() {
    for (String account : store.accountNames()) {
      if (isAddress(account) || former(account).stream().anyMatch(this::isAddress)) {
        accounts.add(account);
      }
    }
    for (Source source : store.sources().all()) {
      if (isAddress(source.user())) {
        accounts.add(source.account());
      }
    }
    for (Source source : store.sources().all()) {
      if (accounts.contains(source.account())) {
        add(
            "source",
            source.name(),
            source.user() + " at " + source.host() + " feeds " + source.account());
      }
    }
  }

  private List<String> former(String account) {
    return store.directory().formerNames(account);
  }

  private void accounts() {
    for (String account : accounts) {
      former(account).forEach(name -> add("former name", account, name));
      Optional<Login> login = store.directory().login(account);
      add("account", account, login.map(OtherData::said).orElse("no login"));
      for (Device device : login.map(Login::devices).orElse(List.of())) {
        String seen = device.lastSeen().map(when -> ", last seen " + when).orElse("");
        add("device", account, device.label() + ", since " + device.created() + seen);
      }
      store
          .decisions()
          .policy(account)
          .ifPresent(policy -> add("retention", account, said(policy)));
      int removals =
          store.account(account, by).orElseThrow().recovery().removals(Instant.EPOCH).size();
      if (removals > 0) {
        add("removals", account, removals + ": portineria vault removals " + account);
      }
    }
    for (Leaver leaver : store.decisions().leavers()) {
      if (accounts.contains(leaver.account())) {
        add("leaver", leaver.account(), "left " + leaver.left() + ": " + leaver.reason());
      }
    }
  }

  private static String said(Login login) {
    return login.disabled() ? "login disabled" : "login";
  }

  private static String said(Policy policy) {
    return policy.kind().name().toLowerCase(Locale.ROOT) + ": " + policy.reason();
  }

  private void holds() {
    for (Hold hold : store.decisions().holds()) {
      boolean account = hold.account().filter(accounts::contains).isPresent();
      boolean correspondent = hold.correspondent().filter(this::isAddress).isPresent();
      boolean text = hold.text().filter(this::isNamed).isPresent();
      if (account || correspondent || text || isNamed(hold.reason())) {
        add("hold", hold.name(), hold.reason());
      }
    }
  }

  /** Whether a text that somebody wrote names the person. */
  private boolean isNamed(String text) {
    String folded = Folding.fold(text);
    return person.addresses().stream().anyMatch(each -> folded.contains(Folding.fold(each)))
        || person.names().stream().anyMatch(each -> folded.contains(Folding.fold(each)))
        || person.texts().stream().anyMatch(each -> folded.contains(Folding.fold(each)));
  }

  /** Whether messages of the box go to one of the addresses, or are sent in its name. */
  private void notices() {
    for (String setting : List.of(Troubles.ADDRESSES_SETTING, Troubles.SERVER_SETTING)) {
      for (String word : store.setting(setting).orElse("").split("\\s+")) {
        if (isAddress(word)) {
          add("notices", word, "portineria notify list");
        }
      }
    }
  }

  private void audit() {
    Set<String> names = new TreeSet<>(accounts);
    accounts.forEach(account -> names.addAll(former(account)));
    List<Audit.Entry> page = store.audit().entries(0, AUDIT_PAGE);
    while (!page.isEmpty()) {
      for (Audit.Entry entry : page) {
        for (Audit.Name name : entry.names()) {
          if (isNamed(name.text()) || names.contains(name.text())) {
            add("audit", Long.toString(entry.number()), said(entry, name));
          }
        }
      }
      page = store.audit().entries(page.getLast().number(), AUDIT_PAGE);
    }
  }

  private static String said(Audit.Entry entry, Audit.Name name) {
    String act =
        AuditText.parse(entry.text()).map(text -> text.time() + " " + text.act()).orElse("");
    return act + ", " + name.part() + " " + name.text();
  }
}
