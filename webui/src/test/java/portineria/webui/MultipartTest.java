package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MultipartTest {
  private static final String TYPE = "multipart/form-data; boundary=----x1";
  private static final String WHOLE =
      """
      ------x1
      Content-Disposition: form-data; name="token"

      abc
      ------x1
      Content-Disposition: form-data; name="chain"; filename="a; name=\\"key\\".crt"
      Content-Type: application/octet-stream

      one
      two
      ------x1
      content-disposition: form-data; filename="b.crt"; name="chain"

      three
      ------x1
      Content-Disposition: form-data; name="name"

      città
      ------x1--
      """
          .replace("\n", "\r\n");

  private static String octets(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  @Test
  void fieldsAreReadAndFilesOfOneFieldFollowEachOther() throws Exception {
    assertEquals(
        Map.of("token", "abc", "chain", "one\r\ntwo\nthree", "name", "città"),
        Multipart.parse(TYPE, octets(WHOLE)).fields());
    assertEquals(
        "abc",
        Multipart.parse("multipart/form-data; boundary=\"----x1\"", octets(WHOLE)).exact("token"));
  }

  @Test
  void whatNoBrowserSendsIsRefused() {
    for (String type : List.of("multipart/form-data", "multipart/form-data; boundary=other")) {
      assertThrows(Refused.class, () -> Multipart.parse(type, octets(WHOLE)));
    }
    for (String text :
        List.of(
            "",
            "------x1",
            "------x1\r\n\r\n------x1--",
            "------x1\r\nContent-Disposition: form-data\r\n\r\nx\r\n------x1--",
            WHOLE.substring(0, WHOLE.length() - 6))) {
      assertThrows(Refused.class, () -> Multipart.parse(TYPE, octets(text)), text);
    }
  }

  @Test
  void fieldsAreCounted() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i <= Form.FIELDS_MAX; i++) {
      many.append("------x1\r\nContent-Disposition: form-data; name=\"f")
          .append(i)
          .append("\"\r\n\r\nx\r\n");
    }
    assertThrows(Refused.class, () -> Multipart.parse(TYPE, many + "------x1--"));
  }

  @Test
  void anyOctetsGiveAFormOrARefusal() {
    SplittableRandom random = new SplittableRandom(7);
    String octets = octets(WHOLE);
    for (int i = 0; i < 2000; i++) {
      StringBuilder bent = new StringBuilder(octets);
      for (int j = random.nextInt(6); j >= 0; j--) {
        int at = random.nextInt(bent.length());
        bent.replace(
            at, Math.min(bent.length(), at + random.nextInt(9)), "" + (char) random.nextInt(256));
      }
      try {
        Multipart.parse(TYPE, bent.toString());
      } catch (Refused refused) {
        assertEquals(Refused.Why.FORM, refused.why());
      }
    }
  }
}
