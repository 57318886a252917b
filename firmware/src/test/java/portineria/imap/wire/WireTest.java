package portineria.imap.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import portineria.store.Flag;
import portineria.store.FlagTable;
import portineria.store.MailboxName;

class WireTest {

  // Names.

  @Test
  void namesAreWrittenInModifiedUtf7() {
    assertEquals("Citt&AOA-", ModifiedUtf7.encode("Città"));
    assertEquals("R&-D", ModifiedUtf7.encode("R&D"));
    assertEquals("~peter/mail/&U,BTFw-/&ZeVnLIqe-", ModifiedUtf7.encode("~peter/mail/台北/日本語"));
    assertEquals(Optional.of("~peter/mail/台北/日本語"), decode("~peter/mail/&U,BTFw-/&ZeVnLIqe-"));
    assertEquals(Optional.of("&"), decode("&-"));
    assertEquals(Optional.of("😀"), decode(ModifiedUtf7.encode("😀")));
  }

  @Test
  void whatIsNotModifiedUtf7IsRefused() {
    for (String bad :
        List.of("&", "a&b", "&AOA", "&A-", "&AO/-", "&====-", "caff\u00e8", "&2D0-")) {
      assertEquals(Optional.empty(), decode(bad), bad);
    }
  }

  private static Optional<String> decode(String text) {
    return ModifiedUtf7.decode(text);
  }

  @Property
  void everyNameComesBackFromModifiedUtf7(@ForAll @StringLength(max = 50) String name) {
    String whole = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertEquals(Optional.of(whole), ModifiedUtf7.decode(ModifiedUtf7.encode(whole)));
  }

  @Test
  void aReplacementCharacterIsACharacterLikeOthers() {
    assertEquals(Optional.of("a\uFFFD"), ModifiedUtf7.decode(ModifiedUtf7.encode("a\uFFFD")));
  }

  @Property
  void anyTextCanBeDecodedOrNot(@ForAll String text) {
    ModifiedUtf7.decode(text);
  }

  // Patterns.

  private static boolean matches(String pattern, String name) {
    return new ListPattern(pattern).matches(new MailboxName(name));
  }

  @Test
  void anAsteriskCrossesLevelsAndAPercentDoesNot() {
    assertTrue(matches("*", "a/b/c"));
    assertTrue(matches("a/%/c", "a/b/c"));
    assertFalse(matches("%", "a/b"));
    assertFalse(matches("a/%", "a/b/c"));
    assertTrue(matches("a*c", "a/b/c"));
    assertTrue(matches("%%", "abc"));
    assertTrue(matches("abc*", "abc"));
    assertTrue(matches("*c%*", "abc"));
    assertFalse(matches("", "abc"));
    assertFalse(matches("ab", "abc"));
    assertTrue(matches("%", "a%c"));
    assertTrue(matches("*", "*"));
  }

  @Test
  void inboxIsFoundInAnyCaseAndNothingElseIs() {
    assertTrue(matches("inbox", "INBOX"));
    assertTrue(matches("iNb%", "INBOX"));
    assertTrue(matches("inbox/%", "INBOX/Old"));
    assertFalse(matches("inbox/old", "INBOX/Old"));
    assertFalse(matches("sent", "Sent"));
  }

