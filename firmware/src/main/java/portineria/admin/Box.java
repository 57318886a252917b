package portineria.admin;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import portineria.account.AdminCode;
import portineria.account.AdminPassword;
import portineria.account.DevicePassword;
import portineria.account.Passwords;
import portineria.account.VerifiedCredentials;
import portineria.backup.Backups;
import portineria.fetch.Fetcher;
import portineria.fetch.Live;
import portineria.fetch.SealedPasswords;
import portineria.fetch.TrustedClock;
import portineria.front.Front;
import portineria.health.Examination;
import portineria.health.Finding;
import portineria.search.SearchIndex;
import portineria.store.Account;
import portineria.store.Act;
import portineria.store.Actor;
import portineria.store.AllMail;
import portineria.store.BoxLanguage;
import portineria.store.Directory;
import portineria.store.Directory.Device;
import portineria.store.Directory.Login;
import portineria.store.Directory.Pop3Deletion;
import portineria.store.Mailbox;
import portineria.store.Quota;
import portineria.store.Refusal;
import portineria.store.Sending;
import portineria.store.Source;
import portineria.store.Sources;
import portineria.store.Sources.Status;
import portineria.store.Store;
import portineria.vault.transfer.Imports;

/**
 * An open box, as those who look after it act on it. Safe for many threads. What they change is
 * written into the audit chain together with the change.
 *
 * @param data the folder that holds everything
 * @param search begun where doors are open, or where a command needs it to be
 * @param verified what must be forgotten when a login changes
 * @param imports which accounts mail is being imported into
 * @param front its lights and its button, where it has some
 * @param runs whether doors are open and sources are fetched, or only a command works on the data
 * @param actor who acts: for a person, the name that the machine knows them by
 */
