package portineria.webui;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import portineria.webui.AccountBook.Decision;
import portineria.webui.AccountBook.Unit;
import portineria.webui.Overview.Action;

/**
 * What is around each page: the way to the others, who is logged in, what was just done.
 *
 * @param here the beginning of the path of the page, by which it is marked among the others
 */
record Frame(
    Words words,
    String here,
    String token,
    Optional<Visitor> visitor,
    Optional<Session.Note> note) {

  /**
   * What htmx must not do here: put a style or a script into the page, or take what it was told
   * from anywhere else; the browser would refuse that anyway.
   */
  static final String HTMX =
      "{\"includeIndicatorStyles\":false,\"allowEval\":false,\"allowScriptTags\":false,"
          + "\"selfRequestsOnly\":true,\"historyCacheSize\":0}";

  /** A way to a page. */
  record Link(String path, String key, boolean here) {}

  /** Around the answer to {@code ask}. */
  static Frame of(Ask ask, String here) {
    return new Frame(
        ask.words(),
        here,
        ask.token(),
        ask.session().map(Session::visitor),
        ask.session().flatMap(Session::takeNote));
  }

  /** Around a part of a page that renews itself: what is to be said once waits for a whole one. */
  static Frame silent(Ask ask) {
    return new Frame(
        ask.words(), "", ask.token(), ask.session().map(Session::visitor), Optional.empty());
  }

  /** The pages that who is here may see. */
  List<Link> links() {
    if (visitor.isEmpty()) {
      return List.of(link("/", "set-up"), link("/login", "login"));
    }
    return visitor.get().isAdmin()
        ? List.of(
            link("/today", "today"),
            link("/sources", "sources"),
            link("/accounts", "accounts"),
            link("/backup", "backup"),
            link("/box", "box"),
            link("/", "set-up"))
        : List.of(link("/me", "me"), link("/", "set-up"));
  }

  private Link link(String path, String name) {
    return new Link(path, "nav." + name, path.equals(here));
  }

  /** The language that is not spoken here. */
  Language otherLanguage() {
    return words.language() == Language.ITALIAN ? Language.ENGLISH : Language.ITALIAN;
  }

  String say(String key, Object... values) {
    return values.length == 0 ? words.say(key) : words.say(key, values);
  }

  String source(String name) {
    return SourcePages.path(name);
  }

  String account(String name) {
    return AccountPages.path(name);
  }

  /** The page on which something is done about a concern. */
  String action(Action action) {
    return switch (action) {
      case Action.Source(String name) -> source(name);
      case Action.Account(String name) -> account(name);
      case Action.Backup backup -> "/backup";
    };
  }

  String actionWords(Action action) {
    return switch (action) {
      case Action.Source(String name) -> say("action.source", name);
      case Action.Account(String name) -> say("action.account", name);
      case Action.Backup backup -> say("action.backup");
    };
  }

  /** How long mail is kept, in a sentence. */
  String decision(Optional<Decision> decision) {
    if (decision.isEmpty()) {
      return say("retention.undecided");
    }
    Decision decided = decision.get();
    String time =
        decided.unit() == Unit.FOREVER
            ? say("retention.forever")
            : words.count(unit(decided.unit()), decided.amount());
    return say("retention.decided", words.of("kind-short", decided.kind()), time, decided.reason());
  }

  private static String unit(Unit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }
}
