package portineria.webui;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

  /** Of its name in itself: what the switch between languages says. */
  String ownName() {
    return switch (this) {
      case ENGLISH -> "English";
      case ITALIAN -> "Italiano";
    };
  }

  /** How it writes numbers and days; English the way it is read in Europe. */
  Locale locale() {
    return switch (this) {
      case ENGLISH -> Locale.UK;
      case ITALIAN -> Locale.ITALY;
    };
  }

  /** The one with that tag. */
  static Optional<Language> tagged(String tag) {
    return List.of(values()).stream().filter(language -> language.tag.equals(tag)).findFirst();
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
