package portineria.admin.web;

import java.util.List;
import java.util.Optional;
import portineria.admin.Box;
import portineria.admin.Failed;
import portineria.admin.SourceWords;
import portineria.store.Refusal;
import portineria.store.Sending;
import portineria.store.Source;
import portineria.webui.ProviderBook;
import portineria.webui.ProviderBook.Server;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.SendingBook;
import portineria.webui.SourceBook.Tls;

/**
 * How programs send, in the hands of somebody. Where nobody has said it and the login of a source
 * is an address, the table of the providers does.
 */
record WebSending(Box box, ProviderBook providers) implements SendingBook {

  @Override
  public Optional<Way> of(String source) {
    return box.store().sources().source(source).flatMap(this::way);
  }

  private Optional<Way> way(Source source) {
    return box.store()
        .sources()
        .sending(source.name())
        .map(WebSending::way)
        .or(() -> proposed(source.user()));
  }

  private static Way way(Sending sending) {
    Server server = new Server(sending.host(), sending.port(), Tls.valueOf(sending.tls().name()));
    return new Way(sending.address(), server, sending.user(), false);
  }

  private Optional<Way> proposed(String user) {
    if (!user.contains("@")) {
      return Optional.empty();
    }
    return providers
        .propose(user, Optional.empty())
        .flatMap(
            proposal ->
                proposal.outgoing().map(server -> new Way(user, server, proposal.user(), true)));
  }

  @Override
  public void set(String source, Way way) throws Refused {
    if (!SourceWords.isServerName(way.server().host())) {
      throw new Refused(Why.SOURCE_HOST);
    }
    try {
      box.putSending(
          source,
          new Sending(
              way.address(),
              way.server().host(),
              way.server().port(),
              Source.Tls.valueOf(way.server().tls().name()),
              way.user()));
    } catch (Failed | Refusal why) {
      throw Refused.said(why);
    }
  }

  @Override
  public List<Way> forAccount(String account) {
    return box.store().sources().all().stream()
        .filter(source -> source.account().equals(account))
        .flatMap(source -> way(source).stream())
        .toList();
  }

  /** Of the first source whose address is of that domain. */
  Optional<Way> at(String domain) {
    String end = "@" + domain;
    return box.store().sources().all().stream()
        .flatMap(source -> way(source).stream())
        .filter(way -> way.address().toLowerCase(java.util.Locale.ROOT).endsWith(end))
        .findFirst();
  }
}
