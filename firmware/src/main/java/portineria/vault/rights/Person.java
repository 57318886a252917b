package portineria.vault.rights;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import portineria.message.Folding;

/**
 * Who is sought: a message is about the person if any of all this applies to it.
 *
 * @param addresses each as {@code local@domain}
 * @param names pieces of display names
 * @param texts that a message says, wherever
 */
public record Person(List<String> addresses, List<String> names, List<String> texts) {
  private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@\"(),;:]+@[^\\s<>@\"(),;:]+");
  private static final Pattern RUN = Pattern.compile("[\\p{L}\\p{N}]+");

  /** A shorter key is in most messages. */
  private static final int KEY_MIN = 3;

  public Person {
    addresses = addresses.stream().map(String::strip).toList();
    names = List.copyOf(names);
    texts = List.copyOf(texts);
    if (addresses.isEmpty() && names.isEmpty() && texts.isEmpty()) {
      throw new IllegalArgumentException("nobody is named");
    }
    for (String address : addresses) {
      if (!ADDRESS.matcher(address).matches()) {
        throw new IllegalArgumentException("'" + address + "' is no address");
      }
    }
    if (Stream.concat(names.stream(), texts.stream()).anyMatch(words -> runs(words).isEmpty())) {
      throw new IllegalArgumentException("a name or a text has a letter or a digit");
    }
  }

  /** In a few words, the address first. */
  public String said() {
    return String.join(
        ", ",
        Stream.of(addresses.stream(), names.stream(), texts.stream())
            .flatMap(each -> each)
            .toList());
  }

  /** Whether one of the addresses is this one; both parts are taken out of a header. */
  boolean isAt(String local, String domain) {
    if (local.isEmpty() || domain.isEmpty()) {
      return false;
    }
    String other = normal(local, domain);
    return addresses.stream().map(Person::normal).anyMatch(other::equals);
  }

  private static String normal(String address) {
    int at = address.lastIndexOf('@');
    return normal(address.substring(0, at), address.substring(at + 1));
  }

  private static String normal(String local, String domain) {
    return lower(local) + "@" + ascii(domain.endsWith(".") ? cut(domain) : domain);
  }

  private static String cut(String domain) {
    return domain.substring(0, domain.length() - 1);
  }

  private static String lower(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  /** Both ways to write {@code müller.example} are one: RFC 5891 §4. */
  private static String ascii(String domain) {
    try {
      return lower(IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED));
    } catch (IllegalArgumentException none) {
      return lower(domain);
    }
  }

  /** Whether a display name holds one of the names. */
  boolean isCalled(String displayName) {
    String given = squeezed(displayName);
    return names.stream().anyMatch(name -> given.contains(squeezed(name)));
  }

  private static String squeezed(String name) {
    return Folding.fold(name).strip().replaceAll("\\s+", " ");
  }

  /**
   * Texts of which every message about the person has one somewhere: letters and digits in a row,
   * because what stands between them can be written in more than one way.
   */
  List<String> keys() {
    return Stream.of(
            addresses.stream().map(Person::keyOfAddress),
            names.stream().map(Person::longestRun),
            texts.stream())
        .flatMap(each -> each)
        .distinct()
        .toList();
  }

  /** Not of a domain that is written in two ways. */
  private static String keyOfAddress(String address) {
    int at = address.lastIndexOf('@');
    String local = longestRun(address.substring(0, at));
    String domain = address.substring(at + 1);
    boolean one = domain.chars().allMatch(c -> c < 0x80) && !domain.contains("--");
    return local.length() >= KEY_MIN || !one ? local : longestRun(domain);
  }

  private static String longestRun(String text) {
    return runs(text).stream().max(Comparator.comparingInt(String::length)).orElse("");
  }

  private static List<String> runs(String text) {
    return RUN.matcher(Folding.fold(text)).results().map(run -> run.group()).toList();
  }
}
