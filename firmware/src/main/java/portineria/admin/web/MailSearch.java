package portineria.admin.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portineria.admin.Box;
import portineria.message.Header;
import portineria.message.Octets;
import portineria.search.Hit;
import portineria.search.Inquiry;
import portineria.search.Sought;
import portineria.store.Account;
import portineria.store.MessageId;
import portineria.store.Remains;
import portineria.webui.MailBook.Found;
import portineria.webui.MailBook.Headline;
import portineria.webui.MailBook.Place;
import portineria.webui.MailBook.Wish;

/**
 * One search at work: the index names messages, the newest are kept, and of these so many are
 * looked at as fill a page. No more than that is in memory, however much is found.
 */
final class MailSearch {
  static final int LINES = 25;

  /** Messages of which one page's search looks at more than the index: a second or two. */
  private static final int LOOKED_MAX = 1000;

  private static final int WORDS_MAX = 10;
  private static final Pattern WORD = Pattern.compile("\"([^\"]+)\"|([^\\s\"]+)");
  private static final Pattern OLDER = Pattern.compile("(-?[0-9]{1,12})\\.([0-9]{1,18})");

  /** The newest first. */
  private static final Comparator<Hit> NEWEST =
      Comparator.comparing(Hit::came).thenComparingLong(hit -> hit.message().value()).reversed();

  private final Box box;
  private final Wish wish;
  private final Set<String> accounts;

  MailSearch(Box box, Wish wish, Set<String> accounts) {
    this.box = box;
    this.wish = wish;
    this.accounts = accounts;
  }

  Found run() {
    // The oldest at the head: it gives way.
    PriorityQueue<Hit> newest = new PriorityQueue<>(NEWEST.reversed());
    Optional<Hit> behind = wish.older().flatMap(MailSearch::cursor);
    box.search()
        .find(
            inquiry(),
            hit -> {
              if (behind.isEmpty() || NEWEST.compare(hit, behind.get()) > 0) {
                newest.add(hit);
                if (newest.size() > LOOKED_MAX + 1) {
                  newest.poll();
                }
              }
            });
    return page(newest.stream().sorted(NEWEST).toList());
  }

  /** Hears of each message that is found, in the order of their coming, however many they are. */
  void each(Consumer<Remains> found) {
    box.search()
        .find(
            inquiry(),
            hit ->
                remains(hit)
                    .filter(message -> !wish.attachment() || line(hit).isPresent())
                    .ifPresent(found));
  }

  private Found page(List<Hit> hits) {
    List<Headline> lines = new ArrayList<>();
    int looked = 0;
    while (looked < Math.min(hits.size(), LOOKED_MAX) && lines.size() < LINES) {
      line(hits.get(looked)).ifPresent(lines::add);
      looked++;
    }
    boolean more = looked < hits.size();
    return new Found(lines, more ? Optional.of(cursor(hits.get(looked - 1))) : Optional.empty());
  }

  private static String cursor(Hit hit) {
    return hit.came().getEpochSecond() + "." + hit.message().value();
  }

  private static Optional<Hit> cursor(String older) {
    Matcher read = OLDER.matcher(older);
    return read.matches()
        ? Optional.of(
            new Hit(
                "",
                new MessageId(Long.parseLong(read.group(2))),
                Instant.ofEpochSecond(Long.parseLong(read.group(1)))))
        : Optional.empty();
  }

  private Inquiry inquiry() {
    List<Sought> sought = new ArrayList<>();
    if (!wish.sender().isEmpty()) {
      sought.add(Sought.sender(wish.sender()));
    }
    if (!wish.recipient().isEmpty()) {
      sought.add(Sought.recipient(wish.recipient()));
    }
    Matcher words = WORD.matcher(wish.words());
    for (int i = 0; i < WORDS_MAX && words.find(); i++) {
      sought.add(new Sought.Anywhere(words.group(1) == null ? words.group(2) : words.group(1)));
    }
    ZoneId zone = ZoneId.systemDefault();
    return new Inquiry(
        accounts,
        sought,
        wish.from().map(day -> day.atStartOfDay(zone).toInstant()).orElse(Instant.MIN),
        wish.to().map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()).orElse(Instant.MAX));
  }

  private Optional<Remains> remains(Hit hit) {
    return box
        .store()
        .contents()
        .of(hit.account(), Optional.of(new MessageId(hit.message().value() - 1)), 1)
        .stream()
        .filter(one -> one.message().equals(hit.message()) && isWanted(one))
        .findFirst();
  }

  private Optional<Headline> line(Hit hit) {
    Optional<Remains> remains = remains(hit);
    if (remains.isEmpty()) {
      return Optional.empty();
    }
    Account mail = box.store().account(hit.account(), box.actor()).orElseThrow();
    try {
      Headline line = headline(remains.get(), mail.octets(hit.message()), hit.came());
      return wish.attachment() && !line.attachment() ? Optional.empty() : Optional.of(line);
    } catch (IOException | UncheckedIOException unreadable) {
      // Erased a moment ago, or damaged: it is not there to be opened either.
      return Optional.empty();
    }
  }

  private boolean isWanted(Remains message) {
    return switch (wish.state()) {
      case ANY -> true;
      case THERE -> message.isListed();
      case REMOVED -> !message.isListed();
    };
  }

  static Headline headline(Remains message, Octets octets, Instant came) throws IOException {
    Header header = Header.read(octets);
    return new Headline(
        message.account(),
        message.digest().hex(),
        line(header, "From"),
        line(header, "To"),
        line(header, "Subject"),
        came,
        message.size(),
        LetterReader.of(octets).hasFiles(),
        places(message));
  }

  static String line(Header header, String field) {
    return MailLines.line(String.join(", ", header.decoded(field)));
  }

  /** Where it is; of a place that it left by a move another one tells. */
  private static List<Place> places(Remains message) {
    return message.places().stream()
        .filter(place -> !place.moved())
        .map(place -> new Place(place.mailbox().value(), place.removed()))
        .toList();
  }
}
