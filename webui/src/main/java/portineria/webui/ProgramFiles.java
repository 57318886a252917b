package portineria.webui;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import portineria.webui.Appliance.Door;
import portineria.webui.Appliance.Protocol;
import portineria.webui.Appliance.Security;
import portineria.webui.Refused.Why;
import portineria.webui.Route.Method;
import portineria.webui.SendingBook.Way;

/**
 * What mail programs read instead of a person: Thunderbird's settings, and Apple's profiles.
 *
 * <p>Thunderbird asks a server of the address's domain, {@code autoconfig.office.example} or the
 * domain itself, under these two paths. So it comes here only where the name server of the network,
 * or the provider's, leads that name to the box. What it hears depends on the domain alone: nobody
 * learns here which accounts there are. So it is with the profile that everybody may have: it is
 * for any address of a domain that is known.
 */
final class ProgramFiles {
  /** What the name of a file and of an account can hold, at a domain. */
  private static final Pattern ADDRESS =
      Pattern.compile("[a-z0-9][a-z0-9._+-]{0,63}@[a-z0-9.-]{1,190}");

  private static final String XML = "text/xml;charset=utf-8";

  private final Appliance appliance;

  ProgramFiles(Appliance appliance) {
    this.appliance = appliance;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, "/mail/config-v1.1.xml", Audience.ANYBODY, this::autoconfig),
        new Route(
            Method.GET,
            "/.well-known/autoconfig/mail/config-v1.1.xml",
            Audience.ANYBODY,
            this::autoconfig),
        new Route(Method.GET, "/mobileconfig", Audience.ANYBODY, this::anyProfile),
        new Route(Method.GET, "/accounts/*/mobileconfig", Audience.ADMIN, this::profile),
        new Route(Method.GET, "/me-mobileconfig", Audience.USER, this::ownProfile));
  }

  private Answer profile(Ask ask) throws Refused {
    AccountBook.Account account =
        appliance
            .accounts(ask.who().visitor())
            .account(ask.name())
            .orElseThrow(() -> new Refused(Why.ACCOUNT_UNKNOWN, ask.name()));
    return profile(ask, account.line().name());
  }

  private Answer ownProfile(Ask ask) {
    return profile(ask, ask.account());
  }

  /** For an address, whether there is such an account or not. */
  private Answer anyProfile(Ask ask) throws Refused {
    String address = ask.query().text("address").toLowerCase(Locale.ROOT);
    if (!ADDRESS.matcher(address).matches()) {
      throw new Refused(Why.SENDING_ADDRESS);
    }
    int at = address.indexOf('@');
    Way known =
        appliance
            .sendingAt(address.substring(at + 1))
            .orElseThrow(() -> new Refused(Why.SENDING_UNKNOWN));
    String account = address.substring(0, at);
    String user =
        user(known).replace("%EMAILADDRESS%", address).replace("%EMAILLOCALPART%", account);
    Way way = new Way(address, known.server(), user, known.proposed());
    return profile(account, Optional.of(way), ask);
  }

  private Answer profile(Ask ask, String account) {
    Optional<Way> way =
        appliance.sending(ask.who().visitor()).forAccount(account).stream().findFirst();
    return profile(account, way, ask);
  }

  private Answer profile(String account, Optional<Way> way, Ask ask) {
    return new Answer(200, AppleProfile.TYPE, AppleProfile.of(appliance, account, way, ask.words()))
        .with("Content-Disposition", "attachment; filename=\"" + account + ".mobileconfig\"");
  }

  private Answer autoconfig(Ask ask) {
    String address = ask.query().text("emailaddress").toLowerCase(Locale.ROOT);
    String domain = address.substring(address.lastIndexOf('@') + 1);
    Optional<Way> way = appliance.sendingAt(domain);
    Optional<Door> imap = appliance.best(Protocol.IMAP);
    if (way.isEmpty() || imap.isEmpty()) {
      return Answer.plain(404, "Nothing is known of that domain here.\n");
    }
    return new Answer(200, XML, config(domain, imap.get(), way.get()));
  }

  /** In the format of Mozilla's database of providers, version 1.1. */
  private String config(String domain, Door imap, Way way) {
    StringBuilder out = new StringBuilder(Xml.HEAD);
    out.append("<clientConfig version=\"1.1\">\n<emailProvider id=\"");
    out.append(Xml.text(domain)).append("\">\n");
    element(out, "domain", domain);
    element(out, "displayName", "Portineria (" + domain + ")");
    element(out, "displayShortName", "Portineria");
    server(out, "imap", imap);
    appliance.best(Protocol.POP3).ifPresent(door -> server(out, "pop3", door));
    out.append("<outgoingServer type=\"smtp\">\n");
    element(out, "hostname", way.server().host());
    element(out, "port", "" + way.server().port());
    element(
        out,
        "socketType",
        switch (way.server().tls()) {
          case IMPLICIT -> "SSL";
          case STARTTLS -> "STARTTLS";
          case NONE -> "plain";
        });
    element(out, "username", user(way));
    element(out, "authentication", "password-cleartext");
    out.append("</outgoingServer>\n</emailProvider>\n</clientConfig>\n");
    return out.toString();
  }

  /**
   * The login for sending, as the sheet has it: where it is the address or its beginning, in the
   * form that holds for everybody of the domain, so that no name goes out; else as it is.
   */
  private static String user(Way way) {
    String local = way.address().substring(0, way.address().lastIndexOf('@'));
    if (way.user().equalsIgnoreCase(local)) {
      return "%EMAILLOCALPART%";
    }
    return way.user().isEmpty() || way.user().equalsIgnoreCase(way.address())
        ? "%EMAILADDRESS%"
        : way.user();
  }

  private void server(StringBuilder out, String type, Door door) {
    out.append("<incomingServer type=\"").append(type).append("\">\n");
    element(out, "hostname", appliance.hosts().getFirst());
    element(out, "port", "" + door.port());
    element(out, "socketType", door.security() == Security.TLS ? "SSL" : "STARTTLS");
    element(out, "username", "%EMAILLOCALPART%");
    element(out, "authentication", "password-cleartext");
    out.append("</incomingServer>\n");
  }

  private static void element(StringBuilder out, String name, String text) {
    out.append('<').append(name).append('>').append(Xml.text(text));
    out.append("</").append(name).append(">\n");
  }
}
