package portineria.admin.web;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import portineria.account.AdminPassword;
import portineria.account.Authenticator;
import portineria.admin.Box;
import portineria.admin.EventLog;
import portineria.admin.Guests;
import portineria.admin.Homecoming;
import portineria.admin.OpenDoors;
import portineria.fetch.provider.Providers;
import portineria.health.BoardHealth;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.webui.AccountBook;
import portineria.webui.Appliance;
import portineria.webui.BackupBook;
import portineria.webui.BoardState;
import portineria.webui.CertificateBook;
import portineria.webui.ChainBook;
import portineria.webui.Comeback;
import portineria.webui.CopyBook;
import portineria.webui.Gate;
import portineria.webui.KeepBook;
import portineria.webui.MailBook;
import portineria.webui.Monitors;
import portineria.webui.NoticeBook;
import portineria.webui.Overview;
import portineria.webui.ProviderBook;
import portineria.webui.QuotaBook;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.RightsBook;
import portineria.webui.SendingBook;
import portineria.webui.ShareBook;
import portineria.webui.SnapshotBook;
import portineria.webui.SourceBook;
import portineria.webui.StartBook;
import portineria.webui.UpdateBook;
import portineria.webui.Upkeep;
import portineria.webui.VaultBook;
import portineria.webui.Visitor;

/** The running box, as its pages see it. */
public final class WebAppliance implements Appliance {
  private static final String DOOR = "web";

  /** As the audit chain names who looks after the box by its pages. */
  private static final Actor ADMIN = new Actor("admin", DOOR);

  private final Box box;
  private final OpenDoors doors;
  private final Tools tools;
  private final WebGate gate;
  private final WebOverview overview;
  private final Fetchings fetchings;
  private final WebComeback comeback;
  private final SnapshotDesk snapshots;
  private final CopyFolder copies;
  private final Optional<UpdateInbox> updates;
  private final WebProviders providers = new WebProviders(Providers.standard());

  /**
   * What pages need besides.
   *
   * @param guests the mail programs that are here
   * @param homecoming how a new box takes over from a backup
   * @param shutDown ends the whole program; returns at once
   * @param restart ends all that it does and begins it anew; returns at once
   * @param updates where the image says what became of an update; empty where it is no image
   */
  public record Tools(
      Guests guests,
      EventLog log,
      Homecoming homecoming,
      Runnable shutDown,
      Runnable restart,
      Optional<Path> updates) {}

  /** Over a box whose doors are open, or are about to be. */
  public WebAppliance(
      Box box,
      OpenDoors doors,
      Tools tools,
      Authenticator authenticator,
      AdminPassword adminPassword) {
    this.box = box;
    this.doors = doors;
    this.tools = tools;
    this.gate = new WebGate(box.by(ADMIN), authenticator, adminPassword);
    this.overview = new WebOverview(box, doors, tools.guests());
    this.fetchings = new Fetchings(box);
    this.comeback = new WebComeback(tools.homecoming(), box);
    this.snapshots = new SnapshotDesk(box);
    this.copies = CopyFolder.of(box.data());
    this.updates = tools.updates().map(note -> UpdateInbox.of(box.data(), note));
    // Neither a copy that waits for who fetches it nor a list of what a backup holds may tell of
    // what was erased.
    box.store()
        .tellOfErased(
            messages -> {
              snapshots.close();
              copies.deleteLeft();
            });
  }

  /** Who acts, when {@code visitor} does something. */
  static Actor actor(Visitor visitor) {
    return visitor.account().map(account -> new Actor(account, DOOR)).orElse(ADMIN);
  }

  /** The accounts whose mail is for {@code visitor} to see: all, or their own. */
  static List<String> accounts(Box box, Visitor visitor) {
    return visitor.account().map(List::of).orElseGet(box.store()::accountNames);
  }

