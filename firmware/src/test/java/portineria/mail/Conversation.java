package portineria.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A message's place among the others: when it was written and what it answers. */
record Conversation(long seed, int n) {
  private static final long FIRST = Instant.parse("2024-01-08T07:30:00Z").getEpochSecond();
  private static final int SECONDS_BETWEEN = 2200;
  private static final int REFERENCES_MAX = 12;
  private static final double ANSWERED = 0.45;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

  private Draw draw() {
    return new Draw(seed ^ 0x7468726561640AL, n);
  }

  String id() {
    Draw draw = draw();
    return "<" + draw.hex(16) + "." + n + "@" + draw.of("mail", "pec", "smtp") + ".example>";
  }

  /** The number of the message that this one answers, or its own. */
  private int parent() {
    Draw draw = new Draw(seed ^ 0x70617265, n);
    return n > 0 && draw.chance(ANSWERED) ? n - draw.between(1, Math.min(n, 15)) : n;
  }

  boolean isAnswer() {
    return parent() != n;
  }

  /** The ids of the messages before it in its thread, the oldest first. */
  List<String> references() {
    List<String> references = new ArrayList<>();
    Conversation each = this;
    while (each.isAnswer() && references.size() < REFERENCES_MAX) {
      each = new Conversation(seed, each.parent());
      references.addFirst(each.id());
    }
    return references;
  }

  /** The subject of the thread, without what is put before it in answers. */
  String subject() {
    Conversation first = this;
    while (first.isAnswer()) {
      first = new Conversation(seed, first.parent());
    }
    Draw draw = first.draw();
    return Prose.draw(draw).subject(draw) + (draw.chance(0.3) ? " n. " + first.n : "");
  }

  Instant time() {
    return Instant.ofEpochSecond(FIRST + (long) n * SECONDS_BETWEEN + draw().below(2000));
  }

  String date(int secondsLater) {
    ZoneOffset zone = ZoneOffset.ofHours(draw().below(3));
    return DATE.format(time().plusSeconds(secondsLater).atOffset(zone));
  }
}
