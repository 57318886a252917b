package portineria.admin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.admin.Homecoming;
import portineria.backup.RestoreWish;
import portineria.backup.Watch;
import portineria.store.Act;
import portineria.store.Audit;
import portineria.store.BoxLanguage;
import portineria.webui.BackupBook.Kind;
import portineria.webui.Comeback.Back;
import portineria.webui.Comeback.State;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.Sentence;
import portineria.webui.SourceBook.Keep;
import portineria.webui.SourceBook.Settings;
import portineria.webui.SourceBook.Tls;
import portineria.webui.StartBook.Names;
import portineria.webui.StartBook.Reason;
import portineria.webui.StartBook.Step;
import portineria.webui.StartBook.Tried;

/** What the first start keeps, tries and compares. */
class WebStartTest {
  @TempDir Path data;
  private FakeBox fake;
  private WebStart start;

  @BeforeEach
  void open() {
    fake = new FakeBox(data);
    start = new WebStart(fake.by(FakeBox.ADMIN));
  }

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void whereSomebodyHasComeToIsKept() throws Exception {
    assertEquals(Optional.empty(), start.step());
    start.goOn(Optional.of(Step.SOURCES));
    assertEquals(Optional.of(Step.SOURCES), new WebStart(fake.by(FakeBox.ADMIN)).step());
    start.goOn(Optional.empty());
    assertEquals(Optional.empty(), start.step());
  }

  @Test
  void namesAndLanguageAreKeptAndRecorded() throws Exception {
    assertEquals(new Names("", ""), start.names());
    start.name(new Names("Studio Rossi", "archivio"), true);
    assertEquals(new Names("Studio Rossi", "archivio"), start.names());
    assertEquals(BoxLanguage.ITALIAN, BoxLanguage.of(fake.store.setting(BoxLanguage.SETTING)));
    assertTrue(
        fake.acts().contains("settings-changed web by=admin detail=office=Studio Rossi"),
        fake.acts().toString());
    start.rename(new Names("Studio Rossi", "cantina"));
    assertEquals(new Names("Studio Rossi", "cantina"), start.names());
    assertEquals(BoxLanguage.ITALIAN, BoxLanguage.of(fake.store.setting(BoxLanguage.SETTING)));
  }

  private static Settings settings(int port) {
    return new Settings(
        "info@office.example",
        "maria",
        "127.0.0.1",
        port,
        Tls.NONE,
        "info@office.example",
        Keep.FOREVER,
        30,
        60,
        "INBOX",
        Optional.empty(),
        Optional.empty(),
        14,
        0,
        false);
  }

