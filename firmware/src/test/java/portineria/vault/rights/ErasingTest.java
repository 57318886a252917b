package portineria.vault.rights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Account;
import portineria.store.Act;
import portineria.store.Audit;
import portineria.store.Digest;
import portineria.store.Erasure.Target;
import portineria.store.Hold;
import portineria.store.Incoming;
import portineria.store.Intake;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.Policy;
import portineria.store.Refusal;
import portineria.store.Source;
import portineria.store.Uid;
import portineria.store.UidSet;
import portineria.store.sqlite.StoreSettings;
import portineria.store.sqlite.Traces;
import portineria.store.sqlite.Verify;

/** From the list that was ticked to the report, over a store on the disk. */
class ErasingTest {
  private static final Person MARIO = Firm.person("mario@example.org");
  private static final String REASON = "he asked on 3 May";

  @TempDir Path folder;
  private Path data;
  private Path report;
  private Firm firm;

  @BeforeEach
  void open() throws Exception {
    data = folder.resolve("data");
    report = folder.resolve("report.txt");
    firm = new Firm(data);
  }

  @AfterEach
  void close() {
    firm.close();
  }

  /** A message that has nothing in common with another one but its first lines. */
  private static String message(int number, String field) {
    Random random = new Random(number);
    StringBuilder text = new StringBuilder("Subject: x" + Long.toHexString(random.nextLong()));
    text.append('\n').append(field).append("\n\n");
    for (int i = 0; i < 5 + number % 30; i++) {
      text.append(Long.toHexString(random.nextLong())).append('\n');
    }
    return text.toString();
  }

  private Wish wish(boolean all, Optional<String> reason) {
    Act act = Act.of(Act.Kind.MAIL_ERASED, Firm.DESK).with(Act.Part.ADDRESS, "mario@example.org");
    return new Wish(
        MARIO, all, reason, reason.isPresent() ? act.with(Act.Part.REASON, reason.get()) : act);
  }

  private EraseDesk desk(boolean all, Optional<String> reason) {
    return new Erasing(firm.store, firm.index, firm.clock, wish(all, reason));
  }

  private void erase(Collection<Target> ticked) throws Exception {
    ErasureOrder.run(desk(false, Optional.of(REASON)), ticked, report, messages -> {});
  }

  private String refused(EraseDesk desk, Collection<Target> ticked) {
    String why =
        assertThrows(Refusal.class, () -> ErasureOrder.run(desk, ticked, report, messages -> {}))
            .getMessage();
    return String.valueOf(why);
  }

  private static Target target(String account, Digest digest) {
    return new Target(account, digest);
  }

  private void hold(String name) throws Refusal {
    firm.store
        .decisions()
        .begin(
            new Hold(
                name,
                Optional.empty(),
                Optional.of("lawyer@example.org"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "lawsuit",
                Firm.DATE));
  }

  @Test
  void whatIsTickedIsNowhereAfterwardsAndTheRestIsAsItWas() throws Exception {
    Path list = folder.resolve("list.csv");
    Traces traces = new Traces();
    List<Digest> kept = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      boolean his = i % 3 == 0;
      byte[] octets =
          Firm.octets(message(i, his ? "From: mario@example.org" : "From: anna@example.org"));
      Digest digest = firm.add(i % 2 == 0 ? "anna" : "bruno", "INBOX", octets);
      if (his && i != 30) {
        traces.lookFor(octets);
      } else {
        traces.allow(octets);
        kept.add(digest);
      }
    }
    traces.allow(Firm.octets("From: mario@example.org\n\n".repeat(40)));
    firm.mailbox("anna", "INBOX").remove(UidSet.range(1, 9));
    firm.catchUp();
    firm.store.safeCopy(Firm.DATE);
    try (TickList file = TickList.begin(list)) {
      for (Found found : firm.found(MARIO)) {
        file.add(found);
      }
    }
    assertTrue(traces.in(data).size() > 100, "the test can see them");
    String spared = Firm.digest(Firm.octets(message(30, "From: mario@example.org"))).hex();
    List<String> ticked =
        Files.readAllLines(list).stream()
            .map(line -> line.endsWith(spared) ? line : line.replace("[ ]", "[x]"))
            .toList();
    erase(TickList.ticked(Files.write(folder.resolve("ticked.csv"), ticked)));
    assertEquals(List.of(), traces.in(data));
    assertEquals(1, firm.found(MARIO).size());
    assertEquals(
        kept.size(),
        firm.store.contents().of("anna", kept).size()
            + firm.store.contents().of("bruno", kept).size());
    firm.close();
    assertEquals(List.of(), Verify.run(StoreSettings.of(data), (octets, total) -> {}));
    firm = new Firm(data);
    assertEquals(List.of(), traces.in(data));
    assertEquals(1, firm.found(MARIO).size());
    String text = Files.readString(report);
    assertEquals(19, text.lines().filter(line -> line.matches("(anna|bruno),.*")).count(), text);
    assertTrue(text.contains("\nReason     " + REASON + "\n"), text);
    assertTrue(text.contains("one month of asking (art. 12(3))"), text);
    String last = text.lines().reduce("", (before, line) -> line);
    assertTrue(last.matches("Finished 2026-11-21T\\S+: 19 messages are erased: .*"), last);
  }

