package portineria.webui;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Somebody who has logged in, until they leave, do nothing for a while, or a day has passed. Used
 * by the threads of one browser.
 */
final class Session {
  /**
   * For so long a device's password can be read from its sheet: to choose the program, to print.
   */
  static final Duration SECRET = Duration.ofMinutes(10);

  /** So long a reason holds; who looks for longer says so again. */
  static final Duration LOOKING = Duration.ofHours(1);

  /** Messages that somebody opens in an hour are fewer; a session must not fill the memory. */
  private static final int OPENED_MAX = 1000;

  private final String id;
  private final Visitor visitor;
  private final InstantSource clock;
  private final Instant began;

  /** Guarded by this object, as is all that follows. */
  private Instant lastUsed;

  private Optional<Note> note = Optional.empty();
  private Optional<Secret> secret = Optional.empty();
  private Optional<Looking> looking = Optional.empty();
  private Optional<RightsPages.Asked> asked = Optional.empty();
  private Optional<Errand> errand = Optional.empty();

  /** The places of the recovery words that are to be typed back; none before somebody is asked. */
  private List<Integer> askedWords = List.of();

  /** The messages that were opened while looking. */
  private final Set<String> opened = new HashSet<>();

  Session(String id, Visitor visitor, InstantSource clock) {
    this.id = id;
    this.visitor = visitor;
    this.clock = clock;
    this.began = clock.instant();
    this.lastUsed = began;
  }

  /** What the next page says above all else: that it was done, or why not. */
  record Note(boolean good, String text) {}

  /** A device's password that was just made, for the sheet of that device alone. */
  record Secret(String account, String device, String password, Instant made) {
    @Override
    public String toString() {
      return "Secret[" + account + ", " + device + "]";
    }
  }

  /**
   * Why somebody looks into the mail of others.
   *
   * @param account whose; of all where it is empty
   */
  record Looking(Optional<String> account, String reason, Instant begun) {
    boolean isAbout(Optional<String> whose) {
      return account.isEmpty() || account.equals(whose);
    }
  }

  /** What the browser's cookie says. */
  String id() {
    return id;
  }

  Visitor visitor() {
    return visitor;
  }

  Instant began() {
    return began;
  }

  synchronized Instant lastUsed() {
    return lastUsed;
  }

  synchronized void used(Instant now) {
    lastUsed = now;
  }

  synchronized void note(boolean good, String text) {
    note = Optional.of(new Note(good, text));
  }

  /** What is to be said; it is said once. */
  synchronized Optional<Note> takeNote() {
    Optional<Note> taken = note;
    note = Optional.empty();
    return taken;
  }

  /**
   * The places that are asked for until they are right; {@code draw} says which, the first time.
   */
  synchronized List<Integer> askedWords(Supplier<List<Integer>> draw) {
    if (askedWords.isEmpty()) {
      askedWords = draw.get();
    }
    return askedWords;
  }

  /** They were right: the next time others are asked for. */
  synchronized void wordsWereRight() {
    askedWords = List.of();
  }

  /** Keeps a device's password for its sheet; the one before is forgotten. */
  synchronized void secret(String account, String device, String password) {
    secret = Optional.of(new Secret(account, device, password, clock.instant()));
  }

  /** The password of that device, if it was just made here. */
  synchronized Optional<String> secret(String account, String device) {
    Instant now = clock.instant();
    secret = secret.filter(one -> isFresh(one.made(), now));
    return secret
        .filter(one -> one.account().equals(account) && one.device().equals(device))
        .map(Secret::password);
  }

  private static boolean isFresh(Instant made, Instant now) {
    return !now.isBefore(made) && now.isBefore(made.plus(SECRET));
  }

  /** Begins to look, for a reason; what was opened before has to be opened anew. */
  synchronized void look(Optional<String> account, String reason) {
    looking = Optional.of(new Looking(account, reason, clock.instant()));
    opened.clear();
  }

  synchronized void lookNoMore() {
    looking = Optional.empty();
    opened.clear();
  }

  /** Why there is looked into the mail of others, as long as that holds. */
  synchronized Optional<Looking> looking() {
    Instant now = clock.instant();
    looking =
        looking.filter(
            one -> !now.isBefore(one.begun()) && now.isBefore(one.begun().plus(LOOKING)));
    return looking;
  }

  synchronized void opened(String account, String message) {
    if (opened.size() >= OPENED_MAX) {
      opened.clear();
    }
    opened.add(account + "/" + message);
  }

  synchronized boolean hasOpened(String account, String message) {
    return opened.contains(account + "/" + message);
  }

  /** Remembers what was found of a person; what was found before is forgotten. */
  synchronized void asked(RightsPages.Asked found) {
    asked = Optional.of(found);
  }

  synchronized Optional<RightsPages.Asked> asked() {
    return asked;
  }

  synchronized void askedNoMore() {
    asked = Optional.empty();
  }

  /**
   * Something that takes its time begins; what came of the one before is forgotten.
   *
   * @return false where that one still goes on
   */
  synchronized boolean begin(Errand next) {
    if (errand.isPresent() && !errand.get().isDone()) {
      return false;
    }
    errand = Optional.of(next);
    return true;
  }

  /** Its answer was given. */
  synchronized void ended(Errand one) {
    errand = errand.filter(now -> now != one);
  }

  synchronized Optional<Errand> errand() {
    return errand;
  }
}
