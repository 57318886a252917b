package portineria.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import portineria.store.Intake.Failure;
import portineria.store.Source;
import portineria.store.Sources.Status;

/** A source in sentences. */
final class SourceText {
  /** Failed messages that are named; the rest is counted. */
  private static final int NAMED_MAX = 5;

  private SourceText() {}

  static String settings(Source source) {
    return String.format(
        Locale.ROOT,
        "%s  %s:%d %s user=%s account=%s mailbox=%s keep=%s every=%ds%s",
        source.name(),
        source.host(),
        source.port(),
        source.tls().name().toLowerCase(Locale.ROOT),
        source.user(),
        source.account(),
        source.mailbox(),
        KeepText.say(source.keep()),
        source.every().toSeconds(),
        source.paused() ? " paused" : "");
  }

  /** How it was found; what needs a person says so. */
  static List<String> state(Source source, Status status, List<Failure> failures) {
    List<String> lines = new ArrayList<>();
    lines.add(
        status
            .lastSuccess()
            .map(
                when ->
                    String.format(
                        Locale.ROOT,
                        "fetched %s; upstream %,d messages, %s",
                        Times.minute(when),
                        status.upstreamMessages(),
                        Sizes.say(status.upstreamOctets())))
            .orElse("never fetched yet"));
    lines.addAll(problems(source, status, failures));
    return lines;
  }

  /** What needs a person. */
  static List<String> problems(Source source, Status status, List<Failure> failures) {
    List<String> lines = new ArrayList<>();
    status
        .problem()
        .ifPresent(
            problem ->
                lines.add(
                    "problem"
                        + status.problemSince().map(at -> " since " + Times.minute(at)).orElse("")
                        + ": "
                        + problem));
    status
        .emptiedByOther()
        .ifPresent(
            when ->
                lines.add(
                    "another program deletes messages from this mailbox, last seen "
                        + Times.minute(when)
                        + ": switch that off there, or mail may be missing here"));
    if (!failures.isEmpty()) {
      lines.add(failures.size() + " messages could not be fetched; they are tried again:");
      failures.stream().limit(NAMED_MAX).map(SourceText::say).forEach(lines::add);
    }
    return lines;
  }

  private static String say(Failure failure) {
    return "  "
        + failure.key()
        + ": "
        + failure.lastReason().orElse("no reason given")
        + " ("
        + failure.attempts()
        + " times, last "
        + Times.minute(failure.lastAttempt())
        + ")";
  }
}
