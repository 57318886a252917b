package portineria.imap;

import java.io.IOException;
import java.util.Optional;
import portineria.message.Header;
import portineria.search.MessageText;
import portineria.search.Sought;
import portineria.store.Account;
import portineria.store.MessageId;
import portineria.store.View;

/** One message while SEARCH looks at it; it is read when that is first needed, if at all. */
final class SearchedMessage {
  private final Account account;
  private final View view;
  private final int index;
  private final boolean mayRead;
  private Optional<MessageText> text = Optional.empty();

  /**
   * @param index where it stands in the view
   */
  SearchedMessage(Account account, View view, int index, boolean mayRead) {
    this.account = account;
    this.view = view;
    this.index = index;
    this.mayRead = mayRead;
  }

  MessageId message() {
    return view.message(index);
  }

  int index() {
    return index;
  }

  boolean mayRead() {
    return mayRead;
  }

  Header header() throws IOException {
    return text().header();
  }

  boolean holds(Sought sought) throws IOException {
    return text().holds(sought);
  }

  private MessageText text() {
    assert mayRead;
    if (text.isEmpty()) {
      text = Optional.of(new MessageText(account.octets(message())));
    }
    return text.get();
  }
}
