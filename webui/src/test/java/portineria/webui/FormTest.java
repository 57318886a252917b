package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import portineria.webui.Refused.Why;

class FormTest {
  @Test
  void fieldsAreDecoded() throws Exception {
    Form form = Form.parse("a=1+2&b=%C3%A8&c=&=x&d&a=other");
    assertEquals("1 2", form.text("a"));
    assertEquals("è", form.text("b"));
    assertEquals("", form.text("c"));
    assertEquals("", form.text("nothing"));
  }

  @Test
  void aPasswordKeepsItsBlanks() throws Exception {
    assertEquals(" x ", Form.parse("p=+x+").exact("p"));
  }

  @Test
  void whatNoPageSendsIsRefused() {
    assertThrows(Refused.class, () -> Form.parse("a=%"));
    assertThrows(Refused.class, () -> Form.parse("a=%zz"));
    StringBuilder many = new StringBuilder("f=1");
    for (int i = 0; i < Form.FIELDS_MAX; i++) {
      many.append("&f").append(i).append("=1");
    }
    assertThrows(Refused.class, () -> Form.parse(many.toString()));
  }

  @Test
  void numbersAndDaysAreWithinBounds() throws Exception {
    Form form = Form.parse("n=995&m=-1&o=99999999999&day=2027-02-30&good=2027-03-31");
    assertEquals(995, form.number("n", 1, 65_535, Why.FORM));
    for (String bad : new String[] {"m", "o", "none"}) {
      assertThrows(Refused.class, () -> form.number(bad, 1, 65_535, Why.FORM));
    }
    assertThrows(Refused.class, () -> form.number("n", 1, 994, Why.FORM));
    assertThrows(Refused.class, () -> form.day("day", Why.FORM));
    assertEquals(Optional.of(LocalDate.of(2027, 3, 31)), form.day("good", Why.FORM));
    assertEquals(Optional.empty(), form.day("none", Why.FORM));
  }

  @Test
  void aFormDoesNotShowItsPasswords() throws Exception {
    assertFalse(Form.parse("password=secret").toString().contains("secret"));
  }

  @Test
  void anythingIsAFormOrIsRefused() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] octets = new byte[random.nextInt(40)];
      random.nextBytes(octets);
      String text = new String(octets, StandardCharsets.ISO_8859_1);
      try {
        Form.parse(text);
      } catch (Refused expected) {
        assertEquals(Why.FORM, expected.why(), "seed " + seed);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }
}