  /** The mail of an account; to whom it is not for, there is no such account. */
  static Account mail(Box box, Visitor visitor, String account) throws Refused {
    Optional<Account> mail =
        accounts(box, visitor).contains(account)
            ? box.store().account(account, box.actor())
            : Optional.empty();
    return mail.orElseThrow(() -> new Refused(Why.ACCOUNT_UNKNOWN, account));
  }

  private Box by(Visitor visitor) {
    return box.by(actor(visitor));
  }

  @Override
  public List<String> hosts() {
    return doors.hosts();
  }

  @Override
  public List<Door> doors() {
    return doors.doors();
  }

  @Override
  public String caCertificatePem() {
    return doors.caCertificatePem();
  }

  @Override
  public String caFingerprint() {
    return doors.caFingerprint();
  }

  @Override
  public Gate gate() {
    return gate;
  }

  @Override
  public Overview overview() {
    return overview;
  }

  @Override
  public SourceBook sources(Visitor visitor) {
    return new WebSources(by(visitor), fetchings);
  }

  @Override
  public StartBook start(Visitor visitor) {
    return new WebStart(by(visitor));
  }

  @Override
  public Comeback comeback() {
    return comeback;
  }

  @Override
  public ProviderBook providers() {
    return providers;
  }

  @Override
  public SendingBook sending(Visitor visitor) {
    return new WebSending(by(visitor), providers);
  }

  @Override
  public Optional<SendingBook.Way> sendingAt(String domain) {
    return new WebSending(box, providers).at(domain);
  }

  @Override
  public AccountBook accounts(Visitor visitor) {
    return new WebAccounts(by(visitor));
  }

  @Override
  public ShareBook shares(Visitor visitor) {
    return new WebShares(by(visitor));
  }

  @Override
  public Upkeep upkeep(Visitor visitor) {
    return new WebUpkeep(by(visitor), tools, overview);
  }

  @Override
  public Optional<UpdateBook> updates(Visitor visitor) {
    return updates.map(inbox -> new WebUpdates(by(visitor), inbox));
  }

  @Override
  public CertificateBook certificates(Visitor visitor) {
    return new WebCertificates(by(visitor), doors.tls());
  }

  @Override
  public Optional<CertificateBook.Given> givenCertificate() {
    return WebCertificates.given(doors.tls());
  }

  @Override
  public NoticeBook notices(Visitor visitor) {
    return new WebNotices(by(visitor));
  }

  @Override
  public BoardState board() {
    BoardHealth board = BoardHealth.of(Path.of("/"));
    OptionalInt celsius =
        board.celsius().isPresent()
            ? OptionalInt.of((int) Math.round(board.celsius().get()))
            : OptionalInt.empty();
    return new BoardState(celsius, board.isHot(), board.voltageLow());
  }

  @Override
  public Monitors monitors(Visitor visitor) {
    return new WebMonitors(by(visitor));
  }

  @Override
  public QuotaBook quotas(Visitor visitor) {
    return new WebQuotas(by(visitor), visitor);
  }

  @Override
  public VaultBook vault(Visitor visitor) {
    return new WebVault(by(visitor), visitor);
  }

  @Override
  public MailBook mail(Visitor visitor) {
    return new WebMail(by(visitor), visitor);
  }

  @Override
  public KeepBook keep(Visitor visitor) {
    return new WebKeep(by(visitor));
  }

  @Override
  public ChainBook chain(Visitor visitor) {
    return new WebChain(by(visitor));
  }

  @Override
  public RightsBook rights(Visitor visitor) {
    return new WebRights(by(visitor), RightsBook.MATCHES_MAX);
  }

  @Override
  public BackupBook backups(Visitor visitor) {
    return new WebBackups(by(visitor), gate);
  }

  @Override
  public SnapshotBook snapshots(Visitor visitor) {
    return new WebSnapshots(by(visitor), snapshots);
  }

  @Override
  public CopyBook copies(Visitor visitor) {
    return new WebCopies(by(visitor), copies);
  }
}
