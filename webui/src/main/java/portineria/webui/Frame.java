package portineria.webui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portineria.webui.AccountBook.Decision;
import portineria.webui.AccountBook.Unit;
import portineria.webui.MailBook.Attachment;
import portineria.webui.MailBook.Headline;
import portineria.webui.MailBook.Look;
import portineria.webui.Overview.Action;
import portineria.webui.Overview.Part;
import portineria.webui.VaultBook.Removal;

/**
 * What is around each page: the way to the others, who is logged in, what was just done.
 *
 * @param here the beginning of the path of the page, by which it is marked among the others
 * @param streamed whether it is a part of a page that goes into a {@link PageStream}: then it need
 *     not ask for the next one by itself
 */
record Frame(
    Words words,
    String here,
    String token,
    Optional<Visitor> visitor,
    Optional<Session.Note> note,
    boolean streamed) {

  /**
   * What htmx must not do here: put a style or a script into the page, or take what it was told
   * from anywhere else; the browser would refuse that anyway.
   */
  static final String HTMX =
      "{\"includeIndicatorStyles\":false,\"allowEval\":false,\"allowScriptTags\":false,"
          + "\"selfRequestsOnly\":true,\"historyCacheSize\":0}";

  /** As in {@code every=60s}. */
  private static final Pattern SETTING = Pattern.compile("\\b([a-z][a-z-]*)=");

  /** A way to a page. */
  record Link(String path, String key, boolean here) {}

  /** Around the answer to {@code ask}. */
  static Frame of(Ask ask, String here) {
    return new Frame(
        ask.words(),
        here,
        ask.token(),
        ask.session().map(Session::visitor),
        ask.session().flatMap(Session::takeNote),
        false);
  }

  /** Around a part of a page that renews itself: what is to be said once waits for a whole one. */
  static Frame silent(Ask ask) {
    return new Frame(
        ask.words(),
        "",
        ask.token(),
        ask.session().map(Session::visitor),
        Optional.empty(),
        ask.streamed());
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
            link("/vault", "vault"),
            link("/backup", "backup"),
            link("/box", "box"),
            link("/", "set-up"))
        : List.of(
            link("/me", "me"),
            link("/me/deleted", "deleted"),
            link("/me/search", "search"),
            link("/", "set-up"));
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
      case Action.Sources sources -> "/sources";
      case Action.Accounts accounts -> "/accounts";
      case Action.Box(Part part) -> "/box#" + part.name().toLowerCase(Locale.ROOT);
      case Action.Removals(String account) -> VaultPages.HERE + "?account=" + Acts.encoded(account);
    };
  }

  String actionWords(Action action) {
    return switch (action) {
      case Action.Source(String name) -> say("action.source", name);
      case Action.Account(String name) -> say("action.account", name);
      case Action.Backup backup -> say("action.backup");
      case Action.Sources sources -> say("action.sources");
      case Action.Accounts accounts -> say("action.accounts");
      case Action.Box(Part part) -> words.of("action.box", part);
      case Action.Removals(String account) -> say("action.removals", account);
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

  /** {@code Customers}, or how many mailboxes besides. */
  String removedFrom(Removal removal) {
    List<String> mailboxes = removal.mailboxes();
    return mailboxes.size() == 1
        ? mailboxes.getFirst()
        : say(
            mailboxes.size() == 2 ? "removal.and-one" : "removal.and-others",
            mailboxes.getFirst(),
            mailboxes.size() - 1);
  }

  /** Who did it, and by what. */
  String removedBy(Removal removal) {
    boolean named = !removal.device().isEmpty();
    return switch (removal.way()) {
      case IMAP -> named ? say("by.device", removal.device(), "IMAP") : say("by.own", "IMAP");
      case POP3 -> named ? say("by.device", removal.device(), "POP3") : say("by.own", "POP3");
      case COMMAND -> named ? say("by.command", removal.device()) : say("by.command-nobody");
      case PAGES ->
          removal.device().equals(removal.account())
              ? say("by.pages-own")
              : say("by.pages", removal.device());
      case COLLEAGUE -> say("by.colleague", removal.device());
      case OTHER -> named ? removal.device() : say("by.box");
    };
  }

  /** What happens when it is put back, in a sentence. */
  String putBackMeans(Removal removal) {
    return removal.asWhole()
        ? say("removal.means-mailbox", removedFrom(removal), words.minute(removal.begun()))
        : words.count("removal.means", removal.left());
  }

  /** Where the pages of a list of removals are, up to the page's number. */
  String removalsPath(String path, String account, boolean everything) {
    return path
        + "?"
        + (account.isEmpty() ? "" : "account=" + Acts.encoded(account) + "&")
        + (everything ? "all=yes&" : "");
  }

  /** The pages of the vault, for who looks after the box. */
  List<Link> vaultWays(String current) {
    return Stream.of(
            "/vault",
            MailPages.SEARCH,
            CopyPages.HERE,
            KeepPages.KEEP,
            RightsPages.HERE,
            KeepPages.CHAIN)
        .map(
            path ->
                new Link(path, "way." + path.substring(1).replace('/', '-'), path.equals(current)))
        .toList();
  }

  String letter(String account, String id) {
    return MailPages.path(account, id);
  }

  String ownLetter(String id) {
    return MailPages.ownPath(id);
  }

  /** In which mailboxes a message is, or from which it was removed. */
  String where(Headline headline) {
    String mailboxes = String.join(", ", headline.mailboxes());
    return headline.removed().isPresent()
        ? say("search.was-in", mailboxes, words.minute(headline.removed().get()))
        : say("search.is-in", mailboxes);
  }

  /** Who has looked. */
  String lookedBy(Look look) {
    return switch (look.way()) {
      case PAGES -> look.by().equals("admin") ? say("looks.admin") : look.by();
      case COMMAND -> look.by().isEmpty() ? say("by.command-nobody") : say("by.command", look.by());
      case IMAP, POP3, COLLEAGUE, OTHER -> look.by().isEmpty() ? say("by.box") : look.by();
    };
  }

  /** As it will be called once it is kept. */
  String fileName(Attachment attachment) {
    return FileName.safe(attachment.name(), say("letter.nameless", attachment.number()));
  }

  /** What a hold covers, in a few words. */
  String covers(KeepBook.Hold hold) {
    List<String> said = new ArrayList<>();
    hold.account().ifPresent(account -> said.add(say("hold.covers-account", account)));
    hold.correspondent().ifPresent(address -> said.add(say("hold.covers-address", address)));
    hold.text().ifPresent(text -> said.add(say("hold.covers-text", text)));
    hold.from().ifPresent(day -> said.add(say("hold.covers-from", words.day(day))));
    hold.to().ifPresent(day -> said.add(say("hold.covers-to", words.day(day))));
    return String.join(" · ", said);
  }

  /** What was done, in words; in the chain's own where they are of a later program. */
  String act(String act) {
    if (act.isEmpty()) {
      return say("chain.unreadable");
    }
    String key = "act." + act;
    return words.has(key) ? say(key) : act.replace('-', ' ');
  }

  /** Where it was asked for. */
  String door(String door) {
    return switch (door) {
      case "web" -> say("door.web");
      case "cli" -> say("door.cli");
      case "box" -> say("by.box");
      default -> door.toUpperCase(Locale.ROOT);
    };
  }

  /** What an entry of the chain names and counts. */
  String about(ChainBook.Entry entry) {
    return entry.about().entrySet().stream()
        .map(
            one -> {
              String key = "part." + one.getKey();
              String what = words.has(key) ? say(key) : one.getKey();
              return what + ": " + detail(one.getValue());
            })
        .collect(Collectors.joining(" · "));
  }

  /** What was changed, in words where the box knows them: it is written down in English. */
  private String detail(String written) {
    String key = "detail." + written.replaceAll("[^a-z0-9]+", "-");
    if (words.has(key)) {
      return say(key);
    }
    return SETTING
        .matcher(written)
        .replaceAll(
            found -> {
              String setting = "detail." + found.group(1);
              String said = words.has(setting) ? say(setting) + ": " : found.group();
              return Matcher.quoteReplacement(said);
            });
  }

  /** Why a message is about a person. */
  String grounds(RightsBook.Match match) {
    return match.grounds().stream()
        .sorted()
        .map(ground -> words.of("ground", ground))
        .collect(Collectors.joining(", "));
  }
}
