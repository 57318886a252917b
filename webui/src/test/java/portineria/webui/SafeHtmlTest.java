package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import portineria.webui.MailBook.Picture;

/** Hostile HTML comes out harmless, and harmless HTML as it was. */
class SafeHtmlTest {
  private static final String LOGO = "data:image/png;base64," + FakeMail.DOT;
  private static final Map<String, String> PICTURES = Map.of("logo", LOGO);

  private static String safe(String html) {
    return SafeHtml.of(html, PICTURES).html();
  }

  private static List<String> broken(String html) {
    return HtmlRules.broken(html, Set.of(LOGO));
  }

  @Test
  void everyKindOfHostileHtmlComesOutHarmless() {
    assertTrue(HostileHtml.KINDS.size() >= 40, "kinds: " + HostileHtml.KINDS.size());
    HostileHtml.KINDS.forEach(
        (name, html) -> {
          assertFalse(broken(html).isEmpty(), "the rules do not see what is wrong with " + name);
          String safe = safe(html);
          assertEquals(List.of(), broken(safe), name + ": " + safe);
          assertTrue(safe.startsWith("<p>Hello</p>"), name + ": " + safe);
        });
  }

  @Test
  void allKindsTogetherAndCutAnywhereComeOutHarmless() {
    String all = String.join("", HostileHtml.KINDS.values()).replace("<div>".repeat(3000), "");
    assertEquals(List.of(), broken(safe(all)));
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      int from = random.nextInt(all.length());
      String piece = all.substring(from, Math.min(all.length(), from + random.nextInt(1500)));
      String safe = safe(piece);
      assertEquals(List.of(), broken(safe), piece + "\n" + safe);
      assertEquals(List.of(), broken(safe("<div title=\"" + piece)), piece);
      assertEquals(List.of(), broken(safe("<style>" + piece)), piece);
    }
  }

  @Test
  void whatShapesTextStays() {
    String html =
        "<h1>Offerta</h1><p style=\"color:#333;font-size:14px;text-align:center\">Il <b>tetto</b>,"
            + " <i>tutto</i><br>compreso</p><table width=\"600\" cellpadding=\"4\"><tr><td"
            + " colspan=\"2\" bgcolor=\"#eeeeee\" valign=\"top\">1</td></tr></table>"
            + "<ul><li>uno</li></ul><pre>a  b</pre><img src=\"cid:logo\" alt=\"Ditta\" width=\"10\">";
    String safe = safe(html);
    for (String kept :
        List.of(
            "<h1>Offerta</h1>",
            "color:#333",
            "font-size:14px",
            "text-align:center",
            "<b>tetto</b>",
            "<i>tutto</i>",
            "width=\"600\"",
            "colspan=\"2\"",
            "bgcolor=\"#eeeeee\"",
            "<ul><li>uno</li></ul>",
            "<pre>a  b</pre>",
            "alt=\"Ditta\"")) {
      assertTrue(safe.contains(kept), kept + " in " + safe);
    }
    assertEquals(List.of(), broken(safe));
    assertTrue(safe.contains("src=\"data:image/png;base64,"), safe);
  }

  @Test
  void linksLeadNowhereAndAreListed() {
    SafeHtml safe =
        SafeHtml.of(
            "<a href='https://rossi.example/a?b=1&amp;c=2'>Qui</a> <a href=mailto:x@y.example>y</a>"
                + " <a href='javascript:alert(1)'>z</a>",
            Map.of());
    assertFalse(safe.html().contains("href"), safe.html());
    assertTrue(safe.html().contains("<a>Qui</a>"), safe.html());
    assertEquals(List.of("https://rossi.example/a?b=1&c=2", "mailto:x@y.example"), safe.links());
  }

  @Test
  void aPictureIsOneThatOnlyDraws() {
    assertEquals(
        Optional.of(LOGO), SafeHtml.dataUrl(new Picture("logo", "image/png", FakeMail.DOT)));
    for (Picture wrong :
        List.of(
            new Picture("x", "image/svg+xml", "AAAA"),
            new Picture("x", "text/html", "AAAA"),
            new Picture("x", "image/png", "AA\" onerror=\"x"),
            new Picture("x", "image/png", ""))) {
      assertEquals(Optional.empty(), SafeHtml.dataUrl(wrong));
    }
  }

  @Test
  void aMillionOfAnythingTakesNoTime() {
    for (String piece :
        List.of("<div>", "<", "<a href=", "&#x", "<!--", "<table><tr>", "style=\"")) {
      assertTimeout(
          Duration.ofSeconds(10), () -> safe(piece.repeat(200_000 / piece.length())), piece);
    }
  }
}
