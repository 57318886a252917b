package portineria.webui;

import java.util.regex.Pattern;
import portineria.webui.Refused.Why;

/** The recovery words in a form: typed, or in a photo of the recovery sheet's code. */
final class RecoveryField {
  static final String WORDS = "words";

  /**
   * What is in the sheet's code: 24 words in small letters. Whether they are right, the box says.
   */
  private static final Pattern ON_THE_SHEET = Pattern.compile("[a-z]{2,12}( [a-z]{2,12}){23}");

  private RecoveryField() {}

  /**
   * The form as if all had been typed, so that whoever has to send it again need not take the photo
   * again.
   */
  static Form typed(Form form) {
    return form.photo().orElse(null) instanceof Photo.Code(String text) && isOurs(text)
        ? form.with(WORDS, text)
        : form;
  }

  /** The words. A photo counts more than what was typed. */
  static String words(Form form) throws Refused {
    if (form.photo().isPresent()) {
      switch (form.photo().get()) {
        case Photo.Unread(Refused why) -> throw why;
        case Photo.Code(String text) -> {
          if (!isOurs(text)) {
            throw new Refused(Why.PHOTO_OTHER_CODE);
          }
          return text.strip();
        }
      }
    }
    return form.given(WORDS).orElseThrow(() -> new Refused(Why.WORDS_MISSING));
  }

  private static boolean isOurs(String text) {
    return ON_THE_SHEET.matcher(text.strip()).matches();
  }
}
