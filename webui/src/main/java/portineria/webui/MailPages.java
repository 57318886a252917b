package portineria.webui;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.webui.MailBook.Found;
import portineria.webui.MailBook.Letter;
import portineria.webui.MailBook.State;
import portineria.webui.MailBook.Wish;
import portineria.webui.Refused.Why;
import portineria.webui.Route.Method;

/**
 * Mail is found, read and put back: by a person their own, whose pages take no account from the
 * request; by who looks after the box that of others, for a reason that is asked for first, holds
 * for an hour, and is written down for whose mail it is.
 *
 * <p>What a message says is shown in a frame of its own, whose policy lets nothing in it act or
 * load: {@link SafeHtml}. It is sent to who has opened the message, and so was written down.
 */
final class MailPages {
  static final String SEARCH = "/vault/search";
  static final String OWN_SEARCH = "/me/search";
  static final String OWN_LOOKS = "/me/looks";

  private static final int TEXT_MAX = 500;

  /** Of the fields of a search, those that the address of its answer has. */
  private static final List<String> FIELDS =
      List.of("account", "sender", "recipient", "words", "from", "to", "attachment", "state");

  /** The page that shows a message has the frame; what is in the frame is more than harmless. */
  private static final String WITH_FRAME =
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src"
          + " 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors"
          + " 'none'";

  /**
   * No script, nothing from elsewhere, no form, and an origin of its own even without the frame:
   * what gets through the sanitiser can still do nothing.
   */
  static final String IN_FRAME =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri"
          + " 'none'; frame-ancestors 'self'; sandbox";

  private final Appliance appliance;
  private final Templates templates;

