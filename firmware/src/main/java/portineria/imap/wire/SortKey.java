package portineria.imap.wire;

import java.io.IOException;
import java.util.List;

/**
 * What SORT goes by: RFC 5256 §3, RFC 5957 §4.
 *
 * @param reverse the other way round; what is the same stays in the order of the mailbox
 */
public record SortKey(By by, boolean reverse) {
  /** Each may be given in both directions, which is more than makes sense. */
  private static final int KEYS_MAX = 2 * By.values().length;

  /** Sort keys. */
  public enum By {
    /** INTERNALDATE, to the second. */
    ARRIVAL,
    CC,
    /** The Date field in UTC; where there is none, INTERNALDATE. */
    DATE,
    FROM,
    SIZE,
    SUBJECT,
    TO,
    DISPLAYFROM,
    DISPLAYTO
  }

  /** {@code "(" ["REVERSE" SP] key *(SP ["REVERSE" SP] key) ")"}, the first counts most. */
  public static List<SortKey> list(Arguments in) throws Bad, No, IOException {
    return in.list(1, KEYS_MAX, () -> key(in));
  }

  private static SortKey key(Arguments in) throws Bad {
    String word = in.keyword();
    boolean reverse = word.equals("REVERSE");
    if (reverse) {
      in.space();
      word = in.keyword();
    }
    return new SortKey(by(word), reverse);
  }

  private static By by(String word) throws Bad {
    return switch (word) {
      case "ARRIVAL" -> By.ARRIVAL;
      case "CC" -> By.CC;
      case "DATE" -> By.DATE;
      case "FROM" -> By.FROM;
      case "SIZE" -> By.SIZE;
      case "SUBJECT" -> By.SUBJECT;
      case "TO" -> By.TO;
      case "DISPLAYFROM" -> By.DISPLAYFROM;
      case "DISPLAYTO" -> By.DISPLAYTO;
      default -> throw new Bad("SORT knows no such key");
    };
  }
}
