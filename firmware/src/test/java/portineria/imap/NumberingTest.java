package portineria.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portineria.imap.wire.Bad;
import portineria.imap.wire.MessageSet;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.FakeStore;
import portineria.store.Flag;
import portineria.store.FlagTable;
import portineria.store.Mailbox;
import portineria.store.Mailbox.FlagChange;
import portineria.store.MailboxName;
import portineria.store.ModSeq;
import portineria.store.UidSet;
import portineria.store.View;
import portineria.transcript.Mails;

class NumberingTest {
  private Account account;
  private Mailbox mailbox;
  private final List<String> told = new ArrayList<>();

  private final Numbering.Telling telling =
      new Numbering.Telling() {
        @Override
        public void expunged(View before, IntList indexes) {
          for (int i = 0; i < indexes.size(); i++) {
            told.add(indexes.at(i) + 1 - i + " EXPUNGE");
          }
        }

        @Override
        public void arrived(int count) {
          told.add(count + " EXISTS");
        }

        @Override
        public void knows(FlagTable table) {
          told.add("FLAGS " + table.keywords().size());
        }

        @Override
        public void flagged(int number, long uid, long before, long bits, long modSeq) {
          told.add(number + " FETCH " + uid + " " + before + ">" + bits);
        }
      };

  @BeforeEach
  void fiveMessages() throws Exception {
    account =
        new FakeStore(InstantSource.fixed(Instant.EPOCH))
            .createAccount("anna", new Actor("", "imap"));
    mailbox = account.mailbox(MailboxName.INBOX).orElseThrow();
    Mails.fill(account, mailbox, "5 messages");
  }

  private List<String> tell(Numbering numbering, boolean mayExpunge) throws IOException {
    told.clear();
    numbering.catchUp(mailbox.view(), mayExpunge, telling);
    return told;
  }

  private void flag(long uid, Flag flag) throws Exception {
    mailbox.store(
        UidSet.range(uid, uid), new FlagChange(FlagChange.Kind.ADD, Set.of(flag)), ModSeq.MAX);
  }

  @Test
  void nothingNewIsNothingToTell() throws Exception {
    assertEquals(List.of(), tell(new Numbering(mailbox.view()), true));
  }

  @Test
  void eachRemovalIsNumberedAfterThoseBeforeIt() throws Exception {
    Numbering numbering = new Numbering(mailbox.view());
    mailbox.remove(new UidSet.Builder().add(1).add(3, 4).build());
    assertEquals(List.of("1 EXPUNGE", "2 EXPUNGE", "2 EXPUNGE"), tell(numbering, true));
    assertEquals(5, numbering.view().uid(1));
  }

  @Test
  void whileRemovalsAreHeldBackNumbersStandStillAndArrivalsWait() throws Exception {
    Numbering numbering = new Numbering(mailbox.view());
    mailbox.remove(UidSet.range(2, 2));
    Mails.append(account, mailbox, Mails.octets(Mails.text(6)), Set.of());
    flag(4, Flag.SEEN);
    flag(6, Flag.SEEN);
    assertEquals(List.of("4 FETCH 4 0>8"), tell(numbering, false));
    assertEquals(5, numbering.view().count());
    assertEquals(8, numbering.flagBits(3));
    flag(4, Flag.FLAGGED);
    assertEquals(List.of("4 FETCH 4 8>10"), tell(numbering, false));
    assertEquals(List.of("2 EXPUNGE", "5 EXISTS"), tell(numbering, true));
    flag(6, Flag.FLAGGED);
    assertEquals(List.of("5 FETCH 6 8>10"), tell(numbering, true));
  }

  @Test
  void arrivalsAloneAreToldAtOnce() throws Exception {
    Numbering numbering = new Numbering(mailbox.view());
    Mails.append(account, mailbox, Mails.octets(Mails.text(6)), Set.of());
    assertEquals(List.of("6 EXISTS"), tell(numbering, false));
  }

  @Test
  void aRemovedMessageKeepsTheFlagsThatWereToldLast() throws Exception {
    Numbering numbering = new Numbering(mailbox.view());
    flag(2, Flag.SEEN);
    assertEquals(List.of("2 FETCH 2 0>8"), tell(numbering, false));
    mailbox.remove(UidSet.range(3, 3));
    tell(numbering, false);
    assertEquals(8, numbering.flagBits(1));
    assertEquals(0, numbering.flagBits(2));
  }

  @Test
  void newKeywordsAreToldBeforeTheMessagesThatCarryThem() throws Exception {
    Numbering numbering = new Numbering(mailbox.view());
    flag(1, new Flag("$Work"));
    assertEquals(List.of("FLAGS 1", "1 FETCH 1 0>32"), tell(numbering, false));
  }

  @Test
  void numbersMeanWhatWasTold() throws Exception {
    Numbering numbering = new Numbering(mailbox.view());
    mailbox.remove(UidSet.range(1, 1));
    assertEquals("1:2", numbering.ofNumbers(set("1:2")).toString());
    tell(numbering, true);
    assertEquals("2:3", numbering.ofNumbers(set("1:2")).toString());
    assertEquals("5", numbering.ofNumbers(set("*")).toString());
    assertEquals("2,4:5", numbering.ofNumbers(set("4:3,1")).toString());
    assertThrows(Bad.class, () -> numbering.ofNumbers(set("5")));
    assertThrows(Bad.class, () -> numbering.ofNumbers(set("2:5")));
    assertThrows(Bad.class, () -> numbering.ofNumbers(set("9:*")));
  }

  @Test
  void uidsNeedNotExist() throws Exception {
    Numbering numbering = new Numbering(mailbox.view());
    assertEquals("5:100", numbering.ofUids(set("100:*")).toString());
    assertEquals(1, numbering.indexes(numbering.ofUids(set("100:*"))).size());
    assertEquals(0, numbering.indexes(numbering.ofUids(set("6:100"))).size());
    assertEquals(5, numbering.indexes(UidSet.ALL).size());
  }

  @Test
  void anEmptyMailboxHasNoNumbers() throws Exception {
    mailbox.remove(UidSet.ALL);
    Numbering numbering = new Numbering(mailbox.view());
    assertEquals(UidSet.EMPTY, numbering.ofNumbers(set("1:*")));
    assertEquals(UidSet.EMPTY, numbering.ofNumbers(set("*")));
    assertEquals(UidSet.EMPTY, numbering.ofUids(set("7:*")));
    assertThrows(Bad.class, () -> numbering.ofNumbers(set("1")));
    assertThrows(Bad.class, () -> numbering.ofNumbers(set("2:*")));
  }

  private static MessageSet.Ranges set(String text) throws Bad {
    return (MessageSet.Ranges) TestArguments.of(text).messageSet();
  }
}
