package portineria.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import portineria.imap.command.Commands;
import portineria.imap.wire.ImapLimits;
import portineria.message.Octets;
import portineria.net.TlsOffer;
import portineria.search.Known;
import portineria.search.Sought;
import portineria.search.TextIndex;
import portineria.search.Verdicts;
import portineria.store.Act;
import portineria.store.Actor;
import portineria.store.Digest;
import portineria.store.ErasedMessage;
import portineria.store.Erasure;
import portineria.store.Flag;
import portineria.store.MessageId;
import portineria.store.Refusal;
import portineria.store.Store;
import portineria.transcript.Mails;

/** What is broken costs its own answer, and the session lives. */
class TroubleTest {
  private static final List<String> BEGIN = List.of("a LOGIN anna secret", "b SELECT INBOX");

  private final ImapStage stage = new ImapStage();

  private ScriptedConnection play(Store store, TextIndex index, String... commands)
      throws IOException {
    List<String> lines = new ArrayList<>(BEGIN);
    lines.addAll(List.of(commands));
    ScriptedConnection connection = new ScriptedConnection(lines);
    ImapServer server =
        new ImapServer(store, new FakeAuthenticator(), Commands.table(), settings(index));
    assertThrows(EOFException.class, () -> server.serve(connection));
    return connection;
  }

  private static ImapSettings settings(TextIndex index) {
    return new ImapSettings(
        ImapLimits.STANDARD,
        new TlsOffer(true, () -> 0),
        ZoneOffset.UTC,
        InstantSource.system(),
        index);
  }

  /** Octets on which {@code trouble} happens before each reading. */
  private static Octets troubled(Octets octets, Trouble trouble) {
    return new Octets() {
      @Override
      public long size() {
        return octets.size();
      }

      @Override
      public int read(long position, byte[] target, int offset, int length) throws IOException {
        trouble.before(length);
        return octets.read(position, target, offset, length);
      }
    };
  }

  private interface Trouble {
    void before(int length) throws IOException;
  }

  /** Trouble with the second of three messages. */
  private Store second(Trouble trouble) throws Exception {
    stage.prepare("inbox", "1 message");
    stage.prepare("message", "Subject: second␍␊␍␊x");
    stage.prepare("inbox", "1 message");
    UnaryOperator<Octets> change =
        octets -> octets.size() == 20 ? troubled(octets, trouble) : octets;
    return TroubledStore.over(stage.store, change);
  }

  @Test
  void aMessageThatTheDiskHasLostIsNamedAndTheOthersAreSent() throws Exception {
    Store store =
        second(
            length -> {
              throw new IOException("bad sector");
            });
    String heard =
        play(
                store,
                TextIndex.NONE,
                "c FETCH 1:3 (UID BODY.PEEK[TEXT])",
                "d FETCH 1:3 (UID ENVELOPE)",
                "e SEARCH BODY this",
                "f NOOP",
                "g SORT (SUBJECT) UTF-8 ALL",
                "h THREAD REFERENCES UTF-8 ALL")
            .heard();
    assertTrue(heard.contains("* 3 FETCH (UID 3 BODY[TEXT] {20}\r\n"), heard);
    String unreadable = "NO [CORRUPTION] The message with UID 2 can't be read from the disk\r\n";
    assertTrue(heard.contains("c " + unreadable), heard);
    assertTrue(heard.contains("d " + unreadable), heard);
    assertTrue(heard.contains("* SEARCH 1 3\r\ne OK"), heard);
    assertTrue(heard.contains("f OK"), heard);
    assertTrue(heard.contains("* SORT 2 1 3\r\ng OK"), heard);
    assertTrue(heard.contains("* THREAD (1)(2)(3)\r\nh OK"), heard);
  }

  @Test
  void aMessageWhoseFileIsCutShortIsRefusedBeforeItsFirstOctet() throws Exception {
    stage.prepare("inbox", "1 message");
    stage.store.damageAfter(20);
    String heard = play(stage.store, TextIndex.NONE, "c FETCH 1 BODY.PEEK[]", "d NOOP").heard();
    assertTrue(heard.contains("c NO [CORRUPTION] The message with UID 1 can't be read"), heard);
    assertTrue(heard.contains("d OK"), heard);
  }

  @Test
  void aPoisonedMessageIsStillServedAsPlainOctets() throws Exception {
    AtomicInteger readings = new AtomicInteger();
    Store store =
        second(
            length -> {
              if (readings.getAndIncrement() == 0) {
                throw new IllegalStateException("a fault of ours");
              }
            });
    String heard =
        play(store, TextIndex.NONE, "c FETCH 1:3 (UID BODYSTRUCTURE)", "d FETCH 2 BODY.PEEK[]")
            .heard();
    assertTrue(heard.contains("* 3 FETCH (UID 3 BODYSTRUCTURE"), heard);
    assertTrue(heard.contains("c NO [SERVERBUG] The message with UID 2 is not"), heard);
    assertTrue(heard.contains("* 2 FETCH (BODY[] {20}\r\nSubject: second"), heard);
    assertTrue(heard.endsWith("d OK FETCH completed\r\n"), heard);
  }

