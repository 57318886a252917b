package portineria.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The Content fields of a part, the first of each name, as unfolded octets.
 *
 * @param values by lower-case name; only names in {@link #NAMES}
 */
public record ContentFields(Map<String, String> values) {
  static final String TYPE = "content-type";
  private static final String TRANSFER_ENCODING = "content-transfer-encoding";
  private static final String ID = "content-id";
  private static final String DESCRIPTION = "content-description";
  private static final String DISPOSITION = "content-disposition";
  private static final String MD5 = "content-md5";
  private static final String LANGUAGE = "content-language";
  private static final String LOCATION = "content-location";

  static final Set<String> NAMES =
      Set.of(TYPE, TRANSFER_ENCODING, ID, DESCRIPTION, DISPOSITION, MD5, LANGUAGE, LOCATION);

  static final ContentFields NONE = new ContentFields(Map.of());

  /** Nobody writes more of them; a list that is longer is not about languages. */
  private static final int LANGUAGES_MAX = 100;

  public ContentFields {
    values = Map.copyOf(values);
  }

  /** What the header declares, which need not be what the part is. */
  Optional<String> declaredType() {
    return Optional.ofNullable(values.get(TYPE));
  }

  /**
   * The declared encoding; {@code 7bit} if there is none (RFC 2045 §6.1), or if it is several words
   * and the first is no encoding.
   */
  public String transferEncoding() {
    String value = values.getOrDefault(TRANSFER_ENCODING, "");
    String token = Lexer.token(value);
    boolean strange = !token.equals(value) && TransferEncoding.of(token).isEmpty();
    return token.isEmpty() || strange ? "7bit" : token;
  }

  public Optional<String> id() {
    return Optional.ofNullable(values.get(ID));
  }

  public Optional<String> description() {
    return Optional.ofNullable(values.get(DESCRIPTION));
  }

  public Optional<String> md5() {
    return Optional.ofNullable(values.get(MD5));
  }

  public Optional<String> location() {
    return Optional.ofNullable(values.get(LOCATION));
  }

  public Optional<Disposition> disposition() {
    String value = values.getOrDefault(DISPOSITION, "");
    Parameterized parsed = Parameterized.parse(value, MessageLimits.STANDARD.parametersMax());
    String type = Lexer.token(parsed.value());
    return type.isEmpty()
        ? Optional.empty()
        : Optional.of(new Disposition(type, parsed.parameters()));
  }

  /** The language tags, none if the field is missing or holds none. */
  public List<String> languages() {
    List<String> languages = new ArrayList<>();
    for (String tag : values.getOrDefault(LANGUAGE, "").split(",", LANGUAGES_MAX)) {
      String token = Lexer.token(tag);
      if (!token.isEmpty()) {
        languages.add(token);
      }
    }
    return languages;
  }
}
