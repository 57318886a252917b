package portineria.vault.rights;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import portineria.store.BoxLanguage;
import portineria.store.Digest;
import portineria.vault.transfer.Described;

/**
 * A page for whoever gets the mail: it is read in any browser, loads nothing, and searches by
 * itself. Nothing in a message is markup here, and the page's own policy lets no script run but the
 * one that is in it by its hash.
 */
final class HtmlPage {
  /** Of one message; all of it is in its own file. */
  static final int TEXT_CHARS_MAX = 20_000;

  private final Writer out;
  private final Words words;

  /** What the page says itself. */
  private record Words(
      String code,
      String title,
      String about,
      String made,
      String search,
      String from,
      String to,
      String cc,
      String attachments,
      String where,
      String file,
      String noSubject,
      String besides) {
    static Words in(BoxLanguage language) {
      return switch (language) {
        case ENGLISH ->
            new Words(
                "en",
                "Personal data",
                "About",
                "Made",
                "Search",
                "From",
                "To",
                "Cc",
                "Attachments",
                "Mailbox",
                "The whole message",
                "(no subject)",
                "Besides mail");
        case ITALIAN ->
            new Words(
                "it",
                "Dati personali",
                "Riguardo a",
                "Creato",
                "Cerca",
                "Da",
                "A",
                "Cc",
                "Allegati",
                "Cartella",
                "Il messaggio intero",
                "(senza oggetto)",
                "Oltre alla posta");
      };
    }
  }

  private HtmlPage(Writer out, Words words) {
    this.out = out;
    this.words = words;
  }

  /** Begins the page. */
  static HtmlPage begin(Writer out, BoxLanguage language, Person person, Instant now)
      throws IOException {
    HtmlPage page = new HtmlPage(out, Words.in(language));
    page.head(person, now);
    return page;
  }

  private void head(Person person, Instant now) throws IOException {
    String style = resource("page.css");
    String title = Html.text(words.title);
    out.write("<!DOCTYPE html>\n<html lang=\"" + words.code + "\">\n<meta charset=\"utf-8\">\n");
    out.write(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
            + hash(style)
            + "; script-src "
            + hash(resource("page.js"))
            + "; base-uri 'none'; form-action 'none'\">\n");
    out.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.write("<title>" + title + "</title>\n<style>" + style + "</style>\n");
    out.write("<h1>" + title + "</h1>\n<dl>");
    row(words.about, person.said());
    row(words.made, now.toString());
    out.write("</dl>\n<p><input type=\"search\" hidden placeholder=\"");
    out.write(Html.text(words.search) + "\" aria-label=\"" + Html.text(words.search));
    out.write("\"></p>\n<p><output></output></p>\n");
  }

  /**
   * Adds a message.
   *
   * @param file where it is, seen from the page
   */
  void add(Found message, String text, String file) throws IOException {
    Described described = message.described();
    String subject = described.subject().isBlank() ? words.noSubject : described.subject();
    out.write("<details><summary><time>" + message.remains().internalDate() + "</time> <bdi>");
    out.write(Html.text(described.from()) + "</bdi>: <b><bdi>" + Html.text(subject));
    out.write("</bdi></b></summary>\n<dl>");
    row(words.from, described.from());
    row(words.to, described.to());
    row(words.cc, described.cc());
    row(words.attachments, String.join("; ", described.attachments()));
    row(words.where, message.remains().account() + ": " + message.mailboxes());
    out.write("</dl>\n<pre dir=\"auto\">" + Html.text(text) + "</pre>\n");
    out.write("<p><a href=\"" + Html.link(file) + "\">" + Html.text(words.file));
    out.write("</a></p></details>\n");
  }

  private void row(String name, String value) throws IOException {
    if (!value.isBlank()) {
      out.write("<dt>" + Html.text(name) + "</dt><dd>" + Html.text(value) + "</dd>\n");
    }
  }

  /** Ends the page. */
  void end(List<OtherData.Item> other) throws IOException {
    if (!other.isEmpty()) {
      out.write("<h2>" + Html.text(words.besides) + "</h2>\n<table>\n");
      for (OtherData.Item item : other) {
        out.write("<tr><td>" + Html.text(item.kind()) + "</td><td>" + Html.text(item.where()));
        out.write("</td><td>" + Html.text(item.what()) + "</td></tr>\n");
      }
      out.write("</table>\n");
    }
    out.write("<script>" + resource("page.js") + "</script>\n</html>\n");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** As a policy names what is in the page itself: Content Security Policy 3 §2.3.1. */
  private static String hash(String text) {
    byte[] digest = Digest.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }
}
