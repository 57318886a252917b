package portineria.vault.rights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.BoxLanguage;
import portineria.store.Digest;
import portineria.vault.transfer.Unreadable;

/** What is handed over, in a folder and in a zip. */
class HandOverTest {
  private static final Person MARIO = Firm.person("mario@example.org");

  private static final String HOSTILE =
      "From: \"</dd><script>alert(1)</script>\" <mario@example.org>\n"
          + "Subject: =?utf-8?q?=22><img_src=3Dx_onerror=3Dalert(2)>=E2=80=AE=00?=\n"
          + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
          + "--b\nContent-Type: text/plain\n\n</pre></details><script src=//evil.example></script>\n"
          + "--b\nContent-Type: text/html\n\n<p>Ciao &lt;b onclick=x&gt;<iframe src=//evil></p>\n"
          + "--b\nContent-Type: application/pdf; name=\"../../'onload='x.pdf\"\n\nx\n--b--\n";

  @TempDir Path folder;
  private Firm firm;
  private final Map<String, byte[]> mail = new HashMap<>();

  @BeforeEach
  void open() throws Exception {
    firm = new Firm(folder.resolve("data"));
    add("anna", HOSTILE);
    add("anna", "To: mario@example.org\nSubject: =?utf-8?q?caff=C3=A8?=\n\nCi vediamo\n");
    add("con", "Cc: mario@example.org\nSubject: =1+1\n\nthree\n");
  }

  private void add(String account, String message) throws Exception {
    byte[] octets = Firm.octets(message);
    Digest digest = firm.add(account, "INBOX", octets);
    mail.put(digest.hex(), octets);
  }

  @AfterEach
  void close() {
    firm.close();
  }

  private void handOver(Path place) throws Exception {
    try (HandOver parcel = HandOver.begin(place, MARIO, BoxLanguage.ITALIAN, Firm.DATE)) {
      for (Found found : firm.found(MARIO)) {
        parcel.add(firm.account(found.remains().account()), found);
      }
      parcel.finish(List.of(new OtherData.Item("device", "anna", "<b>phone</b>")));
    }
  }

