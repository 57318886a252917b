package portineria.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import portineria.mail.Corpus;
import portineria.mail.MailGenerator;
import portineria.transcript.Mails;
import portineria.transcript.MemoryConnection;

/**
 * What FETCH says of realistic and of broken mail is in the grammar, and agrees with itself: each
 * part has as many octets as BODYSTRUCTURE says, and the parts of a message make the message.
 */
class FetchGrammarTest {
  private static final String ITEMS =
      "(UID RFC822.SIZE ENVELOPE BODY BODYSTRUCTURE BODY.PEEK[] BODY.PEEK[HEADER] BODY.PEEK[TEXT]"
          + " BODY.PEEK[HEADER.FIELDS (From Subject)] BODY.PEEK[HEADER.FIELDS.NOT (From Subject)])";

  @Test
  void generatedMailIsToldInTheGrammar() throws Exception {
    MailGenerator mail = new MailGenerator(5).withOddShare(0.5).withAttachmentsUpTo(20_000);
    check(mail.messages(300));
  }

  @Test
  void realMailIsToldInTheGrammar() throws Exception {
    check(Corpus.all().stream().map(Corpus.Mail::withCrlf).limit(3000));
  }

  private static void check(Stream<byte[]> messages) throws Exception {
    ImapStage stage = new ImapStage();
    List<byte[]> all = messages.toList();
    for (byte[] message : all) {
      Mails.append(stage.account, stage.inbox, message, Set.of());
    }
    Dialogue dialogue = new Dialogue(stage);
    for (int i = 0; i < all.size(); i++) {
      try {
        check(dialogue, i + 1, all.get(i));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "message " + i + ":\n" + new String(all.get(i), StandardCharsets.ISO_8859_1), e);
      }
    }
  }

  private static void check(Dialogue dialogue, int number, byte[] message) throws Exception {
    Map<String, Expression> got = dialogue.fetch(number, ITEMS);
    String whole = new String(message, StandardCharsets.ISO_8859_1).replace('\0', '\u0080');
    assertEquals(whole, octets(got, "BODY[]"));
    assertEquals(whole, octets(got, "BODY[HEADER]") + octets(got, "BODY[TEXT]"));
    assertEquals(message.length, got.get("RFC822.SIZE").number());
    envelope(got.get("ENVELOPE"));
    structure(got.get("BODY"), false);
    structure(got.get("BODYSTRUCTURE"), true);
    Map<String, Long> sizes = new HashMap<>();
    sizes(got.get("BODYSTRUCTURE").items(), "", sizes);
    StringBuilder items = new StringBuilder("(UID");
    sizes.keySet().stream()
        .limit(30)
        .forEach(part -> items.append(" BODY.PEEK[").append(part).append(']'));
    Map<String, Expression> parts = dialogue.fetch(number, items.append(')').toString());
    parts.remove("UID");
    parts.forEach(
        (name, octets) ->
            assertEquals(sizes.get(name.substring(5, name.length() - 1)), size(octets), name));
  }

  private static String octets(Map<String, Expression> got, String name) {
    return got.get(name).text();
  }

  private static long size(Expression octets) {
    return octets.text().length();
  }

  /** RFC 9051 §9, envelope. */
  private static void envelope(Expression envelope) {
    List<Expression> items = envelope.items();
    assertEquals(10, items.size());
    for (int i : List.of(0, 1, 8, 9)) {
      nstring(items.get(i));
    }
    for (int i = 2; i < 8; i++) {
      if (!items.get(i).isNil()) {
        assertTrue(!items.get(i).items().isEmpty());
        for (Expression address : items.get(i).items()) {
          assertEquals(4, address.items().size());
          address.items().forEach(FetchGrammarTest::nstring);
        }
      }
    }
  }

  private static void nstring(Expression expression) {
    assertTrue(expression.isNil() || expression instanceof Expression.Text, expression.toString());
  }

  private static void text(Expression expression) {
    assertTrue(expression instanceof Expression.Text, expression.toString());
  }

  /** RFC 9051 §9, body. */
  private static void structure(Expression body, boolean extended) {
    List<Expression> items = body.items();
    if (!(items.getFirst() instanceof Expression.Items)) {
      single(items, extended);
      return;
    }
    int at = 0;
    while (items.get(at) instanceof Expression.Items) {
      structure(items.get(at++), extended);
    }
    text(items.get(at++));
    if (extended) {
      parameters(items.get(at++));
      at = extension(items, at);
    }
    assertEquals(items.size(), at);
  }

  private static void single(List<Expression> items, boolean extended) {
    text(items.get(0));
    text(items.get(1));
    parameters(items.get(2));
    nstring(items.get(3));
    nstring(items.get(4));
    text(items.get(5));
    items.get(6).number();
    int at = 7;
    if (items.get(0).text().equalsIgnoreCase("text")) {
      items.get(at++).number();
    }
    if (isMessage(items)) {
      envelope(items.get(at++));
      structure(items.get(at++), extended);
      items.get(at++).number();
    }
    if (extended) {
      nstring(items.get(at++));
      at = extension(items, at);
    }
    assertEquals(items.size(), at);
  }

  private static boolean isMessage(List<Expression> items) {
    return items.get(0).text().equalsIgnoreCase("message")
        && items.get(1).text().toLowerCase(Locale.ROOT).matches("rfc822|global");
  }

  private static int extension(List<Expression> items, int from) {
    int at = from;
    Expression disposition = items.get(at++);
    if (!disposition.isNil()) {
      assertEquals(2, disposition.items().size());
      text(disposition.items().get(0));
      parameters(disposition.items().get(1));
    }
    Expression language = items.get(at++);
    if (language instanceof Expression.Items(List<Expression> all)) {
      all.forEach(FetchGrammarTest::text);
    } else {
      nstring(language);
    }
    nstring(items.get(at++));
    return at;
  }

  private static void parameters(Expression parameters) {
    if (!parameters.isNil()) {
      assertTrue(!parameters.items().isEmpty() && parameters.items().size() % 2 == 0);
      parameters.items().forEach(FetchGrammarTest::text);
    }
  }

  /** Octets of each part by its number. */
  private static void sizes(List<Expression> body, String prefix, Map<String, Long> sizes) {
    if (!(body.getFirst() instanceof Expression.Items)) {
      single(body, prefix.isEmpty() ? "1" : prefix + ".1", sizes);
      return;
    }
    for (int i = 0; body.get(i) instanceof Expression.Items(List<Expression> part); i++) {
      String number = prefix.isEmpty() ? "" + (i + 1) : prefix + "." + (i + 1);
      if (part.getFirst() instanceof Expression.Items) {
        sizes(part, number, sizes);
      } else {
        single(part, number, sizes);
      }
    }
  }

  private static void single(List<Expression> part, String number, Map<String, Long> sizes) {
    sizes.put(number, part.get(6).number());
    if (isMessage(part)) {
      sizes(part.get(8).items(), number, sizes);
    }
  }

  /** A session that has selected INBOX. */
  private static final class Dialogue {
    private final MemoryConnection connection = MemoryConnection.local("C1");

    Dialogue(ImapStage stage) throws Exception {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  stage.serve(connection);
                } catch (IOException e) {
                  connection.close();
                } finally {
                  connection.close();
                }
              });
      say("a LOGIN anna secret");
      say("b SELECT INBOX");
    }

    private byte[] say(String command) throws Exception {
      connection.send((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      connection.awaitIdle();
      return connection.takeOutput();
    }

    Map<String, Expression> fetch(int number, String items) throws Exception {
      List<List<Expression>> lines = Expression.parse(say("c FETCH " + number + " " + items));
      assertEquals("OK", ((Expression.Word) lines.get(1).get(1)).text());
      List<Expression> pairs = new ArrayList<>(lines.get(0).get(3).items());
      Map<String, Expression> got = new HashMap<>();
      for (int i = 0; i < pairs.size(); i += 2) {
        String name = ((Expression.Word) pairs.get(i)).text();
        assertEquals(Optional.empty(), Optional.ofNullable(got.put(name, pairs.get(i + 1))));
      }
      return got;
    }
  }
}
