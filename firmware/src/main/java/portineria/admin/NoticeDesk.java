package portineria.admin;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.notice.Courier;
import portineria.notice.NotSent;
import portineria.notice.NoticeSettings;
import portineria.notice.SmtpServer;
import portineria.store.Act;
import portineria.store.Act.Kind;
import portineria.store.Act.Part;
import portineria.store.Refusal;
import portineria.store.Store;

/** Where an administrator says who is told how the box is. It is in the audit chain. */
public record NoticeDesk(Box box) {

  /** As it is now. */
  public NoticeSettings settings() {
    return NoticeSettings.of(box.store());
  }

  /** From now on these accounts hear of everything. */
  public void addCaretakers(List<String> names) throws Failed, Refusal {
    List<String> all = new ArrayList<>(settings().caretakers());
    for (String name : names) {
      String account = box.login(name).account();
      if (!all.contains(account)) {
        all.add(account);
      }
    }
    NoticeSettings.putCaretakers(recording("caretakers: " + String.join(" ", all)), all);
  }

  /** An account hears of no more than its own mail. */
  public void removeCaretaker(String name) throws Failed, Refusal {
    List<String> all = new ArrayList<>(settings().caretakers());
    if (!all.remove(box.accountName(name))) {
      throw new Failed(name + " is no caretaker: see portineria notify list");
    }
    NoticeSettings.putCaretakers(recording("caretakers: " + String.join(" ", all)), all);
  }

  /** From now on these addresses hear of everything, by mail. */
  public void addAddresses(List<String> addresses) throws Failed, Refusal {
    List<String> all = new ArrayList<>(settings().addresses());
    for (String address : addresses) {
      if (!NoticeSettings.isAddress(address)) {
        throw new Failed(address + " is no mail address: write it as in name@example.org");
      }
      if (!all.contains(address)) {
        all.add(address);
      }
    }
    NoticeSettings.putAddresses(recording("notices to: " + String.join(" ", all)), all);
  }

  /** Nothing is sent there any more. */
  public void removeAddress(String address) throws Failed, Refusal {
    List<String> all = new ArrayList<>(settings().addresses());
    if (!all.remove(address)) {
      throw new Failed("nothing is sent to " + address + ": see portineria notify list");
    }
    NoticeSettings.putAddresses(recording("notices to: " + String.join(" ", all)), all);
  }

  /** From now on mail goes out through that server. */
  public void setServer(SmtpServer server) throws Failed, Refusal {
    if (!NoticeSettings.isAddress(server.from())) {
      throw new Failed(server.from() + " is no mail address: name one with --from");
    }
    String detail = "notices through " + server.host() + " as " + server.user();
    NoticeSettings.putServer(recording(detail), Optional.of(server));
  }

  /** A password as it may be kept for the server at {@code host}. */
  public String seal(String host, String password) throws Failed {
    return box.seal(SmtpServer.sealedAs(host), password);
  }

  public void removeServer() throws Refusal {
    NoticeSettings.putServer(recording("notices through no server"), Optional.empty());
  }

  /** From now on that is called once a day. Its path may be a secret, and is not recorded. */
  public void setHeartbeat(URI uri) throws Failed, Refusal {
    if (!NoticeSettings.isHeartbeat(uri)) {
      throw new Failed(uri + " can't be called: give an address that begins with https://");
    }
    NoticeSettings.putHeartbeat(recording("heartbeat at " + uri.getHost()), Optional.of(uri));
  }

  public void removeHeartbeat() throws Refusal {
    NoticeSettings.putHeartbeat(recording("no heartbeat"), Optional.empty());
  }

  private Store recording(String detail) {
    String text = detail.substring(0, Math.min(detail.length(), Act.NAME_MAX));
    return box.store().recording(box.act(Kind.SETTINGS_CHANGED).with(Part.DETAIL, text));
  }

  /**
   * Sends a test message to everybody, and calls the heartbeat.
   *
   * @return for each what went wrong, in a sentence; empty where it has arrived
   */
  public Map<String, Optional<String>> test() {
    Map<String, Optional<String>> results = new LinkedHashMap<>();
    NoticeSettings settings = settings();
    try (Courier courier = new Courier(box.store(), box.sealed())) {
      for (String account : settings.caretakers()) {
        results.put("INBOX of " + account, tried(courier, Courier.inbox(account)));
      }
      for (String address : settings.addresses()) {
        results.put(address, tried(courier, Courier.mail(address)));
      }
      if (settings.heartbeat().isPresent()) {
        results.put("heartbeat", called(courier, settings.heartbeat().get()));
      }
    }
    return results;
  }

  private Optional<String> tried(Courier courier, String recipient) {
    try {
      courier.test(recipient, box.clock().instant());
      return Optional.empty();
    } catch (NotSent e) {
      return Optional.of(e.sentence());
    }
  }

  private static Optional<String> called(Courier courier, URI heartbeat) {
    try {
      courier.call(heartbeat);
      return Optional.empty();
    } catch (NotSent e) {
      return Optional.of(e.sentence());
    }
  }
}
