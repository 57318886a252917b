package portineria.notice;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import portineria.health.NoticeFindings;
import portineria.store.BoxLanguage;
import portineria.store.Refusal;
import portineria.store.Store;
import portineria.store.Troubles;

/**
 * Who is told, and how.
 *
 * @param caretakers accounts that hear of everything
 * @param addresses outside of the box, which hear of everything too
 * @param server that brings mail to those
 * @param heartbeat what is called once a day
 */
public record NoticeSettings(
    List<String> caretakers,
    List<String> addresses,
    Optional<SmtpServer> server,
    Optional<URI> heartbeat) {

  private static final String CARETAKERS = NoticeFindings.CARETAKERS;
  private static final String ADDRESSES = Troubles.ADDRESSES_SETTING;
  private static final String SERVER = Troubles.SERVER_SETTING;
  private static final String HEARTBEAT = "notice.heartbeat";

  /** An address as SMTP takes it without extensions; RFC 5321 §4.1.2 has more than people use. */
  private static final String ADDRESS = "[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}";

  public NoticeSettings {
    caretakers = List.copyOf(caretakers);
    addresses = List.copyOf(addresses);
  }

  /** As they are in {@code store} now. */
  public static NoticeSettings of(Store store) {
    return new NoticeSettings(
        words(store, CARETAKERS),
        words(store, ADDRESSES),
        store.setting(SERVER).flatMap(SmtpServer::parse),
        store.setting(HEARTBEAT).filter(text -> !text.isEmpty()).map(URI::create));
  }

  private static List<String> words(Store store, String key) {
    String text = store.setting(key).orElse("");
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  /** The language in which the box speaks. */
  static BoxLanguage language(Store store) {
    return BoxLanguage.of(store.setting(BoxLanguage.SETTING));
  }

  /** Whether mail can go to that address. */
  public static boolean isAddress(String text) {
    return text.matches(ADDRESS);
  }

  /** Whether that can be called. */
  public static boolean isHeartbeat(URI uri) {
    String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    return (scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null;
  }

  public static void putCaretakers(Store store, List<String> accounts) throws Refusal {
    store.putSetting(CARETAKERS, String.join(" ", accounts));
  }

  public static void putAddresses(Store store, List<String> addresses) throws Refusal {
    store.putSetting(ADDRESSES, String.join(" ", addresses));
  }

  public static void putServer(Store store, Optional<SmtpServer> server) throws Refusal {
    store.putSetting(SERVER, server.map(SmtpServer::text).orElse(""));
  }

  /** From now on that is called, and at once for the first time. */
  public static void putHeartbeat(Store store, Optional<URI> heartbeat) throws Refusal {
    store.putSetting(HEARTBEAT, heartbeat.map(URI::toString).orElse(""));
    store.putSetting(NoticeFindings.HEARTBEAT_CALLED, "");
    store.putSetting(NoticeFindings.HEARTBEAT_PROBLEM, "");
  }
}
