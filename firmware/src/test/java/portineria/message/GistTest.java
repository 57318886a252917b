package portineria.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import portineria.message.Gist.Text;

class GistTest {

  /** As it comes back from a cache. */
  private static Gist gist(String... fields) throws IOException {
    String header = String.join("\r\n", fields) + "\r\n\r\n";
    Gist made = Gist.of(Header.read(Octets.of(header.getBytes(StandardCharsets.UTF_8))));
    return Gist.decode(ByteBuffer.wrap(made.encoded()));
  }

  @Test
  void saysWhatTheHeaderSays() throws IOException {
    Gist gist =
        gist(
            "Date: Thu, 1 Jan 1970 01:00:07 +0100",
            "Subject: Re: =?utf-8?q?caff=C3=A8?=",
            "From: Anna Bianchi <anna@example.org>, bruno@example.org",
            "To: Clienti: carla@example.org;",
            "Cc: dino@example.org",
            "Message-ID: <1@example.org>",
            "References: <0@example.org>\t<\"a b\"@example.org>");
    assertEquals(OptionalLong.of(7), gist.sent());
    assertTrue(gist.isReply());
    assertEquals("CAFFE\u00CC\u0080", gist.text(Text.SUBJECT));
    assertEquals("ANNA", gist.text(Text.FROM));
    assertEquals("CLIENTI", gist.text(Text.TO));
    assertEquals("DINO", gist.text(Text.CC));
    assertEquals("ANNA BIANCHI", gist.text(Text.DISPLAY_FROM));
    assertEquals("CLIENTI", gist.text(Text.DISPLAY_TO));
    assertEquals("1@example.org", gist.text(Text.MESSAGE_ID));
    assertEquals(List.of("0@example.org", "ab@example.org"), gist.references());
  }

  @Test
  void whatIsNotThereIsEmpty() throws IOException {
    for (Gist gist : List.of(Gist.EMPTY, gist("X: y"))) {
      assertEquals(OptionalLong.empty(), gist.sent());
      assertFalse(gist.isReply());
      for (Text text : Text.values()) {
        assertEquals("", gist.text(text));
      }
      assertEquals(List.of(), gist.references());
    }
  }

  @Test
  void whoHasNoNameIsShownByTheAddress() throws IOException {
    assertEquals("A@EXAMPLE.ORG", gist("From: <a@example.org>").text(Text.DISPLAY_FROM));
  }

  @Test
  void inReplyToCountsWhereReferencesHasNoId() throws IOException {
    String inReplyTo = "In-Reply-To: your mail <a@x> of <b@x>";
    assertEquals(List.of("a@x"), gist("References: none", inReplyTo).references());
    assertEquals(List.of("a@x"), gist(inReplyTo).references());
    assertEquals(List.of("c@x"), gist(inReplyTo, "References: <c@x>").references());
  }

  @Test
  void whatIsNoIdIsLetPass() {
    String value = "<<a@x> b@x <c> <@x> <d@> <open <e@\r> <\"f\\\"\"@x> <g@x";
    assertEquals(List.of("a@x", "e@\r", "f\"@x"), MessageIds.last(value, 10));
    assertEquals(List.of("f\"@x"), MessageIds.last(value, 1));
    assertEquals(List.of(), MessageIds.last("<" + "a".repeat(2000) + "@x>", 1));
  }

  @Test
  void keysIgnoreCaseAndKeepMarks() {
    assertEquals(Casemap.key("caffè"), Casemap.key("CAFFÈ"));
    assertEquals(Casemap.key("caffe\u0300"), Casemap.key("CAFFÈ"));
    assertTrue(Casemap.key("caffe").compareTo(Casemap.key("caffè")) < 0);
    assertTrue(Casemap.key("caffè").compareTo(Casemap.key("caffz")) < 0);
    assertTrue(Casemap.key("\uFF5A").compareTo(Casemap.key("\uD83D\uDE00")) < 0);
  }
}
