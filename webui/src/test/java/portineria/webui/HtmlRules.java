package portineria.webui;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.XmlDeclaration;

/**
 * What may be in a message as it is shown, read by another parser than the one that made it, as
 * browsers read it: each element, each attribute, each property of a style is one of these.
 */
final class HtmlRules {
  private static final Set<String> ELEMENTS =
      Set.of(
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
          "blockquote",
          "b",
          "i",
          "font",
          "s",
          "u",
          "o",
          "sup",
          "sub",
          "ins",
          "del",
          "strong",
          "strike",
          "tt",
          "code",
          "big",
          "small",
          "br",
          "span",
          "em",
          "table",
          "thead",
          "tbody",
          "tfoot",
          "tr",
          "td",
          "th",
          "caption",
          "colgroup",
          "col",
          "pre",
          "hr",
          "center",
          "dl",
          "dt",
          "dd",
          "address",
          "img",
          "a");

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "alt",
          "title",
          "dir",
          "lang",
          "align",
          "valign",
          "width",
          "height",
          "border",
          "cellpadding",
          "cellspacing",
          "colspan",
          "rowspan",
          "span",
          "start",
          "size",
          "color",
          "bgcolor",
          "style",
          "src");

  private static final Pattern PROPERTY =
      Pattern.compile(
          "(background-color|border[a-z-]*|color|font-(family|size|style|weight)|line-height"
              + "|list-style-type|padding[a-z-]*|text-(align|decoration)|vertical-align"
              + "|white-space)\\s*:\\s*([\\w .,#%'\"-]|rgba?\\([0-9 ,.%]+\\))*");

  private static final Pattern PICTURE =
      Pattern.compile("data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+=*");

  private HtmlRules() {}

  /** What stands behind a message: an open tag of the message would swallow it. */
  private static final String BEHIND = "<p>x</p><p>\"'>y</p>";

  /**
   * What of {@code html} breaks a rule: alone, before what stands behind it, and as a browser would
   * write it once more.
   */
  static List<String> broken(String html, Set<String> pictures) {
    List<String> broken = new ArrayList<>();
    look(Jsoup.parse(html), pictures, broken);
    look(Jsoup.parse(html + BEHIND), pictures, broken);
    look(Jsoup.parse(Jsoup.parse(html).body().html()), pictures, broken);
    return broken;
  }

  private static void look(Document document, Set<String> pictures, List<String> broken) {
    document.head().childNodes().forEach(node -> broken.add("in the head: " + node.nodeName()));
    document.body().attributes().forEach(one -> broken.add("body " + one.getKey()));
    for (Node node : document.body().childNodes()) {
      look(node, pictures, broken);
    }
    if (!document.childNodes().stream().allMatch(node -> node instanceof Element)) {
      broken.add("beside the document");
    }
  }

  private static void look(Node top, Set<String> pictures, List<String> broken) {
    top.nodeStream()
        .forEach(
            node -> {
              if (node instanceof Element element) {
                element(element, pictures, broken);
              } else if (node instanceof Comment
                  || node instanceof DataNode
                  || node instanceof XmlDeclaration) {
                broken.add("a " + node.nodeName());
              }
            });
  }

  private static void element(Element element, Set<String> pictures, List<String> broken) {
    String name = element.normalName();
    if (!ELEMENTS.contains(name)) {
      broken.add("element " + name);
    }
    for (Attribute attribute : element.attributes()) {
      String value = attribute.getValue();
      if (!ATTRIBUTES.contains(attribute.getKey())) {
        broken.add(name + " " + attribute.getKey());
      }
      if (attribute.getKey().equals("src")
          && !(name.equals("img")
              && PICTURE.matcher(value).matches()
              && pictures.contains(value))) {
        broken.add(name + " src=" + value);
      }
      if (attribute.getKey().equals("style")) {
        style(value, broken);
      }
    }
  }

  private static void style(String style, List<String> broken) {
    for (String property : style.split(";", -1)) {
      Matcher known = PROPERTY.matcher(property.strip());
      if (!property.isBlank() && !known.matches()) {
        broken.add("style " + property);
      }
    }
  }
}