  @Test
  void aSourceIsTriedAndNotStored() throws Exception {
    assertEquals(
        Why.ACCOUNT_UNKNOWN,
        assertThrows(Refused.class, () -> start.tryOut(settings(110), "secret")).why());
    new WebAccounts(fake.by(FakeBox.ADMIN)).add("maria", "gatto lampada ponte", Optional.empty());
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> refuse(door));
      Tried tried = start.tryOut(settings(door.getLocalPort()), "secret");
      String problem = tried.check().problem().orElseThrow();
      assertTrue(problem.contains("come back later"), problem);
      assertTrue(tried.reason().isPresent());
    }
    Tried nobody = start.tryOut(settings(closedPort()), "secret");
    assertEquals(Optional.of(Reason.UNREACHABLE), nobody.reason());
    assertEquals(List.of(), fake.store.sources().all());
    assertFalse(fake.acts().toString().contains("source"), fake.acts().toString());
  }

  private static int closedPort() throws IOException {
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return door.getLocalPort();
    }
  }

  /** A provider that lets nobody in. */
  private static void refuse(ServerSocket door) {
    try (var line = door.accept()) {
      line.getOutputStream().write("-ERR come back later\r\n".getBytes(StandardCharsets.US_ASCII));
      line.getOutputStream().flush();
      line.getInputStream().read();
    } catch (IOException over) {
      // The test has seen what it came for, or fails.
    }
  }

  @Test
  void theTwoWordsAreThoseOfTheSheet() throws Exception {
    List<String> words = fake.box.backups().words().words();
    Set<List<Integer>> drawn = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      List<Integer> places = start.drawWords();
      assertTrue(1 <= places.get(0) && places.get(0) < places.get(1) && places.get(1) <= 24);
      drawn.add(places);
    }
    assertTrue(drawn.size() > 20, drawn.toString());
    List<Integer> places = List.of(5, 17);
    assertTrue(start.areWords(places, List.of(words.get(4), words.get(16))));
    assertFalse(start.areWords(places, List.of(words.get(16), words.get(4))));
    assertFalse(start.areWords(places, List.of()));
  }

  /** A way home that does as it is told. */
  private static final class Way implements Homecoming {
    final CompletableFuture<Optional<String>> end = new CompletableFuture<>();
    final CompletableFuture<Boolean> begun = new CompletableFuture<>();
    volatile boolean possible = true;
    volatile String from = "";

    @Override
    public boolean isPossible() {
      return possible;
    }

    @Override
    public void bring(RestoreWish wish, Watch watch) throws IOException {
      from = wish.from();
      watch.at("half of it");
      Optional<String> problem = end.join();
      if (problem.isPresent()) {
        throw new IOException(problem.get());
      }
    }

    @Override
    public void beginAnew() {
      begun.complete(true);
    }
  }

  @Test
  void whatComesBackSaysHowFarItIsAndTheBoxBeginsAnew() throws Exception {
    String words = fake.box.backups().words().text();
    Way way = new Way();
    WebComeback comeback = new WebComeback(way, fake.box);
    assertEquals(Why.TARGET_PLACE, why(() -> comeback.begin(Kind.FOLDER, "backup", "", words)));
    assertEquals(
        Why.TARGET_CREDENTIALS,
        why(() -> comeback.begin(Kind.REMOTE, "s3:x", "LD_PRELOAD=/tmp/x", words)));
    assertEquals(
        Why.SAID_IN_BOTH, why(() -> comeback.begin(Kind.FOLDER, "/mnt/usb", "", "bada cefo")));
    assertEquals(Why.SAID_IN_BOTH, why(() -> comeback.begin(Kind.DISK, "NOSUCH", "", words)));
    assertEquals(Optional.empty(), comeback.state());

    comeback.begin(Kind.FOLDER, "/mnt/usb", "", words);
    assertEquals(Why.NOT_NOW, why(() -> comeback.begin(Kind.FOLDER, "/mnt/usb", "", words)));
    while (!comeback.state().equals(Optional.of(new State.Going("half of it")))) {
      Thread.onSpinWait();
    }
    assertEquals("/mnt/usb", way.from);
    way.end.complete(Optional.empty());
    assertTrue(way.begun.join());
    assertEquals(Optional.of(new State.Done()), comeback.state());
    assertTrue(comeback.isPossible());
  }

  @Test
  void whatDidNotComeBackCanBeBegunOnceMore() throws Exception {
    String words = fake.box.backups().words().text();
    Way way = new Way();
    way.end.complete(Optional.of("there is no backup in /mnt/usb"));
    WebComeback comeback = new WebComeback(way, fake.box);
    for (int i = 0; i < 2; i++) {
      comeback.begin(Kind.FOLDER, "/mnt/usb", "", words);
      while (!(comeback.state().orElseThrow() instanceof State.Failed)) {
        Thread.onSpinWait();
      }
    }
    assertEquals(
        Optional.of(new State.Failed(Sentence.english("there is no backup in /mnt/usb"))),
        comeback.state());
    way.possible = false;
    assertEquals(Why.NOT_NOW, why(() -> comeback.begin(Kind.FOLDER, "/mnt/usb", "", words)));
    assertFalse(comeback.isPossible());
  }

  @Test
  void whatIsBackIsToldUntilTheAdministratorHasComeIn() throws Exception {
    WebComeback comeback = new WebComeback(new Way(), fake.box);
    assertEquals(Optional.empty(), comeback.back());
    Audit audit = fake.store.audit();
    audit.record(fake.box.act(Act.Kind.ADMIN_ENTERED));
    audit.record(fake.box.act(Act.Kind.BOX_RESTORED).with(Act.Figure.MESSAGES, 812));
    audit.record(fake.box.act(Act.Kind.SETTINGS_CHANGED));
    assertEquals(Optional.of(new Back(812, fake.store.accountNames().size())), comeback.back());
    audit.record(fake.box.act(Act.Kind.ADMIN_ENTERED));
    assertEquals(Optional.empty(), comeback.back());
  }

  private interface Work {
    void run() throws Exception;
  }

  private static Why why(Work work) {
    return assertThrows(Refused.class, work::run).why();
  }
}
