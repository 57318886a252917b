package portineria.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Address lists as ENVELOPE has them: name|route|local|domain, groups as {name} and {}. */
class AddressListTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "a@b.it => ||a|b.it",
        "<a@b.it> => ||a|b.it",
        "Mario Rossi <a@b.it> => Mario Rossi||a|b.it",
        "\"Rossi, Mario\" <a@b.it> => Rossi, Mario||a|b.it",
        "\"a \\\"q\\\" b\" <a@b.it> => a \"q\" b||a|b.it",
        "a@b.it (Mario Rossi) => Mario Rossi||a|b.it",
        "a@b.it (Mario (il primo) Rossi) => Mario (il primo) Rossi||a|b.it",
        "(x) Mario <a@b.it> (y) => Mario||a|b.it",
        "=?utf-8?Q?Niccol=C3=B2?= <a@b.it> => =?utf-8?Q?Niccol=C3=B2?=||a|b.it",
        "J. R. Smith <a@b.it> => J. R. Smith||a|b.it",
        "a@b.it, c@d.it => ||a|b.it ; ||c|d.it",
        "a@b.it;c@d.it => ||a|b.it ; ||c|d.it",
        ", ,a@b.it,, => ||a|b.it",
        "\"john smith\"@b.it => ||john smith|b.it",
        "<\"john smith\"@b.it> => ||john smith|b.it",
        "<\"a@x\"@b.it> => ||a@x|b.it",
        "a . b @ c . it => ||a.b|c.it",
        "a@[192.0.2.1] => ||a|[192.0.2.1]",
        "<a@[IPv6:2001:db8::1]> => ||a|[IPv6:2001:db8::1]",
        "<@x.it,@y.it:a@b.it> => |@x.it,@y.it|a|b.it",
        // What no standard allows.
        "mario => ||mario|",
        "Mario Rossi => Mario Rossi|||",
        "\"Mario\" => Mario|||",
        "Mario <mario> => Mario||mario|",
        "Mario <> => Mario|||",
        "<> => |||",
        "a@b.it <a@b.it> => a@b.it||a|b.it",
        "a@b@c.it => ||a@b|c.it",
        "<a@b@c.it> => ||a@b|c.it",
        "\"Mario\"a@b.it => Mario||a|b.it",
        "Mario a@b.it => Mario||a|b.it",
        "a@b.it Mario => Mario||a|b.it",
        "Mario <a@b.it => Mario||a|b.it",
        "Mario <a@b.it, Anna <c@d.it> => Mario||a|b.it ; Anna||c|d.it",
        "Mario <a@b.it> Anna <c@d.it> => Mario||a|b.it ; Anna||c|d.it",
        "<Non divulgato> => ||Non divulgato|",
        "<@b.it> => |||b.it",
        "@b.it => |||b.it",
        "a@ => ||a|",
        "(solo un commento => ``",
        "\"non chiuso <a@b.it> => non chiuso <a@b.it>|||",
        // Groups.
        "undisclosed-recipients:; => {undisclosed-recipients} ; {}",
        "Ufficio: a@b.it, Anna <c@d.it>; => {Ufficio} ; ||a|b.it ; Anna||c|d.it ; {}",
        "A: a@b.it;, B:; c@d.it => {A} ; ||a|b.it ; {} ; {B} ; {} ; ||c|d.it",
        "A: a@b.it => {A} ; ||a|b.it ; {}",
        "A: B: c@d.it; => {A} ; B:||c|d.it ; {}",
        ":; => {} ; {}"
      })
  void anyTextIsAList(String text, String expected) {
    assertEquals(expected, shown(AddressList.parse(text, 100)));
  }

  @Test
  void noAddressIsNoList() {
    assertEquals(List.of(), AddressList.parse("", 100));
    assertEquals(List.of(), AddressList.parse(" \t, ;", 100));
  }

  @Test
  void aListEndsAtItsLimitAndAGroupIsClosed() {
    assertEquals("||a|b", shown(AddressList.parse("a@b,c@d", 1)));
    assertEquals("{x} ; ||a|b ; {}", shown(AddressList.parse("x:a@b,c@d;", 2)));
    assertEquals("", shown(AddressList.parse("a@b,c@d", 0)));
  }

  private static String shown(List<Address> addresses) {
    return addresses.stream().map(AddressListTest::shown).collect(Collectors.joining(" ; "));
  }

  private static String shown(Address address) {
    return switch (address) {
      case Address.Mailbox mailbox ->
          String.join(
              "|",
              mailbox.name().orElse(""),
              mailbox.route().orElse(""),
              mailbox.local(),
              mailbox.domain());
      case Address.GroupStart(String name) -> "{" + name + "}";
      case Address.GroupEnd() -> "{}";
    };
  }
}