  @Test
  void itIsInTheAuditChainWithWhoAskedAndWhy() throws Exception {
    Digest one = firm.add("anna", "INBOX", message(1, "From: mario@example.org"));
    erase(Set.of(target("anna", one)));
    List<Audit.Entry> entries = firm.store.audit().entries(0, 100);
    Audit.Entry last = entries.getLast();
    assertTrue(last.text().contains("act mail-erased\n"), last.text());
    assertTrue(last.text().contains("messages 1\n"), last.text());
    assertEquals(
        Set.of("account anna", "address mario@example.org", "by carla", "reason " + REASON),
        Set.copyOf(last.names().stream().map(name -> name.part() + " " + name.text()).toList()));
  }

  @Test
  void allThatIsFoundGoesWhereThatIsAskedFor() throws Exception {
    firm.add("anna", "INBOX", message(1, "From: mario@example.org"));
    firm.add("bruno", "INBOX", message(2, "Cc: mario@example.org"));
    firm.add("bruno", "INBOX", message(3, "Cc: anna@example.org"));
    ErasureOrder.run(desk(true, Optional.of(REASON)), Set.of(), report, messages -> {});
    assertEquals(List.of(), firm.found(MARIO));
    assertEquals(1, firm.mailbox("bruno", "INBOX").view().count());
    assertEquals(
        "there is nothing to erase: see gdpr find",
        refused(desk(true, Optional.of(REASON)), Set.of()));
  }

  @Test
  void aHoldOverOneOfThemKeepsAll() throws Exception {
    Digest held =
        firm.add("anna", "INBOX", message(1, "From: mario@example.org\nTo: lawyer@example.org"));
    Digest free = firm.add("bruno", "INBOX", message(2, "From: mario@example.org"));
    hold("rossi-2026");
    Set<Target> both = Set.of(target("anna", held), target("bruno", free));
    String why = refused(desk(false, Optional.of(REASON)), both);
    assertTrue(
        why.contains("the hold 'rossi-2026' covers 1 message, anna " + held.hex() + ": take"), why);
    assertEquals(2, firm.found(MARIO).size());
    assertFalse(Files.exists(report), "there is nothing to report");
    erase(Set.of(target("bruno", free)));
    assertEquals(1, firm.found(MARIO).size());
  }

  /** Begins a hold when the box is asked to erase what it has just found free. */
  @Test
  void aHoldThatBeginsMeanwhileKeepsAllToo() throws Exception {
    Digest one =
        firm.add("anna", "INBOX", message(1, "From: mario@example.org\nTo: lawyer@example.org"));
    EraseDesk desk = desk(false, Optional.of(REASON));
    String why =
        refused(
            (question, octets) -> {
              if (new String(question, StandardCharsets.UTF_8).equals("ERASE")) {
                hold("late");
              }
              return desk.answer(question, octets);
            },
            Set.of(target("anna", one)));
    assertTrue(why.contains("a hold was begun"), why);
    assertEquals(1, firm.found(MARIO).size());
    assertFalse(Files.readString(report).contains("Finished"));
    assertTrue(Files.readString(report).contains(one.hex()), "written before");
  }

  @Test
  void aReasonIsAskedForAsLongAsMailIsKeptByADecision() throws Exception {
    Digest one = firm.add("anna", "INBOX", message(1, "From: mario@example.org"));
    Set<Target> ticked = Set.of(target("anna", one));
    assertTrue(
        refused(desk(false, Optional.empty()), ticked).endsWith("say why with --reason"),
        "nobody has decided");
    firm.store
        .decisions()
        .decide(
            new Policy(
                "anna", Policy.Kind.COMPANY, Optional.of(Period.ofYears(10)), "law", firm.now));
    assertTrue(refused(desk(false, Optional.empty()), ticked).endsWith("say why with --reason"));
    assertEquals(1, firm.found(MARIO).size());
    firm.now = firm.now.plus(Duration.ofDays(3653));
    ErasureOrder.run(desk(false, Optional.empty()), ticked, report, messages -> {});
    assertEquals(List.of(), firm.found(MARIO));
    assertTrue(Files.readString(report).contains("Reason     none was needed"));
  }

  @Test
  void aListOfSomebodyElseErasesNothing() throws Exception {
    Digest his = firm.add("anna", "INBOX", message(1, "From: mario@example.org"));
    Digest hers = firm.add("anna", "INBOX", message(2, "From: luisa@example.org"));
    String why =
        refused(
            desk(false, Optional.of(REASON)), Set.of(target("anna", his), target("anna", hers)));
    assertTrue(why.startsWith("1 message ticked that are not about the person"), why);
    assertTrue(why.contains(hers.hex()) && !why.contains(his.hex()), why);
    assertEquals(2, firm.mailbox("anna", "INBOX").view().count());
  }

