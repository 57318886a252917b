package portineria.admin.web;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import portineria.fetch.provider.Provider;
import portineria.fetch.provider.Providers;
import portineria.webui.ProviderBook;
import portineria.webui.SourceBook.Tls;

/** The table of the providers, as the pages see it. */
record WebProviders(Providers table) implements ProviderBook {

  @Override
  public List<String> names() {
    return table.all().stream().map(Provider::name).toList();
  }

  @Override
  public Optional<Proposal> propose(String address, Optional<String> provider) {
    return provider.flatMap(table::named).or(() -> table.of(address)).map(one -> of(one, address));
  }

  private static Proposal of(Provider provider, String address) {
    return new Proposal(
        provider.name(),
        provider.pop3().map(WebProviders::server),
        provider.smtp().map(WebProviders::server),
        provider.userFor(address),
        provider.notes().stream().map(WebProviders::caution).collect(Collectors.toSet()),
        provider.source().toString());
  }

  private static Server server(Provider.Server server) {
    return new Server(server.host(), server.port(), Tls.valueOf(server.tls().name()));
  }

  private static Caution caution(Provider.Note note) {
    return switch (note) {
      case CERTIFIED -> Caution.CERTIFIED;
      case SWITCH_ON -> Caution.SWITCH_ON;
      case APP_PASSWORD -> Caution.APP_PASSWORD;
      case NO_PASSWORD -> Caution.NO_PASSWORD;
      case NO_POP3 -> Caution.NO_POP3;
      case USER_ID -> Caution.USER_ID;
      case UNCONFIRMED -> Caution.UNCONFIRMED;
    };
  }
}
