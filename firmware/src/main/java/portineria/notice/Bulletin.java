package portineria.notice;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import portineria.health.Sizes;
import portineria.health.Times;
import portineria.health.Urgency;
import portineria.health.Words;
import portineria.store.BoxLanguage;

/** The words of the messages, in the language of the box. Lines end with CRLF. */
final class Bulletin {
  private static final String BREAK = "\r\n";

  private static final Words URGENT = new Words("Portineria, urgent: ", "Portineria, urgente: ");

  private static final Words AGAIN = new Words("well again: ", "di nuovo a posto: ");

  private static final Words MANY =
      new Words("%d things need a person", "%d cose chiedono una persona");

  private static final Words MANY_AGAIN =
      new Words("%d things are well again", "%d cose sono di nuovo a posto");

  private static final Words ONE = new Words("1 thing needs a person", "1 cosa chiede una persona");

  private static final Words SINCE =
      new Words("Noticed by the box on %s.", "Notato dall'apparecchio il %s.");

  private static final Words WORSE =
      new Words("This has become urgent:", "Questo è diventato urgente:");

  private static final Words OVER =
      new Words(
          "Since %s this is not to be seen any more:", "Dal %s questo non si vede più, è passato:");

  private static final Words FOOT =
      new Words(
          "This message was written by Portineria, the mail box in your office. Of each thing it"
              + " tells once, and once more when it is over. How it is now, the box's page Today"
              + " shows (in a terminal, portineria status).",
          "Questo messaggio l'ha scritto Portineria, l'apparecchio della posta in ufficio. Di ogni"
              + " cosa avvisa una volta, e un'altra quando è passata. Come sta adesso lo mostra la"
              + " pagina Oggi dell'apparecchio (in un terminale, portineria status).");

  private final BoxLanguage language;

  Bulletin(BoxLanguage language) {
    this.language = language;
  }

  /** A message's head and body. */
  record Text(String subject, String body) {}

  /** What there is to tell, in one message. */
  Text of(List<News> news) {
    List<News> wrong = news.stream().filter(one -> one.kind() != News.Kind.OVER).toList();
    List<News> over = news.stream().filter(one -> one.kind() == News.Kind.OVER).toList();
    StringBuilder body = new StringBuilder();
    wrong.forEach(one -> tell(body, one));
    over.forEach(one -> tell(body, one));
    return new Text(subject(wrong, over), body.append(foot()).toString());
  }

  private String subject(List<News> wrong, List<News> over) {
    if (wrong.isEmpty()) {
      return "Portineria: "
          + (over.size() == 1
              ? say(AGAIN) + title(over.getFirst())
              : String.format(Locale.ROOT, say(MANY_AGAIN), over.size()));
    }
    boolean urgent = isUrgent(wrong);
    return (urgent ? say(URGENT) : "Portineria: ")
        + (wrong.size() == 1 ? title(wrong.getFirst()) : many(wrong.size()));
  }

  private String many(int count) {
    return count == 1 ? say(ONE) : String.format(Locale.ROOT, say(MANY), count);
  }

  static boolean isUrgent(List<News> news) {
    return news.stream()
        .anyMatch(one -> one.kind() != News.Kind.OVER && one.urgency() == Urgency.NOW);
  }

  private String title(News news) {
    String subject = news.cause().subject();
    return say(news.cause().topic().title()) + (subject.isEmpty() ? "" : " (" + subject + ")");
  }

  private void tell(StringBuilder body, News news) {
    String sentence = news.words().in(language);
    switch (news.kind()) {
      case WRONG -> body.append(sentence).append(BREAK).append(BREAK).append(at(SINCE, news));
      case WORSE -> body.append(say(WORSE)).append(BREAK).append(BREAK).append(sentence);
      case OVER -> body.append(at(OVER, news)).append(BREAK).append(BREAK).append(sentence);
    }
    body.append(BREAK).append(BREAK);
  }

  private String at(Words form, News news) {
    return String.format(Locale.ROOT, say(form), Times.minute(news.since()));
  }

  private String foot() {
    return "-- " + BREAK + say(FOOT) + BREAK;
  }

  private String say(Words words) {
    return words.in(language);
  }

  /**
   * The week's figures.
   *
   * @param open what still needs a person, in sentences
   */
  Text of(Week week, List<Words> open, Instant now) {
    String day = Times.day(now);
    StringBuilder body = new StringBuilder();
    if (open.isEmpty()) {
      line(body, new Words("All is well.", "Va tutto bene."));
    } else {
      line(body, new Words("This needs a person:", "Questo chiede una persona:"));
      body.append(BREAK);
      open.forEach(one -> line(body, new Words("* " + one.english(), "* " + one.italian())));
    }
    body.append(BREAK);
    figures(body, week);
    body.append(BREAK).append(foot());
    return new Text(weekly(open.size(), day), body.toString());
  }

  private String weekly(int open, String day) {
    if (open == 0) {
      return say(new Words("Portineria: all well, ", "Portineria: tutto bene, ")) + day;
    }
    return "Portineria: " + many(open) + ", " + day;
  }

  private void figures(StringBuilder body, Week week) {
    line(body, new Words("In the last seven days:", "Negli ultimi sette giorni:"));
    String count = String.format(Locale.ROOT, "%,d", week.messages());
    line(body, new Words("New messages: " + count, "Messaggi nuovi: " + count));
    line(
        body,
        new Words(
            "Backups that can be restored: " + week.green() + ", failed ones: " + week.failed(),
            "Copie che si possono ripristinare: "
                + week.green()
                + ", non riuscite: "
                + week.failed()));
    body.append(BREAK);
    long used = week.usedOctets();
    long free = week.freeOctets();
    line(
        body,
        new Words(
            "Mail on the disk: " + Sizes.say(used) + ", free: " + Sizes.say(free),
            "Posta sul disco: " + Sizes.italian(used) + ", liberi: " + Sizes.italian(free)));
    week.lastGreen()
        .map(Times::minute)
        .ifPresent(
            at ->
                line(
                    body,
                    new Words(
                        "The last backup that can be restored is of " + at,
                        "L'ultima copia che si può ripristinare è del " + at)));
  }

  private void line(StringBuilder body, Words words) {
    body.append(say(words)).append(BREAK);
  }

  /** What {@code notify test} sends. */
  Text test() {
    return new Text(
        say(new Words("Portineria: a test", "Portineria: una prova")),
        say(
                new Words(
                    "Somebody has asked the box for a test message: this is it.",
                    "Qualcuno ha chiesto all'apparecchio un messaggio di prova: eccolo."))
            + BREAK
            + BREAK
            + foot());
  }
}
