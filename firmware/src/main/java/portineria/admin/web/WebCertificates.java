package portineria.admin.web;

import java.io.IOException;
import java.util.Optional;
import portineria.admin.Box;
import portineria.net.tls.GivenCertificate;
import portineria.net.tls.Misfit;
import portineria.net.tls.ServerTls;
import portineria.webui.CertificateBook;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;

/** The certificate that the office gives the box. */
final class WebCertificates implements CertificateBook {
  private final Box box;
  private final ServerTls tls;

  WebCertificates(Box box, ServerTls tls) {
    this.box = box;
    this.tls = tls;
  }

  @Override
  public Optional<Given> given() {
    return given(tls);
  }

  static Optional<Given> given(ServerTls tls) {
    return tls.given().map(WebCertificates::seen);
  }

  private static Given seen(GivenCertificate one) {
    return new Given(one.name(), one.names(), one.issuer(), one.until(), one.isPublic());
  }

  @Override
  public void give(String text, String name) throws Refused {
    try {
      String served = tls.give(text, name).name();
      Change.make(() -> box.recordSetting("certificate given: " + served));
    } catch (Misfit misfit) {
      throw new Refused(why(misfit.what()), misfit.details().toArray(String[]::new));
    } catch (IOException failed) {
      throw Refused.said(failed);
    }
  }

  @Override
  public void takeBack() throws Refused {
    try {
      tls.takeBack();
    } catch (IOException failed) {
      throw Refused.said(failed);
    }
    Change.make(() -> box.recordSetting("certificate taken back"));
  }

  static Why why(Misfit.What what) {
    return switch (what) {
      case NO_CERTIFICATE -> Why.CERTIFICATE_NONE;
      case NO_KEY -> Why.CERTIFICATE_KEY_NONE;
      case LOCKED_KEY -> Why.CERTIFICATE_KEY_LOCKED;
      case OTHER_KEY -> Why.CERTIFICATE_KEY_OTHER;
      case KEY_KIND -> Why.CERTIFICATE_KEY_KIND;
      case PURPOSE -> Why.CERTIFICATE_PURPOSE;
      case EXPIRED -> Why.CERTIFICATE_EXPIRED;
      case EARLY -> Why.CERTIFICATE_EARLY;
      case NO_NAMES -> Why.CERTIFICATE_NO_NAMES;
      case OTHER_NAME -> Why.CERTIFICATE_OTHER_NAME;
      case WHICH_NAME -> Why.CERTIFICATE_WHICH_NAME;
      case GAP -> Why.CERTIFICATE_GAP;
      case BROKEN -> Why.CERTIFICATE_BROKEN;
    };
  }
}