  private static Map<String, byte[]> files(Path root) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static Map<String, byte[]> unzipped(Path file) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.UTF_8);
  }

  @Test
  void aFolderHasEachMessageAsItCameAndSaysWhatItIs() throws Exception {
    Path place = folder.resolve("out/mario");
    handOver(place);
    Map<String, byte[]> files = files(place);
    assertEquals(6, files.size(), files.keySet().toString());
    List<String> rows = text(files.get("index.csv")).lines().toList();
    assertTrue(rows.getFirst().startsWith("file,sha256,octets,account,mailboxes,matched,"));
    assertEquals(4, rows.size());
    for (String row : rows.subList(1, 4)) {
      String[] cells = row.split(",");
      assertArrayEquals(mail.get(cells[1]), files.get(cells[0]), row);
      assertEquals(Firm.DATE, Files.getLastModifiedTime(place.resolve(cells[0])).toInstant());
    }
    assertTrue(rows.get(3).startsWith("%63on/2026-03-02-"), rows.get(3));
    assertTrue(rows.get(3).contains(",'=1+1,"), rows.get(3));
    assertEquals("kind,where,what\r\ndevice,anna,<b>phone</b>\r\n", text(files.get("other.csv")));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(place)));
  }

  @Test
  void aZipHoldsTheSame() throws Exception {
    handOver(folder.resolve("out"));
    Path zip = folder.resolve("mario.ZIP");
    handOver(zip);
    Map<String, byte[]> files = files(folder.resolve("out"));
    Map<String, byte[]> zipped = unzipped(zip);
    assertEquals(files.keySet(), zipped.keySet());
    files.forEach((name, octets) -> assertArrayEquals(octets, zipped.get(name), name));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(zip)));
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(3, all.count(), "data, out, mario.ZIP");
    }
  }

  @Test
  void nothingInAMessageIsMarkupInThePage() throws Exception {
    handOver(folder.resolve("out"));
    String page = Files.readString(folder.resolve("out/index.html"));
    assertEquals(1, count(page, "(?i)<script"), page);
    assertEquals(1, count(page, "(?i)</script"));
    assertEquals(0, count(page, "(?i)<(img|iframe|link|object|b [^>])"));
    assertEquals(3, count(page, "<details"));
    assertEquals(3, count(page, "</pre>"));
    assertTrue(page.contains("&lt;/pre&gt;&lt;/details&gt;&lt;script src=//evil.example&gt;"));
    assertTrue(page.contains("&lt;img src=x onerror=alert(2)&gt;"));
    assertTrue(page.contains("Ciao &lt;b onclick=x&gt;"), "HTML is shown as its text");
    assertTrue(page.contains("../../&#39;onload=&#39;x.pdf"));
    assertTrue(page.contains("<td>&lt;b&gt;phone&lt;/b&gt;</td>"));
    assertTrue(page.contains("caffè") && page.contains("Ci vediamo"));
    assertTrue(page.contains("<html lang=\"it\">") && page.contains("Dati personali"));
    assertFalse(page.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t'));
  }

  private static long count(String text, String regex) {
    return Pattern.compile(regex).matcher(text).results().count();
  }

  @Test
  void thePageLoadsNothingAndRunsNoScriptButItsOwn() throws Exception {
    handOver(folder.resolve("out"));
    String page = Files.readString(folder.resolve("out/index.html"));
    assertEquals(0, count(page, "(?i)(src|href)=\"(?!\\./)"));
    for (Map.Entry<String, String> one :
        Map.of("script-src", "script", "style-src", "style").entrySet()) {
      String tag = one.getValue();
      Matcher inner =
          Pattern.compile("<" + tag + ">(.*?)</" + tag + ">", Pattern.DOTALL).matcher(page);
      assertTrue(inner.find());
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(inner.group(1).getBytes(StandardCharsets.UTF_8));
      String hash = "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
      assertTrue(page.contains(one.getKey() + " " + hash), "its hash is " + hash);
    }
    Matcher link = Pattern.compile("href=\"\\./([^\"]+)\"").matcher(page);
    while (link.find()) {
      String path = link.group(1).replace("%25", "%");
      assertTrue(Files.exists(folder.resolve("out").resolve(path)), link.group());
    }
  }

  @Test
  void whatIsThereIsNotWrittenOver() throws Exception {
    Path there = Files.writeString(folder.resolve("there.zip"), "x");
    assertThrows(IOException.class, () -> handOver(there));
    assertThrows(IOException.class, () -> handOver(folder));
    assertEquals("x", Files.readString(there));
  }

  @Test
  void aMessageThatCanNotBeReadLeavesNoHalfOfItAndNoneOfTheOthersOut() throws Exception {
    List<Found> found = firm.found(MARIO);
    firm.damage("Ci vediamo");
    Path zip = folder.resolve("mario.zip");
    try (HandOver parcel = HandOver.begin(zip, MARIO, BoxLanguage.ENGLISH, Firm.DATE)) {
      for (Found one : found) {
        if (one.described().subject().equals("caffè")) {
          assertThrows(Unreadable.class, () -> parcel.add(firm.account("anna"), one));
        } else {
          parcel.add(firm.account(one.remains().account()), one);
        }
      }
      parcel.finish(List.of());
    }
    assertEquals(5, unzipped(zip).size());
  }

  @Test
  void whatIsNotFinishedHasNoNameYet() throws Exception {
    Path zip = folder.resolve("mario.zip");
    try (HandOver parcel = HandOver.begin(zip, MARIO, BoxLanguage.ENGLISH, Firm.DATE)) {
      parcel.add(firm.account("anna"), firm.found(MARIO).getFirst());
    }
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("data")), all.toList());
    }
  }
}
