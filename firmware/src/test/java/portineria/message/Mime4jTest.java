package portineria.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.junit.jupiter.api.Test;
import portineria.mail.MailGenerator;

/** Apache James mime4j, a reader that others wrote, sees the same parts in sane mail. */
class Mime4jTest {
  private static final long SEED = 2045;

  @Test
  void saneMailHasTheSameParts() throws IOException, MimeException {
    MailGenerator mail = new MailGenerator(SEED).withOddShare(0).withAttachmentsUpTo(20_000);
    for (int n = 0; n < 300; n++) {
      byte[] message = mail.message(n);
      assertEquals(theirs(message), ours(message), "seed " + SEED + " message " + n);
    }
  }

  /** Types in the order of the message, leaves with their octets. */
  private static List<String> theirs(byte[] message) throws IOException, MimeException {
    MimeTokenStream tokens = new MimeTokenStream(MimeConfig.PERMISSIVE);
    tokens.parse(new ByteArrayInputStream(message));
    List<String> parts = new ArrayList<>();
    EntityState state = tokens.getState();
    while (state != EntityState.T_END_OF_STREAM) {
      if (state == EntityState.T_START_MULTIPART) {
        parts.add(tokens.getBodyDescriptor().getMimeType());
      } else if (state == EntityState.T_BODY) {
        byte[] body = tokens.getInputStream().readAllBytes();
        parts.add(tokens.getBodyDescriptor().getMimeType() + latin(body));
      }
      state = tokens.next();
    }
    return parts;
  }

  private static List<String> ours(byte[] message) throws IOException {
    Octets octets = Octets.of(message);
    return MessageStructure.read(octets)
        .part()
        .walk()
        .filter(part -> !(part.content() instanceof Part.Nested))
        .map(part -> shown(octets, part))
        .toList();
  }

  private static String shown(Octets octets, Part part) {
    String type = (part.type().type() + "/" + part.type().subtype()).toLowerCase(Locale.ROOT);
    return part.content() instanceof Part.Leaf ? type + Mails.text(octets, part.body()) : type;
  }

  private static String latin(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }
}
