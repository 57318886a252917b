package portineria.webui;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All pages, and who may see them. The table is the only place that says for whom a page is, and
 * {@link #serve} the only one that looks.
 */
final class Site {
  private final Appliance appliance;
  private final Templates templates = new Templates();
  private final Sessions sessions;
  private final Tokens tokens;
  private final SecureRandom random;
  private final List<Route> routes;

  Site(Appliance appliance, InstantSource clock, SecureRandom random) {
    this.appliance = appliance;
    this.random = random;
    this.sessions = new Sessions(clock, random);
    this.tokens = new Tokens(random);
    List<Route> all = new ArrayList<>();
    all.addAll(new PublicPages(appliance, templates).routes());
    all.addAll(new LoginPages(appliance, templates, sessions).routes());
    all.addAll(new ComebackPages(appliance, templates).routes());
    all.addAll(new StartPages(appliance, templates).routes());
    all.addAll(new TodayPages(appliance, templates).routes());
    all.addAll(new SourcePages(appliance, templates).routes());
    all.addAll(new SendingPages(appliance, templates).routes());
    all.addAll(new AccountPages(appliance, templates).routes());
    all.addAll(new QuotaPages(appliance).routes());
    all.addAll(new SharePages(appliance).routes());
    all.addAll(new ProgramFiles(appliance).routes());
    all.addAll(new VaultPages(appliance, templates, clock).routes());
    all.addAll(new MailPages(appliance, templates).routes());
    all.addAll(new KeepPages(appliance, templates).routes());
    all.addAll(new RightsPages(appliance, templates).routes());
    all.addAll(new BackupPages(appliance, templates).routes());
    all.addAll(new SnapshotPages(appliance, templates).routes());
    all.addAll(new BoxPages(appliance, templates, sessions).routes());
    all.addAll(new NoticePages(appliance).routes());
    all.addAll(new CodePages(appliance, templates).routes());
    all.addAll(new CertificatePages(appliance, templates).routes());
    all.addAll(new UpkeepPages(appliance, templates).routes());
    all.addAll(new UpdatePages(appliance, templates).routes());
    all.addAll(new MonitorPages(appliance).routes());
    all.addAll(new CopyPages(appliance, templates).routes());
    all.addAll(new ErrandPages(templates).routes());
    all.addAll(new OwnPages(appliance, templates, sessions, clock).routes());
    this.routes = List.copyOf(all);
  }

  /** The table; where two rows fit a path, their methods differ. */
  List<Route> routes() {
    return routes;
  }

  /** What the page answers, if it is for who asks. */
  Answer serve(Ask ask) {
    if (ask.route().audience() == Audience.MONITOR) {
      if (!ask.bearer().filter(appliance.monitors(Visitor.admin(""))::knows).isPresent()) {
        return Answer.plain(401, "This needs the token of a monitor, from the page of the box.\n")
            .with("WWW-Authenticate", "Bearer realm=\"portineria\"");
      }
    } else if (!isFor(ask.route().audience(), ask.session())) {
      return ask.session().isEmpty()
          ? toTheLogin(ask)
          : message(ask.words(), 403, "message.others");
    }
    try {
      return ask.route().page().serve(ask);
    } catch (Refused refused) {
      return refused(ask.words(), refused);
    }
  }

  /** A page that says why. */
  Answer refused(Words words, Refused refused) {
    int status = refused.why() == Refused.Why.FORM ? 400 : 422;
    return said(words, status, words.why(refused));
  }

  /** A part that renews itself must not become the page for the login: the whole page has to. */
  private static Answer toTheLogin(Ask ask) {
    return ask.route().isLive()
        ? Answer.plain(401, "").with("HX-Redirect", "/login")
        : Answer.seeOther("/login");
  }

  private static boolean isFor(Audience audience, Optional<Session> session) {
    return switch (audience) {
      case ANYBODY, STRANGER -> true;
      case INSIDE -> session.isPresent();
      case USER -> session.filter(one -> !one.visitor().isAdmin()).isPresent();
      case ADMIN -> session.filter(one -> one.visitor().isAdmin()).isPresent();
      case MONITOR -> false;
    };
  }

  /** The one that a cookie names, of somebody whom the box still lets in. */
  Optional<Session> session(String cookie, boolean byPerson) {
    Optional<Session> found = sessions.find(cookie, byPerson);
    if (found.isPresent() && !appliance.gate().knows(found.get().visitor())) {
      sessions.end(found.get());
      return Optional.empty();
    }
    return found;
  }

  /** A cookie for who is nobody yet, to tie forms to. */
  String newCookie() {
    return Sessions.newId(random);
  }

  String token(String cookie) {
    return tokens.of(cookie);
  }

  boolean fits(String cookie, String token) {
    return tokens.fits(cookie, token);
  }

  /** A page with a few words. */
  Answer message(Words words, int status, String key) {
    return said(words, status, words.say(key));
  }

  /** Where the box is known by another name. */
  Answer otherName(Words words) {
    return said(words, 421, words.say("message.host", String.join(", ", appliance.hosts())));
  }

  private Answer said(Words words, int status, String text) {
    Frame frame = around(words);
    return Answer.html(status, templates.page("message", frame, Map.of("text", text)));
  }

  /** A part of a page after its stream: from now on it asks by itself, and at once. */
  String asking(Words words, String path, String part) {
    return templates.page("asking", around(words), Map.of("path", path, "part", part));
  }

  private static Frame around(Words words) {
    return new Frame(words, "", "", Optional.empty(), Optional.empty(), false);
  }
}