  MailPages(Appliance appliance, Templates templates) {
    this.appliance = appliance;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, SEARCH, Audience.ADMIN, this::search),
        new Route(Method.POST, "/vault/look", Audience.ADMIN, this::look),
        new Route(Method.POST, "/vault/look-end", Audience.ADMIN, this::lookNoMore),
        new Route(Method.POST, "/vault/export", Audience.ADMIN, this::export),
        new Route(Method.POST, "/me/export", Audience.USER, this::export),
        new Route(Method.GET, "/vault/mail/*/*", Audience.ADMIN, this::open),
        new Route(Method.GET, "/vault/mail/*/*/body", Audience.ADMIN, this::body),
        new Route(Method.GET, "/vault/mail/*/*/whole", Audience.ADMIN, this::whole),
        new Route(Method.GET, "/vault/mail/*/*/file/*", Audience.ADMIN, this::attachment),
        new Route(Method.POST, "/vault/mail/*/*/put-back", Audience.ADMIN, this::putBack),
        new Route(Method.GET, OWN_SEARCH, Audience.USER, this::ownSearch),
        new Route(Method.GET, OWN_LOOKS, Audience.USER, this::looks),
        new Route(Method.GET, "/me/mail/*", Audience.USER, this::open),
        new Route(Method.GET, "/me/mail/*/body", Audience.USER, this::body),
        new Route(Method.GET, "/me/mail/*/whole", Audience.USER, this::whole),
        new Route(Method.GET, "/me/mail/*/file/*", Audience.USER, this::attachment),
        new Route(Method.POST, "/me/mail/*/put-back", Audience.USER, this::putBack));
  }

  private MailBook book(Ask ask) {
    return appliance.mail(ask.who().visitor());
  }

  /**
   * A message that is asked for.
   *
   * @param path of its page
   */
  private record Named(String account, String id, String path) {
    static Named of(Ask ask) {
      List<String> open = ask.path();
      return ask.who()
          .visitor()
          .account()
          .map(own -> new Named(own, open.getFirst(), ownPath(open.getFirst())))
          .orElseGet(
              () -> new Named(open.get(0), open.get(1), MailPages.path(open.get(0), open.get(1))));
    }
  }

  static String path(String account, String id) {
    return "/vault/mail/" + Acts.encoded(account) + "/" + Acts.encoded(id);
  }

  static String ownPath(String id) {
    return "/me/mail/" + Acts.encoded(id);
  }

  private Answer search(Ask ask) throws Refused {
    Optional<Session.Looking> looking =
        ask.query().fields().containsKey("account")
            ? ask.who().looking().filter(one -> one.isAbout(ask.query().given("account")))
            : Optional.empty();
    return looking.isEmpty()
        ? results(ask, Optional.empty(), 200, Optional.empty())
        : found(ask, looking.map(Session.Looking::reason));
  }

  private Answer ownSearch(Ask ask) throws Refused {
    boolean asked = FIELDS.stream().anyMatch(ask.query().fields()::containsKey);
    return asked
        ? found(ask, Optional.empty())
        : results(ask, Optional.empty(), 200, Optional.empty());
  }

  private Answer found(Ask ask, Optional<String> reason) throws Refused {
    return Errand.run(ask, "errand.search", progress -> results(ask, reason));
  }

  private Answer results(Ask ask, Optional<String> reason) throws Refused {
    try {
      Optional<String> own = ask.who().visitor().account();
      Wish wish = wish(ask.query(), own.or(() -> ask.query().given("account")));
      return results(ask, Optional.of(book(ask).search(wish, reason)), 200, Optional.empty());
    } catch (Refused refused) {
      return results(ask, Optional.empty(), 422, Optional.of(ask.words().why(refused)));
    }
  }

  private Answer results(Ask ask, Optional<Found> found, int status, Optional<String> problem) {
    Form typed = ask.isPost() ? ask.form() : ask.query();
    boolean admin = ask.who().visitor().isAdmin();
    Map<String, Object> values =
        Map.of(
            "admin", admin,
            "accounts", admin ? book(ask).accounts() : List.of(),
            "typed", typed,
            "found", found,
            "older",
                found
                    .flatMap(Found::older)
                    .map(older -> address(admin ? SEARCH : OWN_SEARCH, typed) + "&older=" + older)
                    .orElse(""),
            "fields", FIELDS,
            "looking", ask.who().looking(),
            "days", book(ask).lookDays(),
            "problem", problem);
    String here = admin ? VaultPages.HERE : OWN_SEARCH;
    return Answer.html(status, templates.page("search", Frame.of(ask, here), values));
  }

  private static Wish wish(Form form, Optional<String> account) throws Refused {
    return new Wish(
        account,
        text(form, "sender"),
        text(form, "recipient"),
        text(form, "words"),
        form.day("from", Why.SEARCH_DAY),
        form.day("to", Why.SEARCH_DAY),
        form.ticked("attachment"),
        form.exact("state").isEmpty() ? State.ANY : form.choice("state", State.class),
        form.given("older"));
  }

  private static String text(Form form, String field) throws Refused {
    String text = form.text(field);
    if (text.length() > TEXT_MAX) {
      throw new Refused(Why.FORM);
    }
    return text;
  }

  /** Where the answer to a search is. */
  private static String address(String path, Form form) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String field : FIELDS) {
      form.given(field).ifPresent(value -> given.put(field, value));
    }
    given.putIfAbsent("account", "");
    StringBuilder address = new StringBuilder(path);
    given.forEach(
        (field, value) ->
            address
                .append(address.indexOf("?") < 0 ? '?' : '&')
                .append(field)
                .append('=')
                .append(Acts.encoded(value)));
    return address.toString();
  }

  /** Why is asked first; then goes on to what was asked for. */
  private Answer look(Ask ask) {
    try {
      Form form = ask.form();
      Optional<String> account = form.given("account");
      if (account.isPresent() && !book(ask).accounts().contains(account.get())) {
        throw new Refused(Why.ACCOUNT_UNKNOWN, account.get());
      }
      String reason = text(form, "reason");
      if (reason.isEmpty()) {
        throw new Refused(Why.REASON_MISSING);
      }
      wish(form, account);
      ask.who().look(account, reason);
      return Answer.seeOther(address(SEARCH, form));
    } catch (Refused refused) {
      return results(ask, Optional.empty(), 422, Optional.of(ask.words().why(refused)));
    }
  }

  /** What was found, as a file. */
  private Answer export(Ask ask) throws Refused {
    Optional<String> own = ask.who().visitor().account();
    Optional<String> account = own.or(() -> ask.form().given("account"));
    Optional<String> reason =
        ask.who().looking().filter(one -> one.isAbout(account)).map(Session.Looking::reason);
    if (own.isEmpty() && reason.isEmpty()) {
      ask.who().note(false, ask.words().why(new Refused(Why.REASON_MISSING)));
      return Answer.seeOther(SEARCH);
    }
    return Answer.file(book(ask).export(wish(ask.form(), account), reason), "mail.zip");
  }

  private Answer lookNoMore(Ask ask) {
    ask.who().lookNoMore();
    return Answer.seeOther(SEARCH);
  }

  private Answer open(Ask ask) throws Refused {
    Named named = Named.of(ask);
    Optional<String> reason = Optional.empty();
    if (ask.who().visitor().isAdmin()) {
      Optional<Session.Looking> looking = looking(ask, named);
      if (looking.isEmpty()) {
        return toTheReason(ask, named);
      }
      reason = Optional.of(looking.get().reason());
    }
    Letter letter = book(ask).open(named.account(), named.id(), reason);
    ask.who().opened(named.account(), named.id());
    boolean asText = !letter.hasHtml() || ask.query().exact("view").equals("text");
    Map<String, Object> values =
        Map.of(
            "letter",
            letter,
            "path",
            named.path(),
            "admin",
            ask.who().visitor().isAdmin(),
            "asText",
            asText,
            "links",
            asText ? List.of() : safe(ask, named).links());
    String here = ask.who().visitor().isAdmin() ? VaultPages.HERE : OWN_SEARCH;
    return Answer.html(templates.page("letter", Frame.of(ask, here), values))
        .with("Content-Security-Policy", WITH_FRAME);
  }

  private static Optional<Session.Looking> looking(Ask ask, Named named) {
    return ask.who().looking().filter(one -> one.isAbout(Optional.of(named.account())));
  }

  private Answer toTheReason(Ask ask, Named named) {
    ask.who().note(false, ask.words().why(new Refused(Why.REASON_MISSING)));
    return ask.who().visitor().isAdmin() ? Answer.seeOther(SEARCH) : Answer.seeOther(named.path());
  }

  /** Whether who asks has opened the message, and for the administrator the reason still holds. */
  private static boolean isOpened(Ask ask, Named named) {
    return ask.who().hasOpened(named.account(), named.id())
        && (!ask.who().visitor().isAdmin() || looking(ask, named).isPresent());
  }

  private SafeLetter safe(Ask ask, Named named) throws Refused {
    return SafeLetter.of(book(ask).body(named.account(), named.id()));
  }

  private Answer body(Ask ask) throws Refused {
    Named named = Named.of(ask);
    if (!isOpened(ask, named)) {
      return toTheReason(ask, named);
    }
    String page =
        templates.page("body", Frame.silent(ask), Map.of("pieces", safe(ask, named).pieces()));
    return Answer.html(page)
        .with("Content-Security-Policy", IN_FRAME)
        .with("X-Frame-Options", "SAMEORIGIN");
  }

  private Answer whole(Ask ask) throws Refused {
    Named named = Named.of(ask);
    return isOpened(ask, named)
        ? Answer.file(book(ask).whole(named.account(), named.id()), "message.eml")
        : toTheReason(ask, named);
  }

  private Answer attachment(Ask ask) throws Refused {
    Named named = Named.of(ask);
    if (!isOpened(ask, named)) {
      return toTheReason(ask, named);
    }
    String number = ask.path().getLast();
    if (!number.matches("[0-9]{1,6}")) {
      throw new Refused(Why.MESSAGE_UNKNOWN);
    }
    return Answer.file(
        book(ask).attachment(named.account(), named.id(), Integer.parseInt(number)),
        "attachment-" + number);
  }

  private Answer putBack(Ask ask) {
    Named named = Named.of(ask);
    if (!isOpened(ask, named)) {
      return toTheReason(ask, named);
    }
    try {
      String mailbox = book(ask).putBack(named.account(), named.id());
      ask.who().note(true, ask.words().say("done.message-back", mailbox));
    } catch (Refused refused) {
      ask.who().note(false, ask.words().why(refused));
    }
    return Answer.seeOther(named.path());
  }

  private Answer looks(Ask ask) throws Refused {
    Map<String, Object> values =
        Map.of(
            "looks", Chunk.of(book(ask).looks(ask.account()), ask),
            "days", book(ask).lookDays());
    return Answer.html(templates.page("looks", Frame.of(ask, OWN_LOOKS), values));
  }

  /** The last that looked, for a person's first page. */
  static List<MailBook.Look> lastLooks(Appliance appliance, Ask ask) throws Refused {
    return appliance.mail(ask.who().visitor()).looks(ask.account()).stream().limit(3).toList();
  }
}