public record Box(
    Path data,
    Store store,
    SearchIndex search,
    Passwords passwords,
    VerifiedCredentials verified,
    SealedPasswords sealed,
    Fetcher fetcher,
    Imports imports,
    Front front,
    Backups backups,
    TrustedClock clock,
    SecureRandom random,
    boolean runs,
    Actor actor) {

  /** What the name of a source looks like: it is part of addresses of pages. */
  public static final String SOURCE_NAME = "[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,63}";

  private static final int LABEL_LENGTH_MAX = 60;

  /** What is well with it and what is not, now. */
  public List<Finding> findings() throws IOException, Refusal {
    return findings(clock.instant());
  }

  /** What is well with it and what is not. */
  public List<Finding> findings(Instant now) throws IOException, Refusal {
    return new Examination(
            store,
            search.progress(),
            this::status,
            new Examination.Circumstances(data, now, clock.isSynchronised(), runs))
        .findings();
  }

  /** How a source was last found: just now by the fetcher, else as the store remembers it. */
  public Status status(String source) {
    return fetcher.live(source).map(Live::status).orElseGet(() -> store.sources().status(source));
  }

  /** The same box in the hands of somebody else. */
  public Box by(Actor other) {
    return new Box(
        data, store, search, passwords, verified, sealed, fetcher, imports, front, backups, clock,
        random, runs, other);
  }

  /** An act of who acts here. */
  public Act act(Act.Kind kind) {
    return Act.of(kind, actor);
  }

  /** Makes an account with a password. */
  public void addAccount(String account, String password) throws Refusal {
    store
        .recording(act(Act.Kind.ACCOUNT_ADDED).with(Act.Part.ACCOUNT, account))
        .createAccount(account, actor);
    setPassword(account, password);
  }

  /** Refuses an account that {@link #addAccount} could not make. */
  public void checkNewAccount(String account) throws Failed {
    if (!isClosed(account)) {
      if (store.accountNames().contains(account)) {
        throw new Failed("there is an account " + account + " already");
      }
      Optional<String> now = store.directory().nameNow(account);
      if (now.isPresent()) {
        throw new Failed(
            account
                + " was the name of "
                + now.get()
                + " once: choose another name, so that the"
                + " mail of two people is never mixed up");
      }
    } else if (store.decisions().leavers().stream()
        .anyMatch(leaver -> leaver.account().equals(account))) {
      throw new Failed(
          account
              + " leaves, and the mail is erased on a day: portineria user stay "
              + account
              + " takes that back, then add it again");
    }
  }

  /** Whether there is the mail of an account whose login was removed. */
  public boolean isClosed(String account) {
    return store.directory().login(account).isEmpty() && store.accountNames().contains(account);
  }

  /** Opens the login of an account that was closed, with a new password. */
  public void reopen(String account, String password) throws Refusal {
    changing(account, "opened again").open(account);
    setPassword(account, password);
  }

  /** Gives an account a new password. */
  public void setPassword(String account, String password) throws Refusal {
    String hash = passwords.hash(password.toCharArray());
    changing(account, "password").setPassword(account, hash);
    verified.forget(account);
  }

  /** The logins, for one change to an account that is recorded in these words. */
  private Directory changing(String account, String what) {
    return store
        .recording(
            act(Act.Kind.ACCOUNT_CHANGED)
                .with(Act.Part.ACCOUNT, account)
                .with(Act.Part.DETAIL, what))
        .directory();
  }

  private Store onDevice(Act.Kind kind, String account, String label) {
    return store.recording(act(kind).with(Act.Part.ACCOUNT, account).with(Act.Part.DEVICE, label));
  }

  /** Changes what is not the password or a device. */
  public void update(String account, boolean disabled, Pop3Deletion deletion) throws Refusal {
    String how = (disabled ? "disabled" : "enabled") + ", pop3-delete=" + deletion;
    changing(account, how.toLowerCase(Locale.ROOT)).update(account, disabled, deletion);
    verified.forget(account);
  }

  /** Sets what of IMAP is switched off for an account; its programs hear of it when they log in. */
  public void withhold(String account, Set<String> capabilities) throws Refusal {
    String what = "without=" + (capabilities.isEmpty() ? "none" : String.join(" ", capabilities));
    String detail = what.substring(0, Math.min(what.length(), Act.NAME_MAX));
    changing(account, detail).withhold(account, capabilities);
  }

  /** In which language the box names the mailboxes that it keeps, from now on. */
  public void speak(BoxLanguage language) throws Refusal {
    store
        .recording(
            act(Act.Kind.SETTINGS_CHANGED).with(Act.Part.DETAIL, "language=" + language.code()))
        .putSetting(BoxLanguage.SETTING, language.code());
  }

  /**
   * Gives who looks after the box by its pages a new password. Whoever came in by the old one is
   * out.
   *
   * @param why in a few words, for the audit chain
   */
  public void setAdminPassword(String password, String why) throws Refusal {
    store
        .recording(act(Act.Kind.SETTINGS_CHANGED).with(Act.Part.DETAIL, why))
        .putSetting(AdminPassword.SETTING, passwords.hash(password.toCharArray()));
  }

  /**
   * From now on who looks after the box by its pages shows a code besides the password.
   *
   * @param secret that it is made of; empty for no code
   */
  public void setAdminCode(String secret) throws Refusal {
    String detail =
        secret.isEmpty() ? "no code besides the password" : "a code besides the password";
    store
        .recording(act(Act.Kind.SETTINGS_CHANGED).with(Act.Part.DETAIL, detail))
        .putSetting(AdminCode.SETTING, secret);
  }

  /** Somebody knows what was removed from an account until then, and wants it so. */
  public void acceptRemovals(String account, Instant until) throws Failed, Refusal {
    Act act =
        act(Act.Kind.ACCOUNT_CHANGED)
            .with(Act.Part.ACCOUNT, account)
            .with(Act.Part.DETAIL, "removals accepted");
    mail(store.recording(act), account).recovery().accept(until);
  }

  /**
   * Shows all mail of an account, or shows it no more.
   *
   * @return what has steps left to do; the box does them by itself if nobody else does
   */
  public AllMail showAllMail(String account, boolean wanted) throws Failed, Refusal {
    Act act =
        act(Act.Kind.ACCOUNT_CHANGED)
            .with(Act.Part.ACCOUNT, account)
            .with(Act.Part.DETAIL, "all-mail=" + (wanted ? "yes" : "no"));
    mail(store.recording(act), account).allMail().show(wanted);
    return mail(store, account).allMail();
  }

  /** Writes down that something about the box itself was changed, or was done to it. */
  public void recordSetting(String detail) throws Refusal {
    String text = detail.substring(0, Math.min(detail.length(), Act.NAME_MAX));
    store.audit().record(act(Act.Kind.SETTINGS_CHANGED).with(Act.Part.DETAIL, text));
  }

  /** How much an account may hold from now on; a fuller one keeps all that it has. */
  public void limit(String account, Quota.Limits limits) throws Failed, Refusal {
    Act act =
        act(Act.Kind.ACCOUNT_CHANGED)
            .with(Act.Part.ACCOUNT, account)
            .with(
                Act.Part.DETAIL,
                "quota=" + limit(limits.octets()) + ", quota-messages=" + limit(limits.messages()));
    mail(store.recording(act), account).limit(limits);
  }

  private static String limit(OptionalLong limit) {
    return limit.isPresent() ? "" + limit.getAsLong() : "none";
  }

  private Account mail(Store from, String account) throws Failed {
    return from.account(account, actor)
        .orElseThrow(() -> new Failed("there is no mail of " + account));
  }

  /**
   * Makes a device.
   *
   * @return its password, which nobody can tell again
   */
  public String addDevice(String account, String label) throws Failed, Refusal {
    checkLabel(label);
    Login login = login(account);
    Set<String> taken = login.devices().stream().map(Device::selector).collect(Collectors.toSet());
    DevicePassword password = DevicePassword.generate(random, taken::contains);
    String hash = passwords.hash(password.text().toCharArray());
    onDevice(Act.Kind.DEVICE_ADDED, login.account(), label)
        .directory()
        .addDevice(
            login.account(),
            new Device(label, password.selector(), hash, clock.instant(), Optional.empty()));
    return password.text();
  }

  /** Whether a device may be called so. */
  public static boolean isLabel(String label) {
    return !label.isBlank()
        && label.length() <= LABEL_LENGTH_MAX
        && !label.startsWith(Actor.VISITOR)
        && label.chars().noneMatch(Character::isISOControl);
  }

  private static void checkLabel(String label) throws Failed {
    if (!isLabel(label)) {
      throw new Failed(
          "a device's name has 1 to "
              + LABEL_LENGTH_MAX
              + " ordinary characters and does not begin with @");
    }
  }

  /** Makes a device's password worthless. */
  public void revokeDevice(String account, String label) throws Refusal {
    onDevice(Act.Kind.DEVICE_REVOKED, account, label).directory().revokeDevice(account, label);
    verified.forget(account);
  }

  /** The login of {@code account}, in any case of letters. */
  public Login login(String account) throws Failed {
    return store
        .directory()
        .login(account.toLowerCase(Locale.ROOT))
        .orElseThrow(() -> noLogin(account));
  }

  private Failed noLogin(String name) {
    String account = name.toLowerCase(Locale.ROOT);
    return new Failed(
        isClosed(account)
            ? "the login of "
                + account
                + " was closed, and its mail is kept: portineria user add "
                + account
                + " opens it again"
            : "there is no user " + name + ": see portineria user list");
  }

  /** The name of an account, with or without a login, in any case of letters. */
  public String accountName(String name) throws Failed {
    String account = name.toLowerCase(Locale.ROOT);
    if (!store.accountNames().contains(account)) {
      throw new Failed("there is no user " + name + ": see portineria user list");
    }
    return account;
  }

  /** The mail of {@code account}, in any case of letters; its login may be closed. */
  public Account account(String account) throws Failed {
    return store
        .account(account.toLowerCase(Locale.ROOT), actor)
        .orElseThrow(
            () -> new Failed("there is no account " + account + ": see portineria user list"));
  }

  /**
   * Gives an account another name, with all that is its own. Whoever came in by the old name is cut
   * off.
   */
  public void rename(String account, String name) throws Refusal {
    changing(account, "renamed to " + name).rename(account, name);
    verified.forget(account);
    fetcher.changed();
  }

  /** Closes a login; the mail stays. */
  public void remove(String account) throws Refusal {
    store
        .recording(act(Act.Kind.ACCOUNT_CLOSED).with(Act.Part.ACCOUNT, account))
        .directory()
        .remove(account);
    verified.forget(account);
  }

  /** The upstream mailbox {@code name}. */
  public Source source(String name) throws Failed {
    return store
        .sources()
        .source(name)
        .orElseThrow(
            () -> new Failed("there is no source " + name + ": see portineria source list"));
  }

  /** The password of the upstream mailbox {@code source}, as it may be stored. */
  public String seal(String source, String password) throws Failed {
    try {
      return sealed.seal(source, password);
    } catch (IOException e) {
      throw new Failed(e);
    }
  }

  /**
   * Adds an upstream mailbox; when the box runs, it is fetched at once.
   *
   * @param settings in words, for the audit chain
   */
  public void addSource(Source source, String settings) throws Failed, Refusal {
    checkNew(source);
    makeMailbox(source);
    onSource(Act.Kind.SOURCE_ADDED, source, settings).add(source);
    fetcher.changed();
  }

  /**
   * Changes an upstream mailbox; what was seen of it survives.
   *
   * @param settings in words, for the audit chain
   */
  public void updateSource(Source source, String settings) throws Failed, Refusal {
    login(source.account());
    makeMailbox(source);
    onSource(Act.Kind.SOURCE_CHANGED, source, settings).update(source);
    fetcher.changed();
  }

  /** Where the mail will go, before there is any: a name that can't be is refused here. */
  private void makeMailbox(Source source) throws Failed, Refusal {
    Account account = account(source.account());
    Optional<Mailbox> there = account.mailbox(source.mailbox());
    if (there.isEmpty()) {
      account.create(source.mailbox(), Optional.empty());
    } else if (!there.get().kind().isChangeable()) {
      throw new Failed(
          "mail can't arrive in "
              + source.mailbox().value()
              + ", which the box fills itself: choose another mailbox");
    }
  }

  private Sources onSource(Act.Kind kind, Source source, String settings) {
    int length = Math.min(settings.length(), Act.NAME_MAX);
    return store
        .recording(
            act(kind)
                .with(Act.Part.ACCOUNT, source.account())
                .with(Act.Part.SOURCE, source.name())
                .with(Act.Part.DETAIL, settings.substring(0, length)))
        .sources();
  }

  /** Says how programs send for the address of an upstream mailbox. */
  public void putSending(String name, Sending sending) throws Failed, Refusal {
    Source source = source(name);
    String settings =
        String.format(
            Locale.ROOT,
            "%s  sending %s by %s:%d %s user=%s",
            name,
            sending.address(),
            sending.host(),
            sending.port(),
            sending.tls().name().toLowerCase(Locale.ROOT),
            sending.user());
    onSource(Act.Kind.SOURCE_CHANGED, source, settings).putSending(name, sending);
  }

  /** Forgets an upstream mailbox; its mail stays. */
  public void removeSource(String name) throws Refusal {
    store
        .recording(act(Act.Kind.SOURCE_REMOVED).with(Act.Part.SOURCE, name))
        .sources()
        .remove(name);
    fetcher.changed();
  }

  /** Refuses a source that can't be added, whatever its password is. */
  public void checkNew(Source source) throws Failed {
    checkName(source.name());
    login(source.account());
    if (store.sources().source(source.name()).isPresent()) {
      throw new Failed("there is a source " + source.name() + " already");
    }
  }

  private static void checkName(String name) throws Failed {
    if (!name.matches(SOURCE_NAME)) {
      throw new Failed(
          "a source's name has 1 to 64 letters, digits and . _ @ + -, and begins with one of the"
              + " first two");
    }
  }
}
