package portineria.notice;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.fetch.SealedPasswords;
import portineria.fetch.pop3.Trust;
import portineria.fetch.pop3.UpstreamTrouble;
import portineria.health.Words;

/** Hands letters to a provider's server: RFC 6409, over TLS and with a login, or not at all. */
final class SmtpPost {
  private static final Duration CONNECT = Duration.ofSeconds(20);

  /** RFC 5321 §4.5.3.2 wants minutes; a server that submission works with answers sooner. */
  private static final Duration ANSWER = Duration.ofSeconds(60);

  /** What EHLO says. Our address is of no interest to a server that asks for a login. */
  private static final String EHLO = "portineria";

  private static final int WORDS_MAX = 200;

  private static final Logger log = LoggerFactory.getLogger(SmtpPost.class);

  private final SealedPasswords sealed;

  SmtpPost(SealedPasswords sealed) {
    this.sealed = sealed;
  }

  void send(Letter letter, SmtpServer server) throws NotSent {
    try {
      Properties properties = letter.properties();
      fill(properties, server);
      Session session = Session.getInstance(properties);
      MimeMessage message = letter.message(session);
      Transport transport = session.getTransport("smtp");
      try {
        transport.connect(server.host(), server.port(), server.user(), password(server));
        transport.sendMessage(message, message.getAllRecipients());
      } finally {
        hangUp(transport);
      }
    } catch (MessagingException e) {
      throw NotSent.forNow(words(e, server), e);
    }
  }

  /** The server has the message, or it has not: how the line ends changes nothing of that. */
  private static void hangUp(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      log.debug("no answer to QUIT: {}", e.getMessage());
    }
  }

  private String password(SmtpServer server) throws NotSent {
    try {
      return sealed.unseal(SmtpServer.sealedAs(server.host()), server.sealedPassword());
    } catch (IOException e) {
      throw NotSent.forNow(
          new Words(
              "the stored password of " + server.host() + " can't be opened: it must be set anew",
              "la password conservata di " + server.host() + " non si apre: va impostata di nuovo"),
          e);
    }
  }

  private static void fill(Properties properties, SmtpServer server) throws NotSent {
    boolean implicit = server.tls() == SmtpServer.Tls.IMPLICIT;
    properties.put("mail.smtp.auth", "true");
    properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    properties.put("mail.smtp.ssl.enable", Boolean.toString(implicit));
    properties.put("mail.smtp.starttls.enable", Boolean.toString(!implicit));
    properties.put("mail.smtp.starttls.required", Boolean.toString(!implicit));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    // Else a server that is refused is tried once more with what the system trusts.
    properties.put("mail.smtp.socketFactory.fallback", "false");
    properties.put("mail.smtp.ssl.protocols", "TLSv1.2 TLSv1.3");
    properties.put("mail.smtp.localhost", EHLO);
    properties.put("mail.smtp.connectiontimeout", Long.toString(CONNECT.toMillis()));
    properties.put("mail.smtp.timeout", Long.toString(ANSWER.toMillis()));
    properties.put("mail.smtp.writetimeout", Long.toString(ANSWER.toMillis()));
    try {
      properties.put("mail.smtp.ssl.socketFactory", Trust.of(server.trustPem()).sockets());
    } catch (UpstreamTrouble e) {
      throw NotSent.forNow(e.sentence(), e);
    }
  }

  private static Words words(MessagingException e, SmtpServer server) {
    String host = server.host() + ":" + server.port();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException untrusted) {
        return new Words(
            "the certificate of " + host + " " + said(untrusted),
            "il certificato di " + host + " non è affidabile: " + said(untrusted));
      }
    }
    return switch (e) {
      case AuthenticationFailedException _ ->
          new Words(
              host
                  + " does not accept user and password (some providers want one made for"
                  + " programs); it said: "
                  + said(e),
              host
                  + " non accetta utente e password (alcuni provider ne vogliono una fatta per i"
                  + " programmi); ha detto: "
                  + said(e));
      case SendFailedException refused when refused.getInvalidAddresses() != null ->
          new Words(
              host
                  + " does not take mail for "
                  + addresses(refused)
                  + ": "
                  + said(deepest(refused)),
              host + " non prende posta per " + addresses(refused) + ": " + said(deepest(refused)));
      default ->
          deepest(e) instanceof SSLException
              ? new Words(
                  host
                      + " does not agree on TLS: look at the port and the kind of protection ("
                      + said(deepest(e))
                      + ")",
                  host
                      + " non si accorda su TLS: controllare la porta e il tipo di protezione ("
                      + said(deepest(e))
                      + ")")
              : new Words(
                  host + " can't be used: " + said(e), host + " non si può usare: " + said(e));
    };
  }

  private static String addresses(SendFailedException refused) {
    StringBuilder all = new StringBuilder();
    for (Address address : refused.getInvalidAddresses()) {
      all.append(all.isEmpty() ? "" : ", ").append(address);
    }
    return all.isEmpty() ? "this address" : all.toString();
  }

  private static Throwable deepest(Throwable e) {
    Throwable deepest = e;
    for (Throwable next = e; next != null; next = next.getCause()) {
      deepest = next;
    }
    return deepest;
  }

  /** A server's words, on one line. */
  private static String said(Throwable e) {
    String words = String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}+", " ").strip();
    return words.length() > WORDS_MAX ? words.substring(0, WORDS_MAX) + "…" : words;
  }
}
