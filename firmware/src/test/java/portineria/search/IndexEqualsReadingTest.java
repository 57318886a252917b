package portineria.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.mail.Corpus;
import portineria.mail.MailGenerator;
import portineria.message.Header;
import portineria.message.MessageStructure;
import portineria.message.Octets;
import portineria.message.Part;
import portineria.message.PartText;
import portineria.store.MessageId;

/**
 * Whatever the index says of a message is what reading it says: over generated mail, and over real
 * mail where there is some, with keys cut out of it and keys that nobody would write.
 */
class IndexEqualsReadingTest {
  private static final long SEED = Long.getLong("portineria.seed", 20261121);
  private static final int GENERATED = 150;
  private static final int REAL = 250;
  private static final int KEYS = 250;

  /** Fewer are looked through without asking FTS5. */
  private static final int FEW = 40;

  private static final List<String> ODD_KEYS =
      List.of(
          "",
          "a",
          "è",
          "日",
          "й",
          "ß",
          "re",
          "IT",
          "会議",
          "да",
          "ς",
          "ı",
          "İ",
          "\"",
          "\"\"",
          "\"a\" OR \"b\"",
          "a* NOT b",
          "NEAR(a b)",
          "text:",
          "-",
          "100%",
          "_",
          "'",
          "\\",
          "{}",
          "()",
          "col : x",
          "\u0301",
          "e\u0301",
          "caffe\u0301",
          "CAFFÈ",
          "Straße",
          "STRASSE",
          "grüßen",
          "ISTANBUL",
          "ıstanbul",
          "ΟΔΟΣ",
          "встреча",
          "ВСТРЕЧА",
          "お世話",
          "ﬁne",
          "\ud83d\ude00",
          "\ud83d",
          "\u0000a",
          "a\u001fsubject: ",
          "\u001f",
          "\r\n",
          "\n\n",
          "a\r\nb",
          "\t",
          "  ",
          "subject: ",
          "content-type: text/plain",
          "=?utf-8?",
          "\ufffd\ufffd\ufffd",
          "\uffff\ufffeb",
          "1234567890".repeat(99));

  private final Random random = new Random(SEED);
  private final List<Octets> messages = new ArrayList<>();
  @TempDir Path folder;

  @Test
  void theIndexSaysWhatReadingSays() throws Exception {
    try (Office office = new Office(folder)) {
      MailGenerator mail = new MailGenerator(SEED).withAttachmentsUpTo(3000).withOddShare(0.15);
      mail.messages(GENERATED).forEach(octets -> add(office, octets));
      List<Corpus.Mail> real = Corpus.all();
      for (int i = 0; i < REAL && !real.isEmpty(); i++) {
        add(office, real.get(random.nextInt(real.size())).withCrlf());
      }
      office.catchUp();
      compare(office);
    }
  }

  /** One that was there already is none. */
  private void add(Office office, byte[] octets) {
    MessageId before = office.store.arrivals().last();
    office.add(octets);
    if (!office.store.arrivals().last().equals(before)) {
      messages.add(Octets.of(octets));
    }
  }

  private void compare(Office office) throws IOException {
    long[] numbers =
        office.store.arrivals().after(new MessageId(0), Integer.MAX_VALUE).stream()
            .mapToLong(arrival -> arrival.message().value())
            .toArray();
    assertEquals(messages.size(), numbers.length);
    List<MessageText> texts = messages.stream().map(MessageText::new).toList();
    int holding = 0;
    int unread = 0;
    for (int i = 0; i < KEYS; i++) {
      String key = i < ODD_KEYS.size() ? ODD_KEYS.get(i) : key();
      Sought sought = sought(key);
      Verdicts all = office.index.ask(sought, numbers);
      Verdicts few = office.index.ask(sought, someOf(numbers));
      for (int at = 0; at < numbers.length; at++) {
        boolean holds = texts.get(at).holds(sought);
        holding += holds ? 1 : 0;
        check(sought, holds, all.of(new MessageId(numbers[at])), at);
        if (at % 4 == 0 && at / 4 < FEW) {
          check(sought, holds, few.of(new MessageId(numbers[at])), at);
        }
        unread += all.of(new MessageId(numbers[at])) == Verdict.UNREAD ? 1 : 0;
      }
    }
    assertTrue(holding > KEYS, "keys that are found: " + holding);
    assertTrue(unread < KEYS * numbers.length / 4, "the index knows: " + unread);
  }

  private void check(Sought sought, boolean holds, Verdict verdict, int message) {
    Verdict expected = holds ? Verdict.HOLDS : Verdict.LACKS;
    if (verdict != expected && verdict != Verdict.UNREAD) {
      fail(sought + " in message " + message + " of seed " + SEED + ": " + verdict);
    }
  }

  /** Every fourth of the first ones, in no order, and one of them twice. */
  private static long[] someOf(long[] numbers) {
    long[] some = new long[FEW + 1];
    for (int i = 0; i < FEW; i++) {
      some[FEW - 1 - i] = numbers[Math.min(numbers.length - 1, 4 * i)];
    }
    some[FEW] = some[0];
    return some;
  }

  private Sought sought(String key) {
    return switch (random.nextInt(8)) {
      case 0 -> Sought.field("Subject", key);
      case 1 -> Sought.field("FROM", key);
      case 2 -> Sought.recipient(key);
      case 3 -> Sought.field(random.nextBoolean() ? "Received" : "X-Nobody", key);
      case 4, 5 -> new Sought.Body(key);
      default -> new Sought.Anywhere(key);
    };
  }

  /** Something that stands in a message, written in another way. */
  private String key() throws IOException {
    Octets message = messages.get(random.nextInt(messages.size()));
    String text = random.nextBoolean() ? head(message) : body(message);
    if (text.isEmpty()) {
      return "x";
    }
    int length = 1 + (random.nextInt(3) > 0 ? random.nextInt(8) : random.nextInt(60));
    int from = random.nextInt(text.length());
    String key = text.substring(from, Math.min(text.length(), from + length));
    return switch (random.nextInt(5)) {
      case 0 -> key.toUpperCase(Locale.ROOT);
      case 1 -> Normalizer.normalize(key, Normalizer.Form.NFD);
      case 2 -> Normalizer.normalize(key, Normalizer.Form.NFD).replaceAll("\\p{Mn}", "");
      case 3 -> key.length() > 1 ? key.substring(1) + key.charAt(0) : key;
      default -> key;
    };
  }

  /** Subject and sender as people see them. */
  private String head(Octets message) throws IOException {
    Header header = Header.read(message);
    List<String> values = new ArrayList<>(header.decoded("Subject"));
    values.addAll(header.decoded("From"));
    values.addAll(header.decoded("Received"));
    return values.isEmpty() ? "" : values.get(random.nextInt(values.size()));
  }

  /** The text of one of the parts. */
  private String body(Octets message) throws IOException {
    List<Part> texts =
        MessageStructure.read(message).part().walk().filter(PartText::isText).toList();
    if (texts.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    try (Reader in = PartText.of(message, texts.get(random.nextInt(texts.size())), 3000)) {
      for (int c = in.read(); c >= 0; c = in.read()) {
        text.append((char) c);
      }
    }
    return text.toString();
  }
}
