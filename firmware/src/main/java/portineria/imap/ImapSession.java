package portineria.imap;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.account.Authenticator;
import portineria.account.PlainCredentials;
import portineria.imap.wire.Bad;
import portineria.imap.wire.Bye;
import portineria.imap.wire.DateTimes;
import portineria.imap.wire.ImapLimits;
import portineria.imap.wire.ImapWriter;
import portineria.imap.wire.No;
import portineria.net.Connection;
import portineria.net.DeflatedConnection;
import portineria.net.TlsOffer;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.Directory.Login;
import portineria.store.Mailbox;
import portineria.store.MailboxKind;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Right;
import portineria.store.Sharing;
import portineria.store.Store;

/**
 * One client's session: its state (RFC 9051 §3), and all that a command may use. One virtual thread
 * runs it; nothing of it may be touched by another.
 */
public final class ImapSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ImapSession.class);

  /** How often it is looked whether the account is nearly full. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  /** The line, and what is read and written there: the same until it is compressed. */
  private final Connection line;

  private Connection connection;
  private final Store store;
  private final Authenticator authenticator;
  private final ImapSettings settings;
  private final Common common;
  private final ImapWriter out;
  private final DateTimes dateTimes;
  private Optional<Account> account = Optional.empty();
  private Actor actor = new Actor("", "");
  private Instant nextLook = Instant.MIN;
  private Optional<Reach> reach = Optional.empty();
  private Optional<SelectedMailbox> selected = Optional.empty();
  private final Set<Extension> enabled = EnumSet.noneOf(Extension.class);
  private Withheld withheld = Withheld.NOTHING;
  private Optional<DeflatedConnection> deflated = Optional.empty();
  private boolean ended;
  private Optional<Step> afterAnswer = Optional.empty();
  private int failedLogins;
  private String tag = "";
  private SelectedMailbox.Manner manner = new SelectedMailbox.Manner(false, false);

  ImapSession(
      Connection connection,
      Store store,
      Authenticator authenticator,
      ImapSettings settings,
      Common common) {
    this.line = connection;
    this.connection = connection;
    this.store = store;
    this.authenticator = authenticator;
    this.settings = settings;
    this.common = common;
    this.out = new ImapWriter((octets, from, count) -> this.connection.write(octets, from, count));
    this.dateTimes = new DateTimes(settings.zone());
  }

  public Connection connection() {
    return connection;
  }

  public ImapSettings settings() {
    return settings;
  }

  public ImapLimits limits() {
    return settings.limits();
  }

  /** Where answers are written. */
  public ImapWriter out() {
    return out;
  }

  DateTimes dateTimes() {
    return dateTimes;
  }

  Gists gists() {
    return common.gists();
  }

  /** Sends what was written. */
  public void flush() throws IOException {
    out.spill();
    connection.flush();
  }

  public String capabilities() {
    return Capabilities.of(this);
  }

  // The command that is being run.

  void begin(String commandTag, SelectedMailbox.Manner commandManner) {
    tag = commandTag;
    manner = commandManner;
  }

  /** The tag of the present command, for ESEARCH: RFC 9051 §7.3.4. */
  public String tag() {
    return tag;
  }

  /** Whether the present command begins with UID. */
  public boolean namesUids() {
    return manner.namesUids();
  }

  /** What a command leaves for after its tagged answer: STARTTLS. */
  @FunctionalInterface
  public interface Step {
    void run() throws IOException;
  }

  /** Has {@code step} done when the present command has been answered OK and that has been sent. */
  public void afterAnswer(Step step) {
    afterAnswer = Optional.of(step);
  }

  /** The present command has been answered. */
  void finish() throws IOException {
    if (afterAnswer.isPresent()) {
      Step step = afterAnswer.get();
      afterAnswer = Optional.empty();
      flush();
      step.run();
    }
  }

  // Logging in and out.

  public boolean isLoggedIn() {
    return account.isPresent();
  }

  /** Refuses before a password is looked at: RFC 9051 §6.2.3, RFC 5530 §3. */
  public void mustBePrivate() throws No {
    if (!TlsOffer.permitsPasswords(connection)) {
      throw new No("PRIVACYREQUIRED", settings.tls().advice());
    }
  }

  public boolean offersStartTls() {
    return settings.tls().offersUpgrade(connection);
  }

  /** Compresses the line once the present command is answered: RFC 4978 §3. */
  public void compress() throws No {
    mustOffer("COMPRESS=DEFLATE");
    if (isCompressed()) {
      throw new No("COMPRESSIONACTIVE", "The line is compressed already");
    }
    if (!common.compressed().enter()) {
      throw new No(
          "LIMIT",
          "As many sessions are compressed as there is memory for: "
              + limits().compressedSessions());
    }
    DeflatedConnection made = new DeflatedConnection(line, limits().idle());
    deflated = Optional.of(made);
    afterAnswer(() -> connection = made);
  }

  boolean isCompressed() {
    return deflated.isPresent();
  }

  /** Checks a login and, if it is right, opens the account. */
  public Ok logIn(PlainCredentials credentials) throws No, Bye {
    account =
        switch (authenticator.login(credentials, connection.remoteAddress(), "imap")) {
          case Authenticator.Outcome.Granted granted -> open(granted);
          case Authenticator.Outcome.Denied() -> throw denied();
          case Authenticator.Outcome.Closed() ->
              throw new No("CONTACTADMIN", "This login is closed: ask whoever runs the box");
          case Authenticator.Outcome.Unavailable(String why) -> throw new No("UNAVAILABLE", why);
        };
    if (account.isEmpty()) {
      throw new No("CONTACTADMIN", "This login has no mail: ask whoever runs the box");
    }
    connection.timeout(limits().idle());
    LOG.info("{} imap login account={}", connection.id(), account.get().name());
    return new Ok(Optional.of("CAPABILITY " + capabilities()), "Logged in");
  }

  private Optional<Account> open(Authenticator.Outcome.Granted granted) {
    actor = granted.actor();
    Optional<Account> opened = store.account(granted.account(), actor);
    reach = opened.map(own -> new Reach(store, own, actor));
    Set<String> named =
        store.directory().login(granted.account()).map(Login::withheld).orElse(Set.of());
    withheld = Withheld.of(named);
    return opened;
  }

  /** A login that was wrong. */
  public No denied() throws Bye {
    if (++failedLogins >= limits().failedLogins()) {
      throw new Bye("[AUTHENTICATIONFAILED] Too many failed logins");
    }
    return new No("AUTHENTICATIONFAILED", "Wrong name or password");
  }

  /** TLS is on now: what was believed before is forgotten (RFC 9051 §6.2.1). */
  public void forgetClearText() {
    failedLogins = 0;
  }

  /** The session ends after the present command. */
  public void end() {
    ended = true;
  }

  boolean hasEnded() {
    return ended;
  }

  // The account.

  public Account account() {
    return account.orElseThrow(() -> new IllegalStateException("nobody is logged in"));
  }

  /** All names that mean something to this session. */
  public Reach reach() {
    return reach.orElseThrow(() -> new IllegalStateException("nobody is logged in"));
  }

  /** Where a mailbox is that must exist. */
  public Place place(MailboxName name) throws No {
    return reach()
        .place(name)
        .filter(place -> place.mailbox().isPresent())
        .orElseThrow(() -> new No("NONEXISTENT", "There is no such mailbox"));
  }

  /** Where a mailbox is that will be made, or has yet to be found. */
  public Place placeToBe(MailboxName name) throws No {
    return reach()
        .place(name)
        .orElseThrow(
            () ->
                new No(
                    "CANNOT",
                    "Under " + Sharing.ROOT + " is only what others share with this account"));
  }

  /** Opens a mailbox into which something is put: RFC 9051 §7.1, TRYCREATE. */
  public Target target(MailboxName name) throws No {
    Optional<Place> place = reach().place(name);
    Mailbox target =
        place
            .flatMap(Place::mailbox)
            .orElseThrow(() -> new No("TRYCREATE", "There is no such mailbox"));
    mustBeChangeable(target);
    place.get().require(Right.INSERT);
    return new Target(place.get().account(), target, place.get().rights());
  }

  /** Gives and takes rights, and has it written down: RFC 4314 §3.1. */
  public void give(Sharing.Grant grant) throws Refusal {
    Sharing.give(store, grant, reach().actor(grant.owner()));
  }

  /** Takes rights, and has it written down: RFC 4314 §3.2. */
  public void take(Place place, String grantee) throws Refusal {
    String owner = place.account().name();
    Sharing.take(store, owner, Optional.of(place.name()), grantee, reach().actor(owner));
  }

  /** Who may use whose mailboxes. */
  public Sharing sharing() {
    return store.sharing();
  }

  /** Of a mailbox that the box keeps: what it shows, and what can be done with that. */
  public static void mustBeChangeable(Mailbox mailbox) throws No {
    switch (mailbox.kind()) {
      case ORDINARY -> {}
      case RECOVERABLE ->
          throw new No(
              "CANNOT",
              "This mailbox shows what was removed: copy a message out of it to have it back");
      case ALL_MAIL ->
          throw new No(
              "CANNOT",
              "This mailbox shows all mail and can't be changed: a message can be copied out of"
                  + " it");
    }
  }

  /** Whether the client has enabled IMAP4rev2: RFC 9051 §6.3.1. */
  public boolean isRev2() {
    return has(Extension.IMAP4REV2);
  }

  /** Whether names of mailboxes are UTF-8 and not modified UTF-7: RFC 9051 §5.1, RFC 6855 §3. */
  public boolean isUtf8() {
    return isRev2() || has(Extension.UTF8_ACCEPT);
  }

  /** What is switched off for the account that logged in. */
  Withheld withheld() {
    return withheld;
  }

  /** Whether the account's programs are offered this capability. */
  public boolean offers(String capability) {
    return !withheld.has(capability);
  }

  /** Refuses where it is switched off for the account. */
  public void mustOffer(String capability) throws No {
    if (!offers(capability)) {
      throw new No("CANNOT", capability + " is switched off for this account");
    }
  }

  /** Whether the client has switched it on. */
  public boolean has(Extension extension) {
    return enabled.contains(extension);
  }

  /**
   * Switches it on, and what belongs to it. From now on the client hears of modseqs, and where it
   * has a mailbox open already, from which on: RFC 7162 §3.1.2.
   *
   * @return whether it was off before and is on now; what is withheld from the account stays off
   */
  public boolean enable(Extension extension) throws IOException {
    if (!offers(extension.word())) {
      return false;
    }
    if (extension == Extension.QRESYNC) {
      enable(Extension.CONDSTORE); // RFC 7162 §3.2.3
    }
    boolean added = enabled.add(extension);
    if (added && extension == Extension.CONDSTORE && selected.isPresent()) {
      selected.get().writeHighestModSeq(out);
    }
    return added;
  }

  // The selected mailbox.

  boolean hasSelected() {
    return selected.isPresent();
  }

  public SelectedMailbox selected() throws Bad {
    return selected.orElseThrow(() -> new Bad("No mailbox is selected"));
  }

  /** The selected mailbox, for changes. */
  public SelectedMailbox writable() throws Bad, No {
    SelectedMailbox mailbox = selected();
    mustBeChangeable(mailbox.mailbox());
    if (!mailbox.rights().permitChanges()) {
      throw new No("NOPERM", "You may read this mailbox and not change it");
    }
    return selectedForWriting(mailbox);
  }

  /** The selected mailbox, for taking messages out of it: what was removed can be had back. */
  public SelectedMailbox yielding() throws Bad, No {
    SelectedMailbox mailbox = selected();
    return mailbox.mailbox().kind() == MailboxKind.RECOVERABLE
        ? selectedForWriting(mailbox)
        : writable();
  }

  private static SelectedMailbox selectedForWriting(SelectedMailbox mailbox) throws No {
    if (mailbox.isExamined()) {
      throw new No("NOPERM", "The mailbox is open for reading only");
    }
    return mailbox;
  }

  /** Selects a mailbox; none was selected before. */
  public SelectedMailbox select(Place place, Mailbox mailbox, boolean examine) {
    assert selected.isEmpty();
    SelectedMailbox opened =
        new SelectedMailbox(
            place, mailbox, examine || store.isReadOnly(), enabled, changed -> line.wake());
    selected = Optional.of(opened);
    return opened;
  }

  /**
   * Ends the session where the selected mailbox may not be read any more, because the right to was
   * taken away: what is told or fetched from now on would be more than the client may know.
   */
  void mustStillReach() throws Bye {
    if (selected.isPresent() && !selected.get().isReadable()) {
      throw new Bye("The selected mailbox is not shared with this account any more");
    }
  }

  /** Leaves the selected mailbox, if any. Says whether there was one. */
  public boolean unselect() {
    boolean was = selected.isPresent();
    selected.ifPresent(SelectedMailbox::close);
    selected = Optional.empty();
    return was;
  }

  /** Tells what has changed in the selected mailbox, as far as the present command allows it. */
  public void tell() throws IOException {
    alert();
    tell(Optional.empty());
  }

  /** Tells a program that its account is nearly full, now and then: RFC 9051 §7.1, ALERT. */
  private void alert() throws IOException {
    Instant now = settings.clock().instant();
    if (account.isEmpty() || now.isBefore(nextLook)) {
      return;
    }
    nextLook = now.plus(LOOK_AGAIN);
    Optional<String> sentence = common.alerts().due(account.get(), actor, now);
    if (sentence.isPresent()) {
      out.text("* OK [ALERT] ").text(sentence.get()).crlf();
    }
  }

  /** The same, but for a change that the client does not want to hear of. */
  public void tell(Optional<SelectedMailbox.OwnChange> quiet) throws IOException {
    mustStillReach();
    if (selected.isPresent()) {
      selected.get().tell(out, manner, quiet);
    }
  }

  /**
   * How a command ends that has removed messages, once all is told: RFC 7162 §3.2.7, RFC 6851 §4.4.
   *
   * @param some whether there were any
   */
  public Ok removed(String command, boolean some) throws Bad, IOException {
    Ok ok = Ok.completed(command);
    if (!some || !has(Extension.QRESYNC)) {
      return ok;
    }
    tell();
    return ok.with("HIGHESTMODSEQ " + selected().numbering().view().highestModSeq().value());
  }

  @Override
  public void close() {
    unselect();
    if (deflated.isPresent()) {
      deflated.get().end();
      common.compressed().leave();
    }
  }
}
