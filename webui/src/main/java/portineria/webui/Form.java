package portineria.webui;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import portineria.webui.Refused.Why;
import portineria.webui.UpdateBook.Upload;

/**
 * The fields of a form or a query, as {@code application/x-www-form-urlencoded} has them (WHATWG
 * URL §5); a form with files is a {@link Multipart}. Of fields of one name the first counts. What
 * is missing is the empty text: browsers leave out what is not ticked.
 *
 * @param photo what came of one that was sent with it
 * @param file a large one that comes with it, and is to be read yet: {@link FileForm}
 */
record Form(Map<String, String> fields, Optional<Photo> photo, Optional<Upload> file) {
  /** Octets of a form. The largest has a bundle of certificates in it. */
  static final int OCTETS_MAX = 256 * 1024;

  /**
   * Of a form of who has not logged in, without its photo: many of them at once must not fill the
   * memory.
   */
  static final int STRANGERS_OCTETS_MAX = 8 * 1024;

  /** Fields of a form; the tick-list of the rights desk has the most, all others below thirty. */
  static final int FIELDS_MAX = RightsBook.MATCHES_MAX + 20;

  static final Form EMPTY = new Form(Map.of());

  Form {
    fields = Map.copyOf(fields);
  }

  Form(Map<String, String> fields) {
    this(fields, Optional.empty(), Optional.empty());
  }

  /** The same with another text in a field. */
  Form with(String field, String text) {
    Map<String, String> changed = new HashMap<>(fields);
    changed.put(field, text);
    return new Form(changed, photo, file);
  }

  /** The same with what came of its photo. */
  Form with(Photo read) {
    return new Form(fields, Optional.of(read), file);
  }

  /**
   * From what was sent.
   *
   * @throws Refused with {@code FORM} for what no page sends
   */
  static Form parse(String text) throws Refused {
    Map<String, String> fields = new HashMap<>();
    for (String pair : text.split("&", FIELDS_MAX + 1)) {
      if (fields.size() == FIELDS_MAX) {
        throw new Refused(Why.FORM);
      }
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return new Form(fields);
  }

  private static String decoded(String text) throws Refused {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      throw new Refused(Why.FORM);
    }
  }

  /** What was typed, without the blanks around it. */
  String text(String field) {
    return exact(field).strip();
  }

  /** What was typed, as it is: a password may begin with a blank. */
  String exact(String field) {
    return fields.getOrDefault(field, "");
  }

  /** What was typed, unless it is nothing. */
  Optional<String> given(String field) {
    return Optional.of(text(field)).filter(text -> !text.isEmpty());
  }

  boolean ticked(String field) {
    return !exact(field).isEmpty();
  }

  /** A whole number from {@code least} to {@code most}. */
  int number(String field, int least, int most, Why otherwise) throws Refused {
    String text = text(field);
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new Refused(otherwise, "" + least, "" + most);
  }

  /** A day as browsers send it, {@code 2027-03-31}. */
  Optional<LocalDate> day(String field, Why otherwise) throws Refused {
    try {
      return given(field).map(LocalDate::parse);
    } catch (DateTimeParseException noDay) {
      throw new Refused(otherwise);
    }
  }

  /** One of the values that a page offers. */
  <E extends Enum<E>> E choice(String field, Class<E> values) throws Refused {
    for (E value : values.getEnumConstants()) {
      if (value.name().equals(exact(field))) {
        return value;
      }
    }
    throw new Refused(Why.FORM);
  }

  /** Names the fields, and never shows them: passwords are among them. */
  @Override
  public String toString() {
    return "Form" + fields.keySet();
  }
}
