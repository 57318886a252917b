package portineria.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page to print. */
class RecoverySheetTest {
  private static final Pattern MODULE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");

  @Test
  void theWordsAreOnItInOrderAndInItsCode() throws Exception {
    RecoveryWords words = RecoveryWords.draw(new Random(1));
    String page = String.join("\n", RecoverySheet.page(words));
    String listed = page.replaceAll("(?s).*<ol>|</ol>.*", "").replaceAll("</?li>|\n", " ").strip();
    assertEquals(words.words(), List.of(listed.split(" +")));
    assertEquals(words.text(), new Decoder().decode(code(page)).getText());
    assertTrue(page.endsWith("</html>"), page);
  }

  /** As it is drawn, without its margin. */
  private static BitMatrix code(String page) {
    Matcher size = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"").matcher(page);
    assertTrue(size.find(), page);
    BitMatrix code = new BitMatrix(Integer.parseInt(size.group(1)) - 8);
    for (Matcher module = MODULE.matcher(page); module.find(); ) {
      code.set(Integer.parseInt(module.group(1)) - 4, Integer.parseInt(module.group(2)) - 4);
    }
    return code;
  }
}
