package portineria.imap.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import portineria.store.MailboxName;

/**
 * One command while it is being read, from its tag to its end: RFC 9051 §9. It asks for literals as
 * it meets them. One session's thread uses it; it is worthless after a {@link Bad}, except for
 * {@link #drain}.
 */
public final class Arguments {
  private final ImapLimits limits;
  private final CommandInput input;
  private final boolean utf8;
  private int octetsLeft;
  private int depth;
  private byte[] line;
  private int at;

  /**
   * Begins a command.
   *
   * @param utf8 whether names of mailboxes are UTF-8 and not modified UTF-7: after ENABLE IMAP4rev2
   * @param octetsMax for the whole command
   */
  public Arguments(
      byte[] line, CommandInput input, ImapLimits limits, boolean utf8, int octetsMax) {
    this.line = line;
    this.input = input;
    this.limits = limits;
    this.utf8 = utf8;
    this.octetsLeft = octetsMax - line.length;
  }

  public ImapLimits limits() {
    return limits;
  }

  /** Whether names of mailboxes are UTF-8 and not modified UTF-7. */
  public boolean utf8() {
    return utf8;
  }

  // Octets and punctuation.

  /** The next octet, -1 at the end of the line. */
  public int peek() {
    return at < line.length ? line[at] & 0xFF : -1;
  }

  /** The octet after the next one, -1 at the end of the line. */
  int peekSecond() {
    return at + 1 < line.length ? line[at + 1] & 0xFF : -1;
  }

  public boolean at(char wanted) {
    return peek() == wanted;
  }

  /** Whether these letters come next, in any case. */
  boolean isNext(String letters) {
    int end = at + letters.length();
    return end <= line.length
        && new String(line, at, letters.length(), StandardCharsets.US_ASCII)
            .equalsIgnoreCase(letters);
  }

  /** Takes {@code wanted} if it is next. */
  public boolean skip(char wanted) {
    boolean there = at(wanted);
    at += there ? 1 : 0;
    return there;
  }

  public void expect(char wanted) throws Bad {
    if (!skip(wanted)) {
      throw new Bad("Expected " + (wanted == ' ' ? "a space" : wanted) + where());
    }
  }

  public void space() throws Bad {
    expect(' ');
  }

  /** The command must be over; blanks before its CRLF, which some programs send, are let pass. */
  public void end() throws Bad {
    while (at(' ')) {
      at++;
    }
    if (at < line.length) {
      throw new Bad("Expected the end of the command" + where());
    }
  }

  public boolean isAtEnd() {
    return at >= line.length;
  }

  private String where() {
    return " at octet " + (at + 1) + (isAtEnd() ? ", which is the end" : "");
  }

  /** Counts one more level of nesting; {@link #leave} ends it. */
  public void enter() throws Bad {
    if (++depth > limits.nesting()) {
      throw new Bad("More than " + limits.nesting() + " levels of nesting");
    }
  }

  public void leave() {
    depth--;
  }

  /** {@code (item item …)} with at least {@code atLeast} items. */
  public <T> List<T> list(int atLeast, int atMost, Item<T> item) throws Bad, No, IOException {
    expect('(');
    enter();
    List<T> items = new ArrayList<>();
    while (!at(')')) {
      if (!items.isEmpty()) {
        space();
      }
      if (items.size() == atMost) {
        throw new Bad("More than " + atMost + " items in a list");
      }
      items.add(item.read());
    }
    expect(')');
    leave();
    if (items.size() < atLeast) {
      throw new Bad("Expected an item in the list" + where());
    }
    return items;
  }

  /** Reads one item of a list. */
  @FunctionalInterface
  public interface Item<T> {
    T read() throws Bad, No, IOException;
  }

  // Words.

  private String run(IntPredicate allowed) {
    int start = at;
    while (at < line.length && allowed.test(line[at])) {
      at++;
    }
    return new String(line, start, at - start, StandardCharsets.US_ASCII);
  }

  private String someOf(IntPredicate allowed, String what) throws Bad {
    String word = run(allowed);
    if (word.isEmpty()) {
      throw new Bad("Expected " + what + where());
    }
    return word;
  }

  public String tag() throws Bad {
    return someOf(Chars::isTag, "a tag");
  }

  public String atom() throws Bad {
    return someOf(Chars::isAtom, "an atom");
  }

  /** A word of the grammar, in capitals: letters, digits, dots, hyphens and the like. */
  public String keyword() throws Bad {
    return someOf(Arguments::isKeyword, "a word").toUpperCase(Locale.ROOT);
  }

  private static boolean isKeyword(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || Chars.isDigit(c)
        || c == '.'
        || c == '-'
        || c == '_'
        || c == '=';
  }

  /** The keyword that would be next, without taking it; empty if there is none. */
  public String peekKeyword() {
    int start = at;
    String word = run(Arguments::isKeyword).toUpperCase(Locale.ROOT);
    at = start;
    return word;
  }