  @Test
  void aFaultOfOursIsAnsweredAndTheSessionLives() throws Exception {
    stage.prepare("inbox", "1 message");
    TextIndex broken =
        (sought, messages) -> {
          throw new IllegalStateException("a fault of ours");
        };
    String heard = play(stage.store, broken, "c SEARCH BODY x", "d SEARCH ALL", "e NOOP").heard();
    assertTrue(heard.contains("c NO [SERVERBUG] "), heard);
    assertTrue(heard.contains("d OK"), heard);
    assertTrue(heard.contains("e OK"), heard);
  }

  @Test
  void anIndexSparesTheReadingOfMessages() throws Exception {
    stage.prepare("inbox", "3 messages");
    AtomicInteger read = new AtomicInteger();
    Store store =
        TroubledStore.over(
            stage.store, octets -> troubled(octets, length -> read.incrementAndGet()));
    long third = stage.inbox.view().message(2).value();
    TextIndex index =
        (sought, messages) -> {
          assertEquals(new Sought.Body("this is"), sought);
          return Known.of(messages, message -> message == third);
        };
    String heard =
        play(
                store,
                index,
                "c SEARCH BODY \"THIS IS\"",
                "d SEARCH NOT BODY \"THIS IS\"",
                "e SEARCH OR 1 BODY \"THIS IS\"")
            .heard();
    assertTrue(heard.contains("* SEARCH 3\r\nc OK"), heard);
    assertTrue(heard.contains("* SEARCH 1 2\r\nd OK"), heard);
    assertTrue(heard.contains("* SEARCH 1 3\r\ne OK"), heard);
    assertEquals(0, read.get());
  }

  @Test
  void anIndexIsAskedOnlyAboutWhatNothingCheaperDecides() throws Exception {
    stage.prepare("inbox", "5 messages, \\Seen 1 2 3 4");
    List<String> asked = new ArrayList<>();
    TextIndex index =
        (sought, messages) -> {
          asked.add(sought.text() + " of " + messages.length);
          return Known.of(messages, message -> !sought.text().equals("two"));
        };
    String heard =
        play(
                stage.store,
                index,
                "c SEARCH BODY one SEEN 1:3 SUBJECT zero",
                "d SEARCH OR UNSEEN BODY one",
                "e SEARCH BODY two TEXT three",
                "f SEARCH 1:3 UNSEEN BODY four")
            .heard();
    assertTrue(heard.contains("* SEARCH 1 2 3\r\nc OK"), heard);
    assertTrue(heard.contains("* SEARCH 1 2 3 4 5\r\nd OK"), heard);
    assertTrue(heard.contains("* SEARCH\r\ne OK"), heard);
    assertTrue(heard.contains("* SEARCH\r\nf OK"), heard);
    assertEquals(List.of("zero of 3", "one of 3", "one of 4", "two of 5"), asked);
  }

  @Test
  void whatTheIndexDoesNotKnowIsRead() throws Exception {
    stage.prepare("inbox", "3 messages");
    long first = stage.inbox.view().message(0).value();
    TextIndex index =
        (sought, messages) -> {
          Verdicts verdicts = Known.of(messages, message -> false);
          return messages[0] == first ? Verdicts.unread(messages) : verdicts;
        };
    String heard = play(stage.store, index, "c SEARCH BODY this", "d SEARCH 2:3 BODY this").heard();
    assertTrue(heard.contains("* SEARCH 1 2 3\r\nc OK"), heard);
    assertTrue(heard.contains("* SEARCH\r\nd OK"), heard);
  }

  @Test
  void cheapKeysSpareTheReadingOfMessages() throws Exception {
    stage.prepare("inbox", "3 messages, \\Seen 2");
    AtomicInteger read = new AtomicInteger();
    Store store =
        TroubledStore.over(
            stage.store, octets -> troubled(octets, length -> read.incrementAndGet()));
    play(store, TextIndex.NONE, "c SEARCH BODY this SUBJECT message SEEN");
    int one = read.getAndSet(0);
    play(store, TextIndex.NONE, "c SEARCH BODY this SUBJECT message");
    assertEquals(3 * one, read.get());
    read.set(0);
    play(store, TextIndex.NONE, "c SEARCH OR 1:3 BODY this");
    assertEquals(0, read.get());
  }

  @Test
  void aBigMessagePassesThroughASmallBuffer() throws Exception {
    long size = 500_000_000;
    stage.prepare("inbox", "1 message");
    AtomicInteger longest = new AtomicInteger();
    Octets zeros =
        new Octets() {
          @Override
          public long size() {
            return size;
          }

          @Override
          public int read(long position, byte[] target, int offset, int length) {
            longest.accumulateAndGet(length, Math::max);
            return position >= size ? -1 : (int) Math.min(length, size - position);
          }
        };
    Store store = TroubledStore.over(stage.store, octets -> zeros);
    ScriptedConnection connection = play(store, TextIndex.NONE, "c FETCH 1 BODY.PEEK[]");
    assertTrue(connection.octets() > size);
    assertTrue(longest.get() <= 64 * 1024);
    assertTrue(connection.heard().endsWith("c OK FETCH completed\r\n"));
  }

