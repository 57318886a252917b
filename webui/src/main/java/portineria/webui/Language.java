package portineria.webui;

import java.util.List;
import java.util.Locale;

/** The languages of the pages. */
enum Language {
  ENGLISH("en"),
  ITALIAN("it");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** As in an HTML {@code lang}: RFC 5646. */
  String tag() {
    return tag;
  }

  /**
   * The best one for the header field Accept-Language, RFC 9110 §12.5.4; English where it asks for
   * none of ours or can't be read.
   */
  static Language wanted(String acceptLanguage) {
    for (Locale.LanguageRange range : ranges(acceptLanguage)) {
      for (Language language : values()) {
        String wanted = range.getRange();
        if (wanted.equals(language.tag) || wanted.startsWith(language.tag + "-")) {
          return language;
        }
      }
    }
    return ENGLISH;
  }

  private static List<Locale.LanguageRange> ranges(String acceptLanguage) {
    try {
      return Locale.LanguageRange.parse(acceptLanguage);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }
}
