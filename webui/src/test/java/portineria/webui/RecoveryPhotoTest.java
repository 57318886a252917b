package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portineria.webui.Snapshot.Held;

/** The recovery words by a photo of their sheet, on each page that asks for them. */
@Timeout(60)
class RecoveryPhotoTest {
  private static final String RESTORE = "/first/restore";
  private static final String GOOD = "cane sedia fiume";
  private static final String WORDS = String.join(" ", FakeAppliance.WORDS);

  private final FakeAppliance box = new FakeAppliance();
  private WebServer server;
  private Browser person;

  @BeforeEach
  void open() throws Exception {
    server = TestServer.start(box, InstantSource.system());
    person = Browser.of(server);
    box.adminPassword = Optional.empty();
    box.blank = true;
    box.acts.clear();
  }

  @AfterEach
  void close() {
    person.close();
    server.close();
  }

  private static byte[] photo(String text) throws Exception {
    return Snapshot.of(text, Held.straight().of(1200, 900, 7).turned(90)).jpeg();
  }

  private HttpResponse<String> restore(byte[] photo, String where, String words) throws Exception {
    person.get(RESTORE);
    return person.postPhoto(RESTORE, photo, "kind", "FOLDER", "where", where, "words", words);
  }

  @Test
  void everythingComesBackByAPhotoOfTheSheet() throws Exception {
    String page = person.get(RESTORE).body();
    assertTrue(page.contains("enctype=\"multipart/form-data\""), page);
    assertTrue(page.contains("accept=\"image/*\" capture=\"environment\""), page);
    HttpResponse<String> begun = restore(photo(WORDS), "/mnt/usb", "");
    assertEquals(Optional.of(RESTORE), begun.headers().firstValue("location"), begun.body());
    assertEquals(List.of("comeback from /mnt/usb"), box.acts);
  }

  @Test
  void typedWordsNeedNoPhoto() throws Exception {
    assertEquals(303, restore(new byte[0], "/mnt/usb", WORDS).statusCode());
  }

  @Test
  void aPhotoNeedNotBeTakenTwice() throws Exception {
    HttpResponse<String> again = restore(photo(WORDS), "", "");
    assertEquals(422, again.statusCode());
    assertTrue(again.body().contains(">" + WORDS + "</textarea>"), again.body());
  }

  @Test
  void whyAPhotoDoesNotDoIsSaid() throws Exception {
    says("The recovery words are missing", restore(new byte[0], "/mnt/usb", ""));
    says("Take it from nearer", restore(photoOfNothing(), "/mnt/usb", ""));
    says("The code in the photo is another one", restore(photo("http://box/"), "/mnt/usb", ""));
    says("a HEIC file", restore(heic(), "/mnt/usb", ""));
    says("it reads JPEG and PNG", restore(new byte[] {1, 2, 3}, "/mnt/usb", ""));
    person.language = "it";
    says("Fatela più da vicino", restore(photoOfNothing(), "/mnt/usb", ""));
    assertEquals(List.of(), box.acts);
  }

  private static void says(String words, HttpResponse<String> answer) {
    assertEquals(422, answer.statusCode());
    assertTrue(answer.body().contains(words), answer.body());
    assertTrue(answer.body().contains("value=\"/mnt/usb\""), "what was typed stays");
  }

  private static byte[] photoOfNothing() throws Exception {
    return Snapshot.of(WORDS, Held.straight().of(800, 600, 0.5)).jpeg();
  }

  private static byte[] heic() {
    return HexFormat.of().parseHex("0000001866747970686569630000");
  }

  @Test
  void aPhotoWithoutTheTokenOfItsFormIsNotLookedAt() throws Exception {
    person.get(RESTORE);
    person.token = "x".repeat(43);
    assertEquals(403, person.postPhoto(RESTORE, photo(WORDS), "kind", "FOLDER").statusCode());
    assertEquals(List.of(), box.acts);
  }

  @Test
  @Tag("long")
  void aLargerOneThanATelephoneMakesIsRefused() throws Exception {
    HttpResponse<String> large =
        restore(new byte[Photos.OCTETS_MAX + Form.STRANGERS_OCTETS_MAX + 1], "/mnt/usb", "");
    assertEquals(413, large.statusCode());
    assertTrue(large.body().contains("larger than 20 MB"), large.body());
    assertEquals(422, restore(new byte[Photos.OCTETS_MAX], "/mnt/usb", "").statusCode());
  }

  /** Strangers send small forms, but while the box waits for the words. */
  @Test
  void noPhotoIsTakenWhereNobodyAsksForOne() throws Exception {
    person.get(RESTORE);
    byte[] photo = new byte[Form.STRANGERS_OCTETS_MAX + 1];
    assertEquals(413, person.postPhoto("/first", photo, "words", "").statusCode());
    box.adminPassword = Optional.of(GOOD);
    for (String path : List.of(RESTORE, "/first", "/login", "/login/admin")) {
      assertEquals(413, person.postPhoto(path, photo, "words", "").statusCode(), path);
    }
  }

  @Test
  void thePasswordIsSetAnewByAPhotoOfTheSheet() throws Exception {
    box.adminPassword = Optional.of("forgotten long ago");
    box.windowOpen = true;
    String page = person.get("/first").body();
    assertTrue(page.contains("capture=\"environment\""), page);
    HttpResponse<String> differ =
        person.postPhoto("/first", photo(WORDS), "password", GOOD, "again", "other", "words", "");
    assertEquals(422, differ.statusCode());
    assertTrue(differ.body().contains(">" + WORDS + "</textarea>"), differ.body());
    assertFalse(differ.body().contains(GOOD), differ.body());
    HttpResponse<String> set =
        person.postPhoto("/first", photo(WORDS), "password", GOOD, "again", GOOD, "words", "");
    assertEquals(303, set.statusCode(), set.body());
    assertEquals(Optional.of(GOOD), box.adminPassword);
  }
}
