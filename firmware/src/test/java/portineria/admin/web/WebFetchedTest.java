package portineria.admin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.fetch.ScriptedUpstream;
import portineria.store.MailboxName;
import portineria.store.Source;
import portineria.store.Source.Keep;
import portineria.store.Sources.Status;
import portineria.webui.SourceBook.Came;
import portineria.webui.SourceBook.Left;
import portineria.webui.SourceBook.Rest;
import portineria.webui.SourceBook.State;

/** What the pages say of a source that is fetched. */
class WebFetchedTest {
  private static final String NAME = "office";

  @TempDir Path data;
  private final ScriptedUpstream upstream = upstream();
  private FakeBox fake;
  private WebSources sources;

  private static ScriptedUpstream upstream() {
    try {
      return new ScriptedUpstream();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void open() throws Exception {
    fake = new FakeBox(data);
    new WebAccounts(fake.by(FakeBox.ADMIN)).add("maria", "gatto lampada ponte", Optional.empty());
    sources = new WebSources(fake.by(FakeBox.ADMIN), new Fetchings(fake.box));
    fake.store.sources().add(source(new Keep.Forever(), ScriptedUpstream.PASSWORD, false));
  }

  @AfterEach
  void close() throws Exception {
    fake.close();
    upstream.close();
  }

  private Source source(Keep keep, String password, boolean paused) throws Exception {
    return new Source(
        NAME,
        "maria",
        upstream.host(),
        upstream.port(),
        Source.Tls.NONE,
        ScriptedUpstream.USER,
        fake.box.seal(NAME, password),
        keep,
        Duration.ofMinutes(5),
        Optional.empty(),
        MailboxName.INBOX,
        Optional.empty(),
        Duration.ofDays(14),
        paused);
  }

  private void change(Source source) throws Exception {
    fake.store.sources().update(source);
    fake.box.fetcher().changed();
  }

  private State fetched() throws Exception {
    fake.box.fetcher().fetchNow(List.of(NAME), progress -> {});
    return state();
  }

  private State state() {
    return sources.state(NAME).orElseThrow();
  }

  @Test
  void theMomentOfTheLastFetchIsTheFetchersAndNotTheStores() throws Exception {
    Instant first = fetched().lastSuccess().orElseThrow();
    Status stored = fake.store.sources().status(NAME);
    State again = fetched();
    assertEquals(stored, fake.store.sources().status(NAME), "the card is spared");
    assertTrue(again.lastSuccess().orElseThrow().isAfter(first));
    assertEquals(again.lastSuccess(), again.lastAttempt());
    assertEquals(again.lastSuccess(), again.fetched().map(Came::when), "of one moment");
    assertEquals(again.lastSuccess(), fake.box.status(NAME).lastSuccess());
  }

  @Test
  void beforeTheFetcherKnowsASourceTheStoreIsAsked() throws Exception {
    fetched();
    Status stored = fake.store.sources().status(NAME);
    FakeBox other = new FakeBox(data.resolve("other"));
    try {
      other.store.createAccount("maria", new portineria.store.Actor("", "cli"));
      other.store.sources().add(source(new Keep.Forever(), ScriptedUpstream.PASSWORD, false));
      other.store.sources().putStatus(NAME, stored);
      State state = new WebSources(other.box, new Fetchings(other.box)).state(NAME).orElseThrow();
      assertEquals(stored.lastSuccess(), state.lastSuccess());
      assertEquals(Optional.empty(), state.fetched());
    } finally {
      other.close();
    }
  }

  @Test
  void whenTheNextFetchIsTheFetcherKnows() throws Exception {
    assertEquals(Optional.empty(), fetched().next(), "there is no schedule yet");
    fake.box.fetcher().start();
    State planned = fetched();
    Instant last = planned.lastAttempt().orElseThrow();
    Duration rest = Duration.between(last, planned.next().orElseThrow());
    assertTrue(rest.compareTo(Duration.ofSeconds(200)) > 0, rest::toString);
    assertTrue(rest.compareTo(Duration.ofSeconds(400)) < 0, rest::toString);
    assertFalse(planned.underWay());
    List<State> during = new CopyOnWriteArrayList<>();
    upstream.beforeGreeting = () -> during.add(state());
    fetched();
    assertTrue(during.getFirst().underWay());
    change(source(new Keep.Forever(), ScriptedUpstream.PASSWORD, true));
    assertEquals(Optional.empty(), state().next(), "it is paused");
  }

  @Test
  void whatIsLeftAtTheProviderHasItsReason() throws Exception {
    assertEquals(List.of(), sources.left(NAME));
    upstream.add("A", "Subject: uno\r\n\r\nx\r\n");
    upstream.add("B", "Subject: due\r\n\r\ny\r\n");
    fetched();
    assertEquals(List.of(new Rest(Left.KEPT, 2)), sources.left(NAME));
    change(source(new Keep.Days(3), ScriptedUpstream.PASSWORD, true));
    assertEquals(List.of(new Rest(Left.YOUNG, 2)), sources.left(NAME));
    change(source(new Keep.Backup(3), ScriptedUpstream.PASSWORD, true));
    assertEquals(List.of(new Rest(Left.NOT_IN_BACKUP, 2)), sources.left(NAME));
    change(source(new Keep.None(), ScriptedUpstream.PASSWORD, true));
    assertEquals(List.of(new Rest(Left.DUE, 2)), sources.left(NAME));
    assertEquals(0, fetched().upstreamMessages());
    assertEquals(List.of(), sources.left(NAME));
    assertEquals(List.of(), sources.left("nobody"));
  }

  @Test
  void aFetchThatFailedIsNoFetch() throws Exception {
    upstream.add("A", "Subject: uno\r\n\r\nx\r\n");
    Came well = fetched().endedWell().orElseThrow();
    assertEquals(1, well.messages());
    change(source(new Keep.Forever(), "wrong", false));
    State state = fetched();
    Came came = state.fetched().orElseThrow();
    assertFalse(came.ended());
    assertEquals(state.lastAttempt(), Optional.of(came.when()));
    assertEquals(Optional.of(well.when()), state.lastSuccess());
    assertEquals(Optional.empty(), state.endedWell());
    assertTrue(came.problem().orElseThrow().contains("password"));
    assertEquals(Optional.empty(), state.problemNotSaid(), "a concern says it");
  }
}
