package portineria.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import portineria.fetch.SourceCheck;
import portineria.health.Sizes;
import portineria.health.Times;
import portineria.store.Sources.Status;

/** A source in a list. */
final class SourceText {
  private SourceText() {}

  static String state(Status status) {
    return status
        .lastSuccess()
        .map(
            when ->
                String.format(
                    Locale.ROOT,
                    "fetched %s; upstream %,d messages, %s",
                    Times.minute(when),
                    status.upstreamMessages(),
                    Sizes.say(status.upstreamOctets())))
        .orElse("never fetched yet");
  }

  /** What a visit saw, without what was wrong. */
  static List<String> found(SourceCheck check) {
    List<String> lines = new ArrayList<>();
    check
        .certificate()
        .ifPresent(
            certificate ->
                lines.add(
                    "certificate of "
                        + String.join(", ", certificate.names())
                        + ", issued by "
                        + certificate.issuer()
                        + ", until "
                        + Times.day(certificate.until())));
    if (!check.capabilities().isEmpty()) {
      lines.add("offers " + String.join(", ", check.capabilities()));
    }
    if (check.problem().isEmpty()) {
      lines.add(
          String.format(
              Locale.ROOT, "well: %,d messages, %s", check.messages(), Sizes.say(check.octets())));
    }
    return lines;
  }
}