  private void erase(int index) throws IOException {
    try {
      Digest digest = stage.account.digest(stage.inbox.view().message(index));
      Erasure.Target target = new Erasure.Target(stage.account.name(), digest);
      Erasure erasure =
          new Erasure(
              List.of(target),
              Erasure.Extent.EVERYWHERE,
              Act.of(Act.Kind.MAIL_ERASED, new Actor("", "cli")));
      stage.store.erase(erasure, (done, all) -> {});
    } catch (Refusal refusal) {
      throw new IOException(refusal);
    }
  }

  /** RFC 9051 §7.1, EXPUNGEISSUED. */
  @Test
  void aMessageThatIsErasedWhileItIsFetchedIsNamedAndItsRemovalIsToldNext() throws Exception {
    AtomicInteger readings = new AtomicInteger();
    Store store =
        second(
            length -> {
              if (readings.getAndIncrement() == 0) {
                erase(1);
              }
            });
    String heard =
        play(
                store,
                TextIndex.NONE,
                "c FETCH 1:3 (UID BODY.PEEK[TEXT])",
                "d FETCH 1:3 (UID ENVELOPE)",
                "e UID SEARCH BODY this",
                "f NOOP",
                "g FETCH 1:* UID")
            .heard();
    String erased = "NO [EXPUNGEISSUED] The message with UID 2 was erased\r\n";
    assertTrue(heard.contains("* 3 FETCH (UID 3 BODY[TEXT] {20}\r\n"), heard);
    assertTrue(heard.contains("c " + erased), heard);
    assertTrue(heard.contains("* 3 FETCH (UID 3 ENVELOPE"), heard);
    int next = heard.indexOf("d " + erased);
    assertTrue(next >= 0, heard);
    assertTrue(heard.indexOf("* 2 EXPUNGE\r\n") > next, "not during FETCH: " + heard);
    assertTrue(heard.contains("* SEARCH 1 3\r\n"), heard);
    assertTrue(
        heard.endsWith("* 1 FETCH (UID 1)\r\n* 2 FETCH (UID 3)\r\ng OK FETCH completed\r\n"),
        heard);
  }

  @Test
  void aLiteralOfAMessageThatIsErasedMeanwhileIsNeverFilledUp() throws Exception {
    byte[] octets = "x".repeat(200_000).getBytes(StandardCharsets.US_ASCII);
    Mails.append(stage.account, stage.inbox, octets, Set.of());
    AtomicInteger readings = new AtomicInteger();
    Store store =
        TroubledStore.over(
            stage.store,
            whole ->
                troubled(
                    whole,
                    length -> {
                      if (readings.incrementAndGet() == 4) {
                        erase(0);
                      }
                    }));
    List<String> lines = List.of("a LOGIN anna secret", "b SELECT INBOX", "c FETCH 1 BODY.PEEK[]");
    ScriptedConnection connection = new ScriptedConnection(lines);
    ImapServer server =
        new ImapServer(store, new FakeAuthenticator(), Commands.table(), settings(TextIndex.NONE));
    assertThrows(ErasedMessage.class, () -> server.serve(connection), "which ends the connection");
    assertTrue(connection.octets() < octets.length);
    assertTrue(connection.heard().endsWith("xxxxxxxx"));
  }

  @Test
  void aBrokenSummaryIsMadeAnew() throws Exception {
    stage.prepare("inbox", "1 message");
    MessageId message = stage.inbox.view().message(0);
    String right = play(stage.store, TextIndex.NONE, "c FETCH 1 (ENVELOPE BODY)").heard();
    for (byte[] bad : List.of(new byte[0], new byte[] {1, 2, 3}, new byte[100])) {
      stage.account.summaries().save(message, ByteBuffer.wrap(bad));
      String heard = play(stage.store, TextIndex.NONE, "c FETCH 1 (ENVELOPE BODY)").heard();
      assertEquals(fetched(right), fetched(heard));
    }
    assertEquals(0, stage.inbox.view().countWith(Flag.SEEN));
  }

  @Test
  void aListingReadsNoMessageWhoseSummaryIsKnown() throws Exception {
    stage.prepare("inbox", "2 messages");
    play(stage.store, TextIndex.NONE, "c FETCH 1 ENVELOPE");
    Store unreadable =
        TroubledStore.over(
            stage.store,
            octets ->
                troubled(
                    octets,
                    length -> {
                      throw new IOException("bad sector");
                    }));
    String heard =
        play(unreadable, TextIndex.NONE, "c FETCH 1:2 BODY.PEEK[HEADER.FIELDS (Subject To)]")
            .heard();
    assertTrue(heard.contains("* 1 FETCH (BODY[HEADER.FIELDS (Subject To)] {"), heard);
    assertTrue(heard.contains("c NO [CORRUPTION] The message with UID 2 can't be read"), heard);
  }

  private static String fetched(String heard) {
    return heard.substring(heard.indexOf("* 1 FETCH"));
  }
}
