package portineria.notice;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;

/**
 * A message as it goes out: RFC 5322. The same letter always has the same octets.
 *
 * @param id what stands before the {@code @} of its Message-ID
 */
record Letter(
    String id,
    String from,
    String to,
    Instant written,
    boolean urgent,
    String subject,
    String text) {

  private static final String NAME = "Portineria";

  /** Without a server, for who wants the octets alone. */
  byte[] octets() throws IOException {
    try {
      ByteArrayOutputStream octets = new ByteArrayOutputStream();
      message(Session.getInstance(properties())).writeTo(octets);
      return octets.toByteArray();
    } catch (MessagingException e) {
      throw new IOException("a message could not be written: " + e.getMessage(), e);
    }
  }

  /** What every session needs: else the machine's own name is looked up, which may take minutes. */
  Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("mail.from", from);
    return properties;
  }

  MimeMessage message(Session session) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(sender());
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
    message.setSentDate(Date.from(written));
    message.setSubject(subject, StandardCharsets.UTF_8.name());
    message.setText(text, StandardCharsets.UTF_8.name());
    // RFC 3834 §5: so that no automatic answer comes back.
    message.setHeader("Auto-Submitted", "auto-generated");
    if (urgent) {
      message.setHeader("Importance", "high"); // RFC 2156 §5.3.4
    }
    message.saveChanges();
    message.setHeader("Message-ID", "<" + id + "@" + from.substring(from.indexOf('@') + 1) + ">");
    return message;
  }

  private InternetAddress sender() throws MessagingException {
    try {
      return new InternetAddress(from, NAME, StandardCharsets.UTF_8.name());
    } catch (UnsupportedEncodingException e) {
      throw new AssertionError("every JVM has UTF-8", e);
    }
  }
}