  @Test
  void whatIsNotThereAnyMoreIsNamed() throws Exception {
    Digest one = firm.add("anna", "INBOX", message(1, "From: mario@example.org"));
    Digest never = Firm.digest(new byte[1]);
    erase(List.of(target("anna", one), target("anna", never), target("nobody", one)));
    String text = Files.readString(report);
    assertTrue(
        text.contains(
            "Ticked, but not there any more:\n\nanna,"
                + never.hex()
                + "\nnobody,"
                + one.hex()
                + "\n"),
        text);
  }

  @Test
  void aDamagedMessageGoesIfItIsTickedAndIsNamedElse() throws Exception {
    Digest one = firm.add("anna", "INBOX", "From: mario@example.org\n\nZZZZ\n");
    firm.damage("From: mario");
    ErasureOrder.run(
        desk(false, Optional.of(REASON)), Set.of(target("anna", one)), report, messages -> {});
    assertTrue(Files.readString(report).contains("Finished"));
  }

  @Test
  void theReportSaysWhatTheProviderAndOthersMayStillHold() throws Exception {
    Account anna = firm.account("anna");
    firm.store.sources().add(source("hoster", new Source.Keep.Days(30)));
    firm.account("bruno");
    Intake intake = firm.store.sources().intake("hoster");
    String text = message(1, "From: mario@example.org");
    take(anna, intake, "uidl-1", text);
    take(anna, intake, "uidl-2", message(2, "From: anna@example.org"));
    Digest digest = Firm.digest(Firm.octets(text));
    erase(Set.of(target("anna", digest)));
    String said = Files.readString(report);
    assertTrue(
        said.contains(
            "- The provider's mailbox 'hoster', anna at pop.example.org, that feeds anna:\n"
                + "  1 of them was still there as far as is known; the box deletes there what it"
                + " has had for 30 days.\n"),
        said);
    assertFalse(said.contains("bruno"), said);
    assertEquals(Optional.empty(), take(anna, intake, "uidl-3", text).getFirst());
    assertEquals(List.of(), firm.found(MARIO), "fetched again, it does not come back");
    assertThrows(Refusal.class, () -> firm.add("anna", "INBOX", text));
  }

  private static List<Optional<Uid>> take(Account anna, Intake intake, String key, String text)
      throws Refusal, IOException {
    byte[] octets = Firm.octets(text);
    try (Incoming incoming = anna.incoming(octets.length)) {
      incoming.write(octets, 0, octets.length);
      Mailbox.Delivery delivery = new Mailbox.Delivery(incoming.finish(), Set.of(), Instant.EPOCH);
      return intake.deliver(
          anna.mailbox(MailboxName.INBOX).orElseThrow(),
          List.of(new Intake.Fetched(key, delivery, Instant.EPOCH)));
    }
  }

  private static Source source(String name, Source.Keep keep) {
    return new Source(
        name,
        "anna",
        "pop.example.org",
        995,
        Source.Tls.IMPLICIT,
        "anna",
        "",
        keep,
        Duration.ofMinutes(1),
        Optional.empty(),
        MailboxName.INBOX,
        Optional.empty(),
        Duration.ofDays(14),
        false);
  }

  @Test
  void aLongReportComesInPieces() throws Exception {
    int many = 1500;
    Account anna = firm.account("anna");
    List<Mailbox.Delivery> deliveries = new ArrayList<>();
    List<Incoming> open = new ArrayList<>();
    Set<Target> ticked = new LinkedHashSet<>();
    for (int i = 0; i < many; i++) {
      byte[] octets = Firm.octets("From: mario@example.org\nSubject: " + i + "\n\nx\n");
      Incoming incoming = anna.incoming(octets.length);
      open.add(incoming);
      incoming.write(octets, 0, octets.length);
      deliveries.add(new Mailbox.Delivery(incoming.finish(), Set.of(), Firm.DATE));
      ticked.add(target("anna", Firm.digest(octets)));
    }
    firm.mailbox("anna", "INBOX").append(deliveries);
    for (Incoming incoming : open) {
      incoming.close();
    }
    EraseDesk desk = desk(false, Optional.of(REASON));
    List<Integer> pieces = new ArrayList<>();
    ErasureOrder.run(
        (question, octets) -> {
          byte[] answer = desk.answer(question, octets);
          pieces.add(answer.length);
          return answer;
        },
        ticked,
        report,
        messages -> assertEquals(many, messages));
    assertTrue(pieces.size() >= 5, pieces.toString());
    assertTrue(pieces.stream().allMatch(size -> size < 200_000), pieces.toString());
    String text = Files.readString(report);
    ticked.forEach(one -> assertTrue(text.contains(one.digest().hex())));
    assertEquals(0, firm.mailbox("anna", "INBOX").view().count());
  }
}
