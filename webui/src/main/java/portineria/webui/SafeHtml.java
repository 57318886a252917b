package portineria.webui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.CssSchema;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import portineria.webui.MailBook.Picture;

/**
 * HTML from a message, written anew from what is allowed: text, its shape, tables, and pictures
 * that came along with it. Nothing else gets through, known or not: no script, no form, no style
 * sheet, no address that a browser would load, and no property of a style that covers or moves what
 * is around it.
 *
 * <p>Links lead nowhere: the frame could not open them, and what an old message links to is nothing
 * to click at in passing. Their addresses are listed beside the message, where one sees them.
 *
 * @param links the addresses of its links, in their order
 */
record SafeHtml(String html, List<String> links) {
  private static final Set<String> PICTURES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

  private static final int LINKS_MAX = 1000;

  private static final Pattern LINK = Pattern.compile("(?is)\\s*(https?|mailto|tel):.{1,2000}");

  /** The whole of a property that has nothing else, or what is behind its value. */
  private static final Pattern IMPORTANT = Pattern.compile("(?i)([a-z-]+:)?\\s*!\\s*important");

  private static final Pattern ALIGNMENT =
      Pattern.compile("(?i)left|right|center|justify|top|middle|bottom|baseline");

  private static final String[] ELEMENTS = {
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "address",
    "center",
    "pre",
    "hr",
    "br",
    "table",
    "caption",
    "colgroup",
    "col",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "b",
    "i",
    "u",
    "s",
    "em",
    "strong",
    "strike",
    "ins",
    "del",
    "sub",
    "sup",
    "big",
    "small",
    "tt",
    "code",
    "font",
    "span",
    "img"
  };

  private static final String[] SIZES = {
    "width",
    "height",
    "border",
    "cellpadding",
    "cellspacing",
    "colspan",
    "rowspan",
    "span",
    "start",
    "size"
  };

  private static final Pattern SIZE = Pattern.compile("[0-9]{1,4}%?");
  private static final Pattern COLOR = Pattern.compile("#?[0-9A-Za-z]{1,20}");

  /** Of what OWASP's schema knows, what shapes text and tables where they stand. */
  private static final CssSchema STYLES =
      CssSchema.withProperties(
          List.of(
              "background-color",
              "border",
              "border-bottom",
              "border-bottom-color",
              "border-bottom-style",
              "border-bottom-width",
              "border-collapse",
              "border-color",
              "border-left",
              "border-right",
              "border-spacing",
              "border-style",
              "border-top",
              "border-width",
              "color",
              "font-family",
              "font-size",
              "font-style",
              "font-weight",
              "line-height",
              "list-style-type",
              "padding",
              "padding-bottom",
              "padding-left",
              "padding-right",
              "padding-top",
              "text-align",
              "text-decoration",
              "vertical-align",
              "white-space"));

  SafeHtml {
    links = List.copyOf(links);
  }

  /**
   * What of {@code html} is harmless.
   *
   * @param pictures by Content-ID, as {@code data:} URLs
   */
  static SafeHtml of(String html, Map<String, String> pictures) {
    List<String> links = new ArrayList<>();
    return new SafeHtml(policy(pictures, links).sanitize(html), links);
  }

  private static PolicyFactory policy(Map<String, String> pictures, List<String> links) {
    return new HtmlPolicyBuilder()
        .allowElements((element, attributes) -> yielding(element, attributes), ELEMENTS)
        .allowElements((element, attributes) -> withoutAddress(attributes, links), "a")
        .allowWithoutAttributes("a", "span", "font")
        .allowUrlProtocols("http", "https", "mailto", "tel", "cid", "data")
        .allowAttributes("href")
        .matching(LINK)
        .onElements("a")
        .allowAttributes("src")
        .matching((element, attribute, value) -> picture(value, pictures))
        .onElements("img")
        .allowAttributes("alt", "title", "dir", "lang")
        .globally()
        .allowAttributes("align", "valign")
        .matching(ALIGNMENT)
        .globally()
        .allowAttributes(SIZES)
        .matching(SIZE)
        .globally()
        .allowAttributes("color", "bgcolor")
        .matching(COLOR)
        .globally()
        .allowStyling(STYLES)
        .toFactory();
  }

  /** Without {@code !important}: how a message is laid out yields to how the page holds it. */
  private static String yielding(String element, List<String> attributes) {
    for (int i = 0; i < attributes.size(); i += 2) {
      if (attributes.get(i).equals("style")) {
        attributes.set(i + 1, IMPORTANT.matcher(attributes.get(i + 1)).replaceAll(""));
      }
    }
    return element;
  }

  /** An {@code a} that leads nowhere; where it would have led is remembered. */
  private static String withoutAddress(List<String> attributes, List<String> links) {
    for (int i = 0; i < attributes.size(); i += 2) {
      if (attributes.get(i).equals("href")) {
        if (links.size() < LINKS_MAX) {
          links.add(attributes.get(i + 1));
        }
        attributes.remove(i + 1);
        attributes.remove(i);
        break;
      }
    }
    return yielding("a", attributes);
  }

  /** Only what came along with the message; nothing is fetched. */
  private static @Nullable String picture(String value, Map<String, String> pictures) {
    String address = value.strip();
    return address.toLowerCase(Locale.ROOT).startsWith("cid:")
        ? pictures.get(address.substring("cid:".length()))
        : null;
  }

  /** A picture as an address that has it in it; of no kind but those that only draw. */
  static Optional<String> dataUrl(Picture picture) {
    boolean draws =
        PICTURES.contains(picture.type()) && picture.base64().matches("[A-Za-z0-9+/]+=*");
    return draws
        ? Optional.of("data:" + picture.type() + ";base64," + picture.base64())
        : Optional.empty();
  }
}
