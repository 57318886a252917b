package portineria.admin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.UpdateBook.State;
import portineria.webui.UpdateBook.Step;
import portineria.webui.UpdateBook.Upload;

/** A new version of the image: where it lies until the system takes it, and what that says. */
class UpdateInboxTest {
  private static final int MOST = 1000;
  private static final Path SCRIPTS = Path.of("../image/mkosi.extra/usr/lib/portineria");

  @TempDir Path data;
  private FakeBox fake;
  private Path note;
  private ImageSystem image;

  @BeforeEach
  void open() {
    fake = new FakeBox(data);
    note = data.resolve("note");
    image = new ImageSystem(note, "1.2", "this");
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private UpdateInbox inbox(long reserve) throws IOException {
    UpdateInbox inbox = new UpdateInbox(data, image, MOST, reserve);
    inbox.clear();
    return inbox;
  }

  private WebUpdates book(UpdateInbox inbox) {
    return new WebUpdates(fake.by(FakeBox.ADMIN), inbox);
  }

  private static Upload upload(int octets, InputStream content) {
    return new Upload("a.update", OptionalLong.of(octets), content);
  }

  private static Upload upload(int octets) {
    return upload(octets, new ByteArrayInputStream(new byte[octets]));
  }

  private static Why why(WebUpdates book, Upload upload) {
    return assertThrows(Refused.class, () -> book.give(upload)).why();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("update"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private State noted(String boot, String code, String version) throws IOException {
    Files.writeString(
        note, "boot " + boot + "\ncode " + code + "\nversion " + version + "\nsaid so it is\n");
    return image.state();
  }

  @Test
  void aFileLiesUnderItsNameOnceItIsWhole() throws Exception {
    WebUpdates book = book(inbox(0));
    assertEquals(new State(Step.NONE, "", ""), book.state());
    InputStream looked =
        new ByteArrayInputStream(new byte[MOST]) {
          @Override
          public synchronized int read(byte[] into) throws IOException {
            assertFalse(files().contains("portineria.update"));
            assertEquals(Step.COMING, book.state().step());
            assertEquals(Why.UPDATE_BUSY, why(book, upload(1)));
            return super.read(into);
          }
        };
    book.give(upload(MOST, looked));
    assertEquals(List.of("portineria.update"), files());
    assertEquals(MOST, Files.size(data.resolve("update/portineria.update")));
    assertEquals(Step.CHECKING, book.state().step());
    assertEquals(Why.UPDATE_BUSY, why(book, upload(1)));
    assertTrue(
        fake.acts().contains("settings-changed web by=admin detail=update=a.update"),
        fake.acts().toString());
  }

  @Test
  void whatIsTooLargeOrFindsNoRoomIsNotRead() throws Exception {
    InputStream unread =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("read");
          }

          @Override
          public int read(byte[] into, int from, int length) {
            return read();
          }
        };
    WebUpdates book = book(inbox(0));
    assertEquals(Why.UPDATE_LARGE, why(book, upload(MOST + 1, unread)));
    WebUpdates full = book(inbox(Long.MAX_VALUE / 2));
    assertEquals(Why.UPDATE_NO_ROOM, why(full, upload(1, unread)));
    assertEquals(
        Why.UPDATE_NO_ROOM, why(full, new Upload("a.update", OptionalLong.empty(), unread)));
    assertEquals(List.of(), files());
  }

  @Test
  void ofAFileThatDoesNotDoNothingStays() throws Exception {
    WebUpdates book = book(inbox(0));
    byte[] more = new byte[MOST + 1];
    assertEquals(Why.UPDATE_LARGE, why(book, upload(1, new ByteArrayInputStream(more))));
    assertEquals(Why.UPDATE_NO_FILE, why(book, upload(0)));
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[10]),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("gone");
              }

              @Override
              public int read(byte[] into, int from, int length) throws IOException {
                return read();
              }
            });
    assertEquals(Why.UPDATE_BROKEN_OFF, why(book, upload(20, broken)));
    assertEquals(List.of(), files());
    assertEquals(Step.NONE, book.state().step());
    assertTrue(fake.acts().stream().noneMatch(act -> act.contains("update")));
    book.give(upload(1));
    assertEquals(List.of("portineria.update"), files());
  }

  @Test
  void whatAnInterruptionHasLeftGoesAtTheStart() throws Exception {
    Files.createDirectories(data.resolve("update/deeper"));
    Files.writeString(data.resolve("update/coming"), "half");
    Files.writeString(data.resolve("update/portineria.update"), "whole");
    UpdateInbox inbox = UpdateInbox.of(data, note);
    assertEquals(List.of(), files());
    assertEquals(Step.NONE, inbox.state().step());
  }

  @Test
  void whatTheSystemHasNotedIsUnderstood() throws Exception {
    assertEquals(Step.CHECKING, noted("this", "checking", "").step());
    assertEquals(new State(Step.WRITING, "1.3", "so it is"), noted("this", "writing", "1.3"));
    assertEquals(Step.RESTARTING, noted("this", "taken", "1.3").step());
    assertEquals(Step.INTERRUPTED, noted("before", "checking", "").step());
    assertEquals(Step.INTERRUPTED, noted("before", "writing", "1.3").step());
    assertEquals(Step.RUNS, noted("before", "taken", "1.2").step());
    assertEquals(Step.GIVEN_UP, noted("before", "taken", "1.3").step());
    assertEquals(Step.SAME, noted("this", "same", "1.2").step());
    assertEquals(Step.GIVEN_UP, noted("before", "same", "1.3").step());
    assertEquals(Step.OLDER, noted("before", "older", "1.1").step());
    assertEquals(Step.OTHER, noted("this", "eclipse", "1.3").step());
    Files.writeString(note, "");
    assertEquals(Step.NONE, image.state().step());
  }

  /** A file that lies there is what counts, whatever became of the one before. */
  @Test
  void aFileThatTheSystemHasNotSeenYetIsUnderWay() throws Exception {
    UpdateInbox inbox = inbox(0);
    noted("this", "older", "1.1");
    assertEquals(Step.OLDER, inbox.state().step());
    book(inbox).give(upload(1));
    assertEquals(Step.CHECKING, inbox.state().step());
  }

  /** All that the script may say, but that something else went wrong. */
  @Test
  void thereAreWordsForEachCodeOfTheScript() throws Exception {
    String script = Files.readString(SCRIPTS.resolve("update"));
    List<String> codes =
        Pattern.compile("(?:refuse|note) ([a-z-]+)(?: \"|\n)")
            .matcher(script)
            .results()
            .map((MatchResult found) -> found.group(1))
            .filter(code -> !code.equals("failed"))
            .distinct()
            .toList();
    assertTrue(codes.size() > 10, codes.toString());
    for (String code : codes) {
      assertNotEquals(Step.OTHER, noted("this", code, "1.3").step(), code);
    }
  }
}
