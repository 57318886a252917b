package portineria.webui;

import java.util.Optional;

/**
 * Something that the box says, in the languages in which it can.
 *
 * @param italian empty where the box, or somebody else's server, has said it in English alone
 */
public record Sentence(String english, Optional<String> italian) {

  /** In both languages. */
  public static Sentence of(String english, String italian) {
    return new Sentence(english, Optional.of(italian));
  }

  /** As it came; the page marks it as English. */
  public static Sentence english(String english) {
    return new Sentence(english, Optional.empty());
  }

  String in(Language language) {
    return languageFor(language) == Language.ITALIAN ? italian.orElseThrow() : english;
  }

  /** The language in which it is said to who reads {@code wanted}. */
  Language languageFor(Language wanted) {
    return italian.isPresent() ? wanted : Language.ENGLISH;
  }
}