  @Test
  void aPatternOfManyAsterisksTakesNoTime() {
    String pattern = "*a".repeat(500) + "b";
    String name = "a".repeat(1000);
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertFalse(matches(pattern, name)));
    assertFalse(matches("*".repeat(60_000), "a"));
  }

  // Dates.

  private static String date(DateTimes times, long seconds) {
    return new String(times.write(seconds), StandardCharsets.US_ASCII);
  }

  @Test
  void datesAreWrittenInTheZoneOfTheBox() {
    DateTimes rome = new DateTimes(ZoneId.of("Europe/Rome"));
    long winter = Instant.parse("2026-01-05T23:30:07Z").getEpochSecond();
    long summer = Instant.parse("2026-07-05T23:30:07Z").getEpochSecond();
    for (int i = 0; i < 3; i++) {
      assertEquals("\" 6-Jan-2026 00:30:07 +0100\"", date(rome, winter));
      assertEquals("\" 6-Jul-2026 01:30:07 +0200\"", date(rome, summer));
    }
    long change = Instant.parse("2026-03-29T01:00:00Z").getEpochSecond();
    assertEquals("\"29-Mar-2026 01:59:59 +0100\"", date(rome, change - 1));
    assertEquals("\"29-Mar-2026 03:00:00 +0200\"", date(rome, change));
    assertEquals("\"31-Dec-1969 19:00:00 -0500\"", date(new DateTimes(ZoneOffset.ofHours(-5)), 0));
    assertEquals(20459, rome.day(winter));
  }

  @Property
  void everySecondIsWrittenAsJavaWritesIt(@ForAll int seconds) {
    DateTimeFormatter format = DateTimeFormatter.ofPattern("ppd-MMM-yyyy HH:mm:ss xx", Locale.US);
    ZoneId zone = ZoneId.of("Europe/Rome");
    DateTimes times = new DateTimes(zone);
    for (long second : List.of(0L, (long) seconds, seconds + 3600L)) {
      if (zone.getRules().getOffset(Instant.ofEpochSecond(second)).getTotalSeconds() % 60 == 0) {
        assertEquals(
            '"' + format.format(Instant.ofEpochSecond(second).atZone(zone)) + '"',
            date(times, second));
      }
    }
  }

  // Strings.

  private static String written(Text text) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    ImapWriter out = new ImapWriter(octets::write);
    text.write(out);
    out.spill();
    return octets.toString(StandardCharsets.ISO_8859_1);
  }

  private interface Text {
    void write(ImapWriter out) throws IOException;
  }

  @Test
  void stringsAreQuotedWhereTheyCanBe() throws IOException {
    assertEquals("\"\"", written(out -> out.string("")));
    assertEquals("\"a \\\"b\\\" \\\\\"", written(out -> out.string("a \"b\" \\")));
    assertEquals("{3}\r\na\nb", written(out -> out.string("a\nb")));
    assertEquals("{2}\r\n\u00c3\u00a0", written(out -> out.string("\u00c3\u00a0")));
    assertEquals("NIL", written(out -> out.nstring(Optional.empty())));
    String longer = "x".repeat(1001);
    assertEquals("{1001}\r\n" + longer, written(out -> out.string(longer)));
  }

  @Test
  void whatIsWrittenInPiecesComesOutWhole() throws IOException {
    StringBuilder expected = new StringBuilder();
    String got =
        written(
            out -> {
              for (int i = 0; i < 5000; i++) {
                out.number(i * 1_000_003L).space().octets(new byte[i % 7]);
                expected.append(i * 1_000_003L).append(' ').append("\0".repeat(i % 7));
              }
              out.octets(new byte[20_000]);
              expected.append("\0".repeat(20_000));
            });
    assertEquals(expected.toString(), got);
  }

  @Test
  void aLineThatIsBegunIsKnown() throws IOException {
    ImapWriter out = new ImapWriter((octets, offset, length) -> {});
    assertFalse(out.isInLine());
    out.text("* OK");
    assertTrue(out.isInLine());
    out.crlf();
    assertFalse(out.isInLine());
  }

  @Test
  void flagsAreRememberedByTheirBits() {
    FlagTexts texts = new FlagTexts(new FlagTable(List.of(new Flag("$Work"))));
    assertEquals("()", new String(texts.of(0, false), StandardCharsets.US_ASCII));
    assertEquals("(\\Recent)", new String(texts.of(0, true), StandardCharsets.US_ASCII));
    byte[] both = texts.of(8 + 32, false);
    assertEquals("(\\Seen $Work)", new String(both, StandardCharsets.US_ASCII));
    texts.of(0, false);
    assertEquals(both, texts.of(8 + 32, false));
  }

  // Numbers.

  @Test
  void aLimitIsNeverBelowOne() {
    ImapLimits usual = ImapLimits.STANDARD;
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new ImapLimits(
                0,
                usual.literalOctets(),
                usual.commandOctets(),
                usual.loginOctets(),
                usual.appendOctets(),
                usual.appendMessages(),
                usual.nesting(),
                usual.searchKeys(),
                usual.fetchItems(),
                usual.patterns(),
                usual.textCharacters(),
                usual.badCommands(),
                usual.failedLogins(),
                usual.commandsBeforeLogin(),
                usual.compressedSessions(),
                usual.idle(),
                usual.keepAlive()));
  }
}
