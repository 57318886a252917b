package portineria.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portineria.store.MailboxName;
import portineria.store.MessageId;
import portineria.store.UidSet;

/** Over all accounts: by sender, recipient, text and period, indexed or not. */
@Timeout(60)
class FindingTest {
  @TempDir Path folder;
  private Office office;

  private Hit offer;
  private Hit answer;
  private Hit report;
  private Hit undated;

  @BeforeEach
  void fill() {
    office = new Office(folder);
    offer =
        hit(
            "anna",
            "2026-03-04T22:30:00Z",
            """
            Received: from x by y; Wed, 4 Mar 2026 23:30:00 +0100
            Date: Tue, 3 Mar 2026 10:00:00 +0100
            From: Maria Rossi <maria@rossi.example>
            To: anna@office.example
            Subject: Preventivo

            Ecco il preventivo.
            """);
    answer =
        hit(
            "anna",
            "2026-03-05T09:00:00Z",
            """
            Date: Thu, 5 Mar 2026 10:00:00 +0100
            From: anna@office.example
            To: someone@else.example
            Cc: Maria Rossi <maria@rossi.example>

            Grazie.
            """);
    report =
        hit(
            "info",
            "2026-04-01T08:00:00Z",
            """
            Date: Wed, 1 Apr 2026 08:00:00 +0000
            From: scanner@office.example
            To: info@office.example
            Content-Type: text/html; charset=utf-8

            <p>Da richiamare: <b>Maria&nbsp;Rossi</b></p>
            """);
    undated = hit("info", Office.NOW.toString(), "From: x\n\nROSSI");
  }

  @AfterEach
  void close() {
    office.close();
  }

  private Hit hit(String account, String came, String message) {
    byte[] octets = message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    return new Hit(account, office.add(account, octets), Instant.parse(came));
  }

  private List<Hit> find(Inquiry inquiry) {
    List<Hit> found = new ArrayList<>();
    office.index.find(inquiry, found::add);
    return found;
  }

  /** How much of it the index knows. */
  @ParameterizedTest
  @ValueSource(strings = {"nothing", "some", "all"})
  void aPersonIsFoundWhereverSheIs(String known) throws IOException {
    if (!known.equals("nothing")) {
      office.catchUp();
    }
    List<Hit> more = new ArrayList<>();
    if (known.equals("some")) {
      office.restart();
      more.add(hit("anna", Office.NOW.toString(), "From: x\n\nla rossi"));
    }
    assertEquals(List.of(offer), find(Inquiry.of(Sought.sender("MARIA@rossi.example"))));
    assertEquals(List.of(answer), find(Inquiry.of(Sought.recipient("rossi.example"))));
    assertEquals(
        List.of(offer, answer, report), find(Inquiry.of(new Sought.Anywhere("maria rossi"))));
    List<Hit> all = new ArrayList<>(List.of(offer, answer, report, undated));
    all.addAll(more);
    assertEquals(all, find(Inquiry.of(new Sought.Anywhere("rossi"))));
    assertEquals(all, find(Inquiry.of()));
    assertEquals(
        List.of(offer),
        find(Inquiry.of(new Sought.Anywhere("rossi"), new Sought.Body("preventivo"))));
    assertEquals(List.of(), find(Inquiry.of(Sought.sender("rossi"), Sought.recipient("rossi"))));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPeriodAndAccountsNarrowIt(boolean indexed) throws IOException {
    if (indexed) {
      office.catchUp();
    }
    List<Sought> rossi = List.of(new Sought.Anywhere("rossi"));
    assertEquals(
        List.of(report, undated),
        find(new Inquiry(Set.of("info", "nobody"), rossi, Instant.MIN, Instant.MAX)));
    assertEquals(List.of(answer), find(new Inquiry(Set.of(), rossi, answer.came(), report.came())));
    assertEquals(List.of(offer), find(new Inquiry(Set.of(), rossi, offer.came(), answer.came())));
  }

  @Test
  void whatWasRemovedIsFoundToo() throws Exception {
    office.catchUp();
    office.account("anna").mailbox(MailboxName.INBOX).orElseThrow().remove(UidSet.ALL);
    assertEquals(
        List.of(offer, answer),
        find(new Inquiry(Set.of("anna"), List.of(), Instant.MIN, Instant.MAX)));
    assertEquals(List.of(offer), find(Inquiry.of(Sought.sender("rossi"))));
  }

  @Test
  void manyBlocksAreGoneThrough() throws Exception {
    List<MessageId> expected = new ArrayList<>();
    for (int i = 0; i < 6000; i++) {
      MessageId message = office.add("Subject: " + i + "\n\nText");
      if (("" + i).contains("999")) {
        expected.add(message);
      }
    }
    assertEquals(
        expected,
        find(Inquiry.of(Sought.field("subject", "999"))).stream().map(Hit::message).toList());
  }
}
