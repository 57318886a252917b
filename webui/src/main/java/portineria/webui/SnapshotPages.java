package portineria.webui;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import portineria.webui.Refused.Why;
import portineria.webui.Route.Method;
import portineria.webui.SnapshotBook.Line;
import portineria.webui.SnapshotBook.Shown;
import portineria.webui.SnapshotBook.State;

/**
 * Single messages out of a backup, step by step: which target, which backup, whose mailbox and why,
 * which messages. Only who has given a reason sees the list, and for as long as that holds.
 */
final class SnapshotPages {
  static final String HERE = "/backup/messages";

  private static final int TEXT_MAX = 500;

  private final Appliance appliance;
  private final Templates templates;

  SnapshotPages(Appliance appliance, Templates templates) {
    this.appliance = appliance;
    this.templates = templates;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, HERE, Audience.ADMIN, this::show),
        new Route(Method.GET, HERE + "/live", Audience.ADMIN, this::live),
        new Route(Method.POST, HERE + "/target", Audience.ADMIN, this::target),
        new Route(Method.POST, HERE + "/open", Audience.ADMIN, this::open),
        new Route(Method.POST, HERE + "/look", Audience.ADMIN, this::look),
        new Route(Method.POST, HERE + "/put-back", Audience.ADMIN, this::putBack),
        new Route(Method.POST, HERE + "/close", Audience.ADMIN, this::close));
  }

  private SnapshotBook book(Ask ask) {
    return appliance.snapshots(ask.who().visitor());
  }

  private Answer show(Ask ask) {
    State state = book(ask).state();
    Optional<Shown> shown = state.shown().filter(one -> looking(ask, one).isPresent());
    List<Line> found =
        shown.map(Shown::lines).orElse(List.of()).stream()
            .filter(line -> line.has(words(ask.query())))
            .toList();
    Chunk<Line> chunk = Chunk.of(found, ask);
    Map<String, Object> values =
        Map.of(
            "state",
            state,
            "targets",
            appliance.backups(ask.who().visitor()).targets(),
            "shown",
            shown,
            "lines",
            new Chunk<>(book(ask).asOfNow(chunk.lines()), chunk.number(), chunk.total()),
            "reason",
            shown.flatMap(one -> looking(ask, one)).orElse(""),
            "words",
            ask.query().text("words"));
    return Answer.html(templates.page("snapshots", Frame.of(ask, "/backup"), values));
  }

  /** Why who asks looks into this mail, as long as that holds. */
  private static Optional<String> looking(Ask ask, Shown shown) {
    return ask.who()
        .looking()
        .filter(one -> one.isAbout(Optional.of(shown.account())))
        .map(Session.Looking::reason);
  }

  private static List<String> words(Form form) {
    return Stream.of(form.text("words").toLowerCase(Locale.ROOT).split("\\s+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private Answer live(Ask ask) {
    State state = book(ask).state();
    if (state.going().isEmpty()) {
      return Answer.plain(200, "").with("HX-Redirect", HERE);
    }
    return Answer.html(
        templates.page("snapshotslive", Frame.silent(ask), Map.of("going", state.going().get())));
  }

  private interface Act {
    void run() throws Refused;
  }

  /** Begins something, whose progress the page then shows. */
  private static Answer begin(Ask ask, Act act) {
    try {
      act.run();
    } catch (Refused refused) {
      ask.who().note(false, ask.words().why(refused));
    }
    return Answer.seeOther(HERE);
  }

  private Answer target(Ask ask) {
    return begin(ask, () -> book(ask).list(ask.form().exact("target")));
  }

  private Answer open(Ask ask) {
    return begin(ask, () -> book(ask).open(ask.form().exact("snapshot")));
  }

  /** No account has a stroke in its name; a mailbox may. */
  private Answer look(Ask ask) {
    return begin(
        ask,
        () -> {
          String place = ask.form().exact("place");
          int stroke = place.indexOf('/');
          if (stroke < 0) {
            throw new Refused(Why.FORM);
          }
          String reason = ask.form().text("reason");
          if (reason.isEmpty()) {
            throw new Refused(Why.REASON_MISSING);
          }
          if (reason.length() > TEXT_MAX) {
            throw new Refused(Why.FORM);
          }
          String account = place.substring(0, stroke);
          book(ask).look(account, place.substring(stroke + 1), reason);
          ask.who().look(Optional.of(account), reason);
        });
  }

  private Answer putBack(Ask ask) {
    return begin(
        ask,
        () -> {
          Shown shown = book(ask).state().shown().orElseThrow(() -> new Refused(Why.SNAPSHOT_SHUT));
          String reason = looking(ask, shown).orElseThrow(() -> new Refused(Why.REASON_MISSING));
          List<String> ids = ticked(ask.form(), shown);
          if (ids.isEmpty()) {
            throw new Refused(Why.NOTHING_TICKED);
          }
          book(ask).putBack(ids, reason);
        });
  }

  /** Those that were ticked, or all that have the words. */
  private static List<String> ticked(Form form, Shown shown) {
    List<String> words = words(form);
    return shown.lines().stream()
        .filter(line -> form.ticked("all") ? line.has(words) : form.ticked(line.id()))
        .map(Line::id)
        .toList();
  }

  private Answer close(Ask ask) {
    book(ask).close();
    return Answer.seeOther(HERE);
  }
}
