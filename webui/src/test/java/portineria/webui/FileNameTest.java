package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FileNameTest {
  private static String safe(String name) {
    return FileName.safe(name, "file");
  }

  @Test
  void aNameLeadsNowhereElse() {
    assertEquals("_.._etc_passwd", safe("/../etc/passwd"));
    assertEquals("_windows_system.ini", safe("..\\windows\\system.ini"));
    assertEquals("C__x.txt", safe("C:\\x.txt"));
    assertEquals("file", safe(" ... "));
    assertEquals("file", safe(""));
    assertEquals("htaccess", safe(".htaccess"));
    assertEquals("x.exe", safe("x.exe. . "));
  }

  @Test
  void aNameIsOneLineAndItsEndIsItsEnd() {
    assertEquals("fatturafdp.exe", safe("fattura\u202Efdp.exe"));
    assertEquals("ab.pdf", safe("a\r\n\0b.pdf"));
    String longest = safe("x".repeat(500) + ".pdf");
    assertEquals(120, longest.length());
    assertTrue(longest.endsWith("x.pdf"), longest);
    assertTrue(safe("\uD83D\uDE00".repeat(100)).length() <= 120);
  }

  @Test
  void aHeaderHasItInBothForms() {
    assertEquals(
        "attachment; filename=\"caff_ 5_.pdf\"; filename*=UTF-8''caff%C3%A8%205%25.pdf",
        FileName.disposition("caffè 5%.pdf"));
    assertEquals(
        "attachment; filename=\"a__b\"; filename*=UTF-8''a%22%22b", FileName.disposition("a\"\"b"));
  }
}
