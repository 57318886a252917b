package portineria.admin.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import portineria.admin.Box;
import portineria.admin.NoticeDesk;
import portineria.health.NoticeFindings;
import portineria.health.Words;
import portineria.notice.NoticeSettings;
import portineria.webui.NoticeBook;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.Sentence;

/** Who is told how the box is, in the hands of somebody. */
record WebNotices(Box box) implements NoticeBook {

  private NoticeDesk desk() {
    return new NoticeDesk(box);
  }

  @Override
  public List<String> caretakers() {
    return desk().settings().caretakers();
  }

  @Override
  public void addCaretaker(String account) throws Refused {
    if (box.store().directory().login(account).isEmpty()) {
      throw new Refused(Why.ACCOUNT_UNKNOWN, account);
    }
    Change.make(() -> desk().addCaretakers(List.of(account)));
  }

  @Override
  public void removeCaretaker(String account) throws Refused {
    if (caretakers().contains(account)) {
      Change.make(() -> desk().removeCaretaker(account));
    }
  }

  @Override
  public Optional<Heartbeat> heartbeat() {
    return desk()
        .settings()
        .heartbeat()
        .map(
            address ->
                new Heartbeat(
                    address.getHost(),
                    NoticeFindings.called(box.store()),
                    NoticeFindings.problem(box.store()).map(WebNotices::sentence)));
  }

  private static Sentence sentence(Words words) {
    return Sentence.of(words.english(), words.italian());
  }

  @Override
  public void setHeartbeat(String address) throws Refused {
    URI uri;
    try {
      uri = new URI(address);
    } catch (URISyntaxException mistyped) {
      throw new Refused(Why.HEARTBEAT_ADDRESS);
    }
    if (!NoticeSettings.isHeartbeat(uri)) {
      throw new Refused(Why.HEARTBEAT_ADDRESS);
    }
    Change.make(() -> desk().setHeartbeat(uri));
  }

  @Override
  public void removeHeartbeat() throws Refused {
    Change.make(() -> desk().removeHeartbeat());
  }
}
