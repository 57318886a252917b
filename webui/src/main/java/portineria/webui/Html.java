package portineria.webui;

/** Writes HTML; tags are the caller's, text is escaped. Used by one thread. */
final class Html {
  private final StringBuilder out = new StringBuilder(8192);

  /** Markup of our own, as it is. */
  Html raw(String markup) {
    out.append(markup).append('\n');
    return this;
  }

  /** {@code <tag>words</tag>}, with the words escaped. */
  Html element(String tag, String words) {
    out.append('<').append(tag).append('>').append(text(words));
    out.append("</").append(tag).append(">\n");
    return this;
  }

  /** A term and what it means, within a {@code <dl>}. */
  Html row(String term, String meaning) {
    out.append("<div><dt>").append(text(term)).append("</dt><dd>").append(text(meaning));
    out.append("</dd></div>\n");
    return this;
  }

  /** {@code words} as text or as the value of a quoted attribute. */
  static String text(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
