package portineria.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads address lists (RFC 5322 §3.4, §4.4) as people's programs write them: any text gives a list.
 *
 * <p>Leniences, each met in real mail: a semicolon or nothing between addresses, an unquoted
 * address as display name, blanks around dots, a name without an address, an address without a
 * domain, an angle bracket or a group that never closes. A display name that is missing is taken
 * from the comment.
 */
final class AddressList {
  private static final String SPECIALS = " \t,;:<>@()\"[";

  private final Lexer in;
  private final List<Address> list = new ArrayList<>();
  private boolean inGroup;

  /** The words since the last separator, unquoted, with one blank where there were some. */
  private final StringBuilder words = new StringBuilder();

  /** Where in the words the last at sign is, -1 without one. */
  private int at = -1;

  /** Where in the words the last quoted string begins and ends. */
  private int quoteStart = -1;

  private int quoteEnd = -1;
  private String comment = "";

  /** What is in angle brackets, as soon as they were met. */
  private Optional<Address.Mailbox> angle = Optional.empty();

  private AddressList(CharSequence value) {
    this.in = new Lexer(value);
  }

  /** The first {@code addressesMax} items of the list; a group that is cut short is closed. */
  static List<Address> parse(CharSequence value, int addressesMax) {
    AddressList reader = new AddressList(value);
    while (!reader.in.atEnd() && reader.list.size() < addressesMax) {
      reader.step();
    }
    if (reader.list.size() < addressesMax) {
      reader.item();
    }
    reader.endGroup();
    return reader.list;
  }

  private void step() {
    switch (in.peek()) {
      case ' ', '\t' -> blank();
      case '"' -> quoted();
      case '(' -> comment();
      case '<' -> angle();
      case '[' -> {
        words.append(in.until("]"));
        words.append(in.atEnd() ? "" : "]");
        in.next();
      }
      case '@' -> {
        in.next();
        at = words.length();
        words.append('@');
      }
      case ':' -> colon();
      case ',' -> {
        in.next();
        item();
      }
      case ';' -> {
        in.next();
        item();
        endGroup();
      }
      case '>', ')' -> in.next();
      default -> words.append(in.until(SPECIALS));
    }
  }

  private void blank() {
    in.skipBlanks();
    if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
      words.append(' ');
    }
  }

  private void quoted() {
    quoteStart = words.length();
    words.append(in.quoted());
    quoteEnd = words.length();
  }

  private void comment() {
    String text = in.comment().strip();
    if (comment.isEmpty()) {
      comment = text;
    }
  }

  private void colon() {
    in.next();
    if (inGroup || at >= 0 || angle.isPresent()) {
      words.append(':');
      return;
    }
    list.add(new Address.GroupStart(words.toString().strip()));
    inGroup = true;
    clear();
  }

  private void endGroup() {
    if (inGroup) {
      list.add(new Address.GroupEnd());
      inGroup = false;
    }
  }

  /** At an open bracket: {@code <@route:local@domain>}. */
  private void angle() {
    in.next();
    String name = words.toString().strip();
    if (angle.isPresent()) {
      item();
    }
    clearWords();
    in.skipBlanks();
    Optional<String> route = Optional.empty();
    StringBuilder spec = new StringBuilder();
    if (in.peek() == '@') {
      String domains = in.until(":>").strip();
      if (in.peek() == ':') {
        in.next();
        route = Optional.of(domains);
      } else {
        spec.append(domains);
      }
    }
    int lastAt = spec.lastIndexOf("@");
    while (!in.atEnd() && ">,;<".indexOf(in.peek()) < 0) {
      switch (in.peek()) {
        case ' ', '\t' -> {
          in.skipBlanks();
          spec.append(' ');
        }
        case '(' -> comment();
        case '"' -> spec.append(in.quoted());
        case '@' -> {
          in.next();
          lastAt = spec.length();
          spec.append('@');
        }
        case ')', ':', '[' -> spec.append(in.next());
        default -> spec.append(in.until(SPECIALS));
      }
    }
    if (in.peek() == '>') {
      in.next();
    }
    angle = Optional.of(mailbox(name, route, spec.toString(), lastAt));
  }

  private static Address.Mailbox mailbox(String name, Optional<String> route, String spec, int at) {
    boolean split = at >= 0;
    return new Address.Mailbox(
        name.isEmpty() ? Optional.empty() : Optional.of(name),
        route,
        (split ? spec.substring(0, at) : spec).strip(),
        split ? spec.substring(at + 1).replace(" ", "") : "");
  }

  /** The item since the last separator is complete. */
  private void item() {
    String text = words.toString();
    if (angle.isPresent()) {
      add(angle.get());
    } else if (at >= 0) {
      add(addressAmongWords(text));
    } else if (quoteEnd >= 0 || text.strip().indexOf(' ') >= 0) {
      add(mailbox(text.strip(), Optional.empty(), "", -1));
    } else if (!text.isBlank()) {
      add(mailbox("", Optional.empty(), text.strip(), -1));
    }
    clear();
  }

  /** Adds it, under the name that the comment gives where there is no other. */
  private void add(Address.Mailbox mailbox) {
    Optional<String> name =
        mailbox.name().or(() -> comment.isEmpty() ? Optional.empty() : Optional.of(comment));
    list.add(new Address.Mailbox(name, mailbox.route(), mailbox.local(), mailbox.domain()));
  }

  /** An address without brackets; other words before or after it are taken as its name. */
  private Address.Mailbox addressAmongWords(String text) {
    int localEnd = at;
    while (localEnd > 0 && text.charAt(localEnd - 1) == ' ') {
      localEnd--;
    }
    int localStart = localEnd;
    if (quoteEnd == localEnd && quoteStart >= 0) {
      localStart = quoteStart;
    } else {
      while (localStart > Math.max(0, quoteEnd) && !separates(text, localStart - 1)) {
        localStart--;
      }
    }
    int domainEnd = at + 1;
    while (domainEnd < text.length() && !(domainEnd > at + 1 && separates(text, domainEnd))) {
      domainEnd++;
    }
    String before = text.substring(0, localStart).strip();
    String name = before.isEmpty() ? text.substring(domainEnd).strip() : before;
    String local = text.substring(localStart, localEnd);
    String domain = text.substring(at + 1, domainEnd).replace(" ", "");
    return new Address.Mailbox(
        name.isEmpty() ? Optional.empty() : Optional.of(name),
        Optional.empty(),
        quoteEnd == localEnd ? local : local.replace(" ", ""),
        domain);
  }

  /** Whether there is a blank that stands between words and not around a dot. */
  private static boolean separates(String text, int i) {
    return text.charAt(i) == ' '
        && (i == 0 || (text.charAt(i - 1) != '.' && text.charAt(i - 1) != '@'))
        && (i + 1 == text.length() || text.charAt(i + 1) != '.');
  }

  private void clear() {
    clearWords();
    comment = "";
    angle = Optional.empty();
  }

  private void clearWords() {
    words.setLength(0);
    at = -1;
    quoteStart = -1;
    quoteEnd = -1;
  }
}
