package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private static final int TEXT_MAX = 256 * 1024;

  private static Multipart parse(String type, String text) throws Refused {
    return Multipart.parse(type, text.getBytes(StandardCharsets.UTF_8), TEXT_MAX);
  }

  @Test
  void fieldsAreReadAndFilesOfOneFieldFollowEachOther() throws Exception {
    assertEquals(
        Map.of("token", "abc", "chain", "one\r\ntwo\nthree", "name", "città"),
        parse(TYPE, WHOLE).form().fields());
    assertEquals(
        "abc", parse("multipart/form-data; boundary=\"----x1\"", WHOLE).form().exact("token"));
  }

  @Test
  void whatNoBrowserSendsIsRefused() {
    for (String type : List.of("multipart/form-data", "multipart/form-data; boundary=other")) {
      assertThrows(Refused.class, () -> parse(type, WHOLE));
    }
    for (String text :
        List.of(
            "",
            "------x1",
            "------x1\r\n\r\n------x1--",
            "------x1\r\nContent-Disposition: form-data\r\n\r\nx\r\n------x1--",
            WHOLE.substring(0, WHOLE.length() - 6))) {
      assertThrows(Refused.class, () -> parse(TYPE, text), text);
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
    assertThrows(Refused.class, () -> parse(TYPE, many + "------x1--"));
  }

  @Test
  void manyPartsOfOneFieldAreCountedToo() {
    String part = "------x1\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\nx\r\n";
    assertThrows(Refused.class, () -> parse(TYPE, part.repeat(Form.FIELDS_MAX + 1) + "------x1--"));
  }

  @Test
  void aPhotoStaysWhatItIsAndIsNoText() throws Exception {
    byte[] photo = new byte[2 * TEXT_MAX];
    new SplittableRandom(3).nextBytes(photo);
    Multipart sent = Multipart.parse(TYPE, withPhoto(photo), TEXT_MAX);
    assertEquals(Map.of("token", "abc"), sent.form().fields());
    assertEquals(ByteBuffer.wrap(photo), sent.photo().orElseThrow());
    assertEquals(Optional.empty(), Multipart.parse(TYPE, withPhoto(new byte[0]), TEXT_MAX).photo());
    String text = WHOLE.replace("one", "1".repeat(TEXT_MAX));
    assertThrows(Refused.class, () -> parse(TYPE, text), "text has its own bound");
  }

  private static byte[] withPhoto(byte[] photo) {
    String before =
        "------x1\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\n\r\n";
    String after =
        "\r\n------x1\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nabc\r\n------x1--";
    return Browser.joined(
        before.getBytes(StandardCharsets.UTF_8), photo, after.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anyOctetsGiveAFormOrARefusal() {
    SplittableRandom random = new SplittableRandom(7);
    String octets = new String(WHOLE.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    for (int i = 0; i < 2000; i++) {
      StringBuilder bent = new StringBuilder(octets);
      for (int j = random.nextInt(6); j >= 0; j--) {
        int at = random.nextInt(bent.length());
        bent.replace(
            at, Math.min(bent.length(), at + random.nextInt(9)), "" + (char) random.nextInt(256));
      }
      try {
        Multipart.parse(TYPE, bent.toString().getBytes(StandardCharsets.ISO_8859_1), TEXT_MAX);
      } catch (Refused refused) {
        assertEquals(Refused.Why.FORM, refused.why());
      }
    }
  }
}
