package portineria.fetch.pop3;

import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** The JDK's check of certificates; what it refuses is said in words for the person. */
final class NamingTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager judge;

  NamingTrust(X509ExtendedTrustManager judge) {
    this.judge = judge;
  }

  /** A certificate that is not to be trusted; the message ends the sentence "The certificate …". */
  static final class Untrusted extends CertificateException {
    private static final long serialVersionUID = 1L;

    Untrusted(String message, CertificateException cause) {
      super(message, cause);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    try {
      judge.checkServerTrusted(chain, type, socket);
    } catch (CertificateException e) {
      throw new Untrusted(why(e, chain[0]), e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    judge.checkServerTrusted(chain, type, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    judge.checkServerTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    judge.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    judge.checkClientTrusted(chain, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    judge.checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return judge.getAcceptedIssuers();
  }

  private static String why(CertificateException refusal, X509Certificate certificate) {
    for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
      boolean validator = cause instanceof CertPathValidatorException;
      Object reason = validator ? ((CertPathValidatorException) cause).getReason() : "";
      if (cause instanceof CertificateExpiredException || reason == BasicReason.EXPIRED) {
        return "expired on "
            + CertificateDetails.day(certificate.getNotAfter())
            + ": the provider must renew it, if this box's date is right.";
      }
      if (cause instanceof CertificateNotYetValidException || reason == BasicReason.NOT_YET_VALID) {
        return "is valid only from "
            + CertificateDetails.day(certificate.getNotBefore())
            + " on: check this box's date.";
      }
      if (cause instanceof CertPathBuilderException) {
        return "was issued by "
            + CertificateDetails.name(certificate.getIssuerX500Principal())
            + ", which is not trusted here: if it is the provider's own, add it to those that are trusted for this server.";
      }
    }
    return unlike(certificate, refusal);
  }

  /** The chain is good, so it is the name; if not, the JDK's words must do. */
  private static String unlike(X509Certificate certificate, CertificateException refusal) {
    String words = String.valueOf(refusal.getMessage());
    if (words.startsWith("No ")) {
      return "is for "
          + String.join(", ", CertificateDetails.of(certificate).names())
          + " and not for this server: check the server's name.";
    }
    return "is not to be trusted: " + Reply.printable(words) + ".";
  }
}