  /** A number of at most 32 bits. */
  public long number() throws Bad {
    return number(0xFFFF_FFFFL);
  }

  public long nzNumber() throws Bad {
    long number = number();
    if (number == 0) {
      throw new Bad("0 is no number here" + where());
    }
    return number;
  }

  /** A number of at most 63 bits: RFC 9051 §9, number64. */
  public long number64() throws Bad {
    return number(Long.MAX_VALUE);
  }

  private long number(long max) throws Bad {
    String digits = someOf(Chars::isDigit, "a number");
    try {
      long number = Long.parseLong(digits);
      if (number <= max) {
        return number;
      }
    } catch (NumberFormatException tooLong) {
      // falls through to the same answer
    }
    throw new Bad("A number is too large" + where());
  }

  // Strings.

  /** astring: an atom that may hold a bracket, or a string. */
  public String astring() throws Bad, IOException {
    return isString() ? string() : someOf(Chars::isAstring, "an atom or string");
  }

  /** A string or NIL. */
  public Optional<String> nstring() throws Bad, IOException {
    if (isString()) {
      return Optional.of(string());
    }
    if (!keyword().equals("NIL")) {
      throw new Bad("Expected a string or NIL" + where());
    }
    return Optional.empty();
  }

  /** Whether a quoted string or a literal is next. */
  public boolean isString() {
    return at('"') || at('{') || at('~');
  }

  /** A quoted string or a literal. Text is UTF-8, of which US-ASCII is a part. */
  public String string() throws Bad, IOException {
    byte[] octets = at('"') ? quoted() : literal();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new Bad("A string is not in UTF-8" + where());
    }
  }

  private byte[] quoted() throws Bad {
    expect('"');
    byte[] octets = new byte[line.length - at];
    int length = 0;
    while (!at('"')) {
      boolean escaped = skip('\\');
      int c = peek();
      if (c <= 0 || c == '\r' || (escaped && c != '"' && c != '\\')) {
        throw new Bad("A quoted string is broken" + where());
      }
      octets[length++] = (byte) c;
      at++;
    }
    expect('"');
    return Arrays.copyOf(octets, length);
  }

  private byte[] literal() throws Bad, IOException {
    Literal literal = announced();
    if (literal.binary()) {
      throw new Bad("No binary literal is allowed here");
    }
    if (literal.size() > limits.literalOctets() || literal.size() > octetsLeft) {
      throw new Bad("[TOOBIG] A literal of " + literal.size() + " octets is too large here");
    }
    if (literal.synchronising()) {
      input.proceed();
    }
    byte[] octets = new byte[(int) literal.size()];
    int length = 0;
    while (length < octets.length) {
      length += input.read(octets, length, octets.length - length);
    }
    octetsLeft -= octets.length;
    nextLine();
    for (byte octet : octets) {
      if (octet == 0) {
        throw new Bad("A literal holds a NUL");
      }
    }
    return octets;
  }

  private Literal announced() throws Bad {
    return Literal.parse(line, at).orElseThrow(() -> new Bad("Expected a literal" + where()));
  }

  /**
   * The announcement of a message's literal. Its octets are the caller's to read, from {@link
   * #input}, and after them {@link #nextLine} has to be called.
   */
  public Literal messageLiteral() throws Bad {
    return announced();
  }

  public CommandInput input() {
    return input;
  }

  /** Goes on behind a literal. */
  public void nextLine() throws Bad, IOException {
    line = input.line();
    at = 0;
    octetsLeft -= line.length;
    if (octetsLeft < 0) {
      throw new Bad("[TOOBIG] The command is too long");
    }
  }

  /**
   * Reads and drops what the client has sent of this command without waiting (RFC 7888 §4), so that
   * the next line begins a command. A synchronising literal is not sent after a refusal.
   */
  public void drain() throws IOException {
    long left = limits.appendOctets();
    byte[] dropped = new byte[4096];
    Optional<Literal> literal = Literal.atEnd(line);
    while (literal.isPresent() && !literal.get().synchronising()) {
      left -= literal.get().size();
      if (left < 0) {
        throw new Bye("[TOOBIG] A literal is too large to be skipped");
      }
      for (long rest = literal.get().size(); rest > 0; ) {
        rest -= input.read(dropped, 0, (int) Math.min(rest, dropped.length));
      }
      line = input.line();
      literal = Literal.atEnd(line);
    }
    at = line.length;
  }

  // What the words mean.

  public MessageSet messageSet() throws Bad {
    return SequenceSets.parse(this);
  }

  public MailboxName mailbox() throws Bad, No, IOException {
    return MailboxNames.parse(astring(), utf8);
  }

  /** {@code list-mailbox}: a pattern as it was written. */
  public String listMailbox() throws Bad, IOException {
    return isString() ? string() : run(Chars::isList);
  }
}
