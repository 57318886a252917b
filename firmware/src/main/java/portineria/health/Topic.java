package portineria.health;

import java.time.Duration;
import java.util.Locale;

/**
 * What kind of thing is wrong. Each has a title for people, and two times that keep them from being
 * called for what comes and goes by itself: it must have been there for {@link #settle} before
 * anybody is told, and be gone for {@link #calm} before it counts as over.
 */
public enum Topic {
  READ_ONLY("the box only reads", "l'apparecchio legge soltanto", Lasting.MOMENT, Lasting.SOON),
  MAIL_LOST("mail is lost", "manca della posta", Lasting.MOMENT, Lasting.SOON),
  DISK("the disk is filling up", "il disco si sta riempiendo", Lasting.SOON, Lasting.HOUR),
  SEARCH("searching is slow", "la ricerca è lenta", Lasting.SOON, Lasting.SOON),
  ERASURE(
      "an erasure is not finished",
      "una cancellazione non è terminata",
      Lasting.SOON,
      Lasting.MOMENT),
  SWEEP("old mail is not swept", "la posta scaduta non viene tolta", Lasting.SOON, Lasting.SOON),
  LEAVER(
      "mail still comes for who has left",
      "arriva ancora posta per chi è andato via",
      Lasting.SOON,
      Lasting.SOON),
  DAMAGE("a message is damaged", "un messaggio è danneggiato", Lasting.SOON, Lasting.SOON),
  BACKUP_OLD("there is no fresh backup", "manca una copia recente", Lasting.SOON, Lasting.SOON),
  BACKUP_FAILED("a backup has failed", "una copia non è riuscita", Lasting.SOON, Lasting.SOON),
  /** A server that is away for some minutes is every provider's. */
  SOURCE_FAILING(
      "a mailbox can't be fetched",
      "una casella non si riesce a scaricare",
      Lasting.WHILE,
      Lasting.SOON),
  SOURCE_MESSAGES(
      "a message can't be fetched",
      "un messaggio non si riesce a scaricare",
      Lasting.WHILE,
      Lasting.SOON),
  SOURCE_EMPTIED(
      "another program empties a mailbox",
      "un altro programma svuota una casella",
      Lasting.MOMENT,
      Lasting.SOON),
  SOURCE_FULL(
      "a mailbox at the provider is filling up",
      "una casella presso il provider si sta riempiendo",
      Lasting.SOON,
      Lasting.HOUR),
  ACCOUNT_FULL(
      "an account is filling up",
      "lo spazio di un utente sta per finire",
      Lasting.SOON,
      Lasting.HOUR),
  SOURCE_SILENT(
      "no mail comes any more from a mailbox",
      "da una casella non arriva più posta",
      Lasting.SOON,
      Lasting.MOMENT),
  SOURCE_CERTIFICATE(
      "a provider's certificate runs out",
      "il certificato di un provider sta per scadere",
      Lasting.SOON,
      Lasting.SOON),
  SOURCE_PASSWORD_ENDS(
      "a password at the provider runs out",
      "la password di una casella sta per scadere",
      Lasting.SOON,
      Lasting.SOON),
  NETWORK(
      "no provider can be reached", "nessun provider è raggiungibile", Lasting.WHILE, Lasting.SOON),
  REMOVAL("much mail was removed", "è stata tolta molta posta", Lasting.SOON, Lasting.SOON),
  CLOCK("the clock is not set", "l'orologio non è regolato", Lasting.SOON, Lasting.SOON),
  TEMPERATURE("the box is hot", "l'apparecchio è caldo", Lasting.SOON, Lasting.HOUR),
  /** It lasts for a blink, and is there again at the next peak. */
  VOLTAGE("the power supply is weak", "l'alimentatore è debole", Lasting.MOMENT, Lasting.DAY),
  CERTIFICATE(
      "the box's certificate runs out",
      "il certificato dell'apparecchio sta per scadere",
      Lasting.SOON,
      Lasting.SOON),
  NOTICES("messages can't be sent", "gli avvisi non partono", Lasting.MOMENT, Lasting.MOMENT),
  HEARTBEAT(
      "the heartbeat does not get out", "il segnale di vita non parte", Lasting.SOON, Lasting.SOON),
  OTHER("something needs a person", "serve una persona", Lasting.SOON, Lasting.SOON);

  /** How long, in words that can be compared. The longest settling is within the hour. */
  private static final class Lasting {
    static final Duration MOMENT = Duration.ZERO;
    static final Duration SOON = Duration.ofMinutes(5);
    static final Duration WHILE = Duration.ofMinutes(20);
    static final Duration HOUR = Duration.ofHours(1);
    static final Duration DAY = Duration.ofDays(1);

    private Lasting() {}
  }

  private final String english;
  private final String italian;
  private final Duration settle;
  private final Duration calm;

  Topic(String english, String italian, Duration settle, Duration calm) {
    this.english = english;
    this.italian = italian;
    this.settle = settle;
    this.calm = calm;
  }

  /** In a few words, for a subject. */
  public Words title() {
    return new Words(english, italian);
  }

  public Duration settle() {
    return settle;
  }

  public Duration calm() {
    return calm;
  }

  /** As it is written down. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The topic of that word; one that a later program has written down is another. */
  static Topic of(String word) {
    for (Topic topic : values()) {
      if (topic.word().equals(word)) {
        return topic;
      }
    }
    return OTHER;
  }
}
