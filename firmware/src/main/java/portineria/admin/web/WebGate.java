package portineria.admin.web;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.account.AdminCode;
import portineria.account.AdminPassword;
import portineria.account.Authenticator;
import portineria.account.Authenticator.Outcome;
import portineria.account.PlainCredentials;
import portineria.admin.Box;
import portineria.backup.RecoveryWords;
import portineria.store.Act;
import portineria.store.Actor;
import portineria.store.Digest;
import portineria.store.Directory.Login;
import portineria.store.Refusal;
import portineria.webui.Gate;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.Sentence;
import portineria.webui.Visitor;

/**
 * Lets in who looks after the box, and who has mail on it. Passwords are set one at a time, under
 * this object's lock, so that of two who come first only one is.
 */
final class WebGate implements Gate {
  private static final Sentence CLOSING =
      Sentence.of("The box is being shut down.", "L'apparecchio si sta spegnendo.");

  private static final Logger log = LoggerFactory.getLogger(WebGate.class);

  private final Box box;
  private final Authenticator authenticator;
  private final AdminPassword password;
  private final AdminCode code;

  /**
   * Over a box.
   *
   * @param box in the hands of the administrator
   */
  WebGate(Box box, Authenticator authenticator, AdminPassword password) {
    this.box = box;
    this.authenticator = authenticator;
    this.password = password;
    this.code = new AdminCode(box.store(), box.clock());
  }

  @Override
  public boolean hasAdminPassword() {
    return password.hash().isPresent();
  }

  @Override
  public boolean mayBeSetAnew() {
    return box.front().passwordWindow().isOpen();
  }

  @Override
  public synchronized Visitor setFirst(String fresh) throws Refused {
    if (hasAdminPassword()) {
      throw new Refused(Why.NOT_NOW);
    }
    return set(fresh, "administrator's password set for the first time");
  }

  @Override
  public Visitor setAnew(String words, String fresh, InetAddress from) throws Refused {
    if (!mayBeSetAnew()) {
      throw new Refused(Why.NOT_NOW);
    }
    if (!tried(from, () -> areTheWords(words))) {
      throw new Refused(Why.WORDS_WRONG);
    }
    synchronized (this) {
      if (!mayBeSetAnew()) {
        throw new Refused(Why.NOT_NOW);
      }
      Visitor visitor = set(fresh, "administrator's password set anew, by the recovery words");
      if (code.isWanted()) {
        setCode(""); // the phone may be what was lost
      }
      box.front().passwordWindow().shut();
      return visitor;
    }
  }

  private boolean areTheWords(String typed) {
    try {
      return MessageDigest.isEqual(
          octets(RecoveryWords.parse(typed).text()), octets(box.backups().words().text()));
    } catch (IOException mistyped) {
      return false;
    }
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Visitor change(String old, String fresh, InetAddress from) throws Refused {
    check(old, from);
    synchronized (this) {
      return set(fresh, "administrator's password changed");
    }
  }

  /** Refuses who does not know the administrator's password. */
  void check(String typed, InetAddress from) throws Refused {
    if (!opens(typed, from, () -> true)) {
      throw new Refused(Why.PASSWORD_WRONG);
    }
  }

  private Visitor set(String fresh, String detail) throws Refused {
    try {
      box.setAdminPassword(fresh, detail);
    } catch (Refusal refusal) {
      throw Refused.said(refusal);
    }
    return admin();
  }

  private Visitor admin() {
    return Visitor.admin(stamp(password.hash()));
  }

  @Override
  public boolean wantsCode() {
    return code.isWanted();
  }

  @Override
  public String newCodeSecret() {
    return AdminCode.newSecret(box.random());
  }

  @Override
  public void beginCodes(String secret, String typed, String password, InetAddress from)
      throws Refused {
    check(password, from);
    if (!AdminCode.isSecret(secret) || !code.fits(secret, typed)) {
      throw new Refused(Why.CODE_WRONG);
    }
    setCode(secret);
  }

  @Override
  public void endCodes(String password, InetAddress from) throws Refused {
    check(password, from);
    setCode("");
  }

  private void setCode(String secret) throws Refused {
    try {
      box.setAdminCode(secret);
    } catch (Refusal refusal) {
      throw Refused.said(refusal);
    }
  }

  @Override
  public Entry admin(String typed, String typedCode, InetAddress from) {
    try {
      if (!opens(typed, from, () -> code.fits(typedCode))) {
        return new Entry.Denied();
      }
      box.store().audit().record(box.act(Act.Kind.ADMIN_ENTERED));
    } catch (Refused closing) {
      return new Entry.Unavailable(CLOSING);
    } catch (Refusal unwritten) {
      // A store that takes nothing in is what somebody has to look at now; what it does take in is
      // recorded by itself.
      log.warn("administrator's visit could not be recorded: {}", unwritten.getMessage());
    }
    return new Entry.Welcome(admin());
  }

  private boolean opens(String typed, InetAddress from, AdminPassword.Proof besides)
      throws Refused {
    if (typed.length() > PlainCredentials.LENGTH_MAX) {
      return false;
    }
    try {
      return password.opens(typed, from, besides);
    } catch (InterruptedException closing) {
      throw interrupted();
    }
  }

  private boolean tried(InetAddress from, AdminPassword.Proof proof) throws Refused {
    try {
      return password.tried(from, proof);
    } catch (InterruptedException closing) {
      throw interrupted();
    }
  }

  private static Refused interrupted() {
    Thread.currentThread().interrupt();
    return new Refused(Why.NOT_NOW);
  }

  @Override
  public Entry user(String name, String typed, InetAddress from) {
    if (name.length() > PlainCredentials.LENGTH_MAX
        || typed.length() > PlainCredentials.LENGTH_MAX) {
      return new Entry.Denied();
    }
    return switch (authenticator.login(new PlainCredentials(name, typed), from, "web")) {
      case Outcome.Granted(String account, Actor actor, var ignored) ->
          actor.device().isEmpty() ? new Entry.Welcome(user(account)) : new Entry.OfADevice();
      case Outcome.Denied denied -> new Entry.Denied();
      case Outcome.Closed closed -> new Entry.Closed();
      case Outcome.Unavailable(String why) -> new Entry.Unavailable(Sentence.english(why));
    };
  }

  private Visitor user(String account) {
    return Visitor.user(
        account, stamp(box.store().directory().login(account).flatMap(Login::passwordHash)));
  }

  @Override
  public Visitor changeOwn(String account, String old, String fresh, InetAddress from)
      throws Refused {
    if (!(user(account, old, from) instanceof Entry.Welcome)) {
      throw new Refused(Why.PASSWORD_WRONG);
    }
    try {
      box.by(WebAppliance.actor(user(account))).setPassword(account, fresh);
    } catch (Refusal refusal) {
      throw Refused.said(refusal);
    }
    return user(account);
  }

  @Override
  public boolean knows(Visitor visitor) {
    if (visitor.isAdmin()) {
      return isSame(visitor.stamp(), password.hash());
    }
    Optional<Login> login = box.store().directory().login(visitor.account().orElseThrow());
    return login.isPresent()
        && !login.get().disabled()
        && isSame(visitor.stamp(), login.get().passwordHash());
  }

  private static boolean isSame(String stamp, Optional<String> hash) {
    return hash.isPresent() && stamp.equals(stamp(hash));
  }

  /** Of a hash, because it is kept where the hash need not be. */
  private static String stamp(Optional<String> hash) {
    return HexFormat.of().formatHex(Digest.sha256().digest(octets(hash.orElse(""))));
  }
}
