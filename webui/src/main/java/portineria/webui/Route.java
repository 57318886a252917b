package portineria.webui;

import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One row of the table of pages.
 *
 * @param pattern {@code /sources/*}: a star stands for one piece of the path
 * @param page what answers; for {@link #audience} alone, and for a POST only with its token
 * @param photos from whom a form with a photo is taken; all others send small forms
 * @param file whether a large file may come with its form, which the page reads: {@link FileForm}
 */
record Route(
    Method method,
    String pattern,
    Audience audience,
    Page page,
    Predicate<InetAddress> photos,
    boolean file) {

  Route(Method method, String pattern, Audience audience, Page page) {
    this(method, pattern, audience, page, from -> false, false);
  }

  /** The same, with photos while {@code from} says so. */
  Route withPhotos(Predicate<InetAddress> from) {
    return new Route(method, pattern, audience, page, from, file);
  }

  /** The same, with a large file. */
  Route withFile() {
    return new Route(method, pattern, audience, page, photos, true);
  }

  /** What can be asked for; HEAD is a GET without a body. */
  enum Method {
    GET,
    POST
  }

  /** From what was asked to what is answered, on a thread of its own. */
  @FunctionalInterface
  interface Page {
    Answer serve(Ask ask) throws Refused;
  }

  /** Whether it is a part of a page that renews itself: no person has to click for that. */
  boolean isLive() {
    return pattern.endsWith("/live");
  }

  /** Whether it shows what its session alone does: who else logged in as the same sees another. */
  boolean isOfTheSession() {
    return audience == Audience.INSIDE;
  }

  /** The pieces that stand for the stars, if the pattern fits {@code path}, which is encoded. */
  Optional<List<String>> match(String path) {
    String[] wanted = pattern.split("/", -1);
    String[] given = path.split("/", -1);
    if (wanted.length != given.length) {
      return Optional.empty();
    }
    List<String> open = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].equals("*")) {
        Optional<String> piece = decoded(given[i]).filter(text -> !text.isEmpty());
        if (piece.isEmpty()) {
          return Optional.empty();
        }
        open.add(piece.get());
      } else if (!wanted[i].equals(given[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(open);
  }

  private static Optional<String> decoded(String piece) {
    try {
      // A plus is itself in a path, RFC 3986 §3.3; the decoder is made for forms.
      return Optional.of(URLDecoder.decode(piece.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notEncoded) {
      return Optional.empty();
    }
  }
}
