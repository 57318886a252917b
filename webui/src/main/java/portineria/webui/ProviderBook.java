package portineria.webui;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the box knows of the providers of mailboxes. It proposes; a person decides. */
public interface ProviderBook {
  /** The providers that it knows, by name. */
  List<String> names();

  /**
   * What the settings for {@code address} probably are.
   *
   * @param provider one of the names, where the address does not tell it
   */
  Optional<Proposal> propose(String address, Optional<String> provider);

  /**
   * What the settings of a mailbox probably are.
   *
   * @param incoming empty where it can't be fetched by POP3
   * @param user empty where only the person knows it
   * @param source a page on which the figures were found
   */
  record Proposal(
      String provider,
      Optional<Server> incoming,
      Optional<Server> outgoing,
      String user,
      Set<Caution> cautions,
      String source) {
    public Proposal {
      cautions = Set.copyOf(cautions);
    }
  }

  /** A server of a provider. */
  record Server(String host, int port, SourceBook.Tls tls) {}

  /** What a person has to know of a provider, in the order in which it is said. */
  enum Caution {
    NO_POP3,
    NO_PASSWORD,
    CERTIFIED,
    SWITCH_ON,
    APP_PASSWORD,
    USER_ID,
    UNCONFIRMED
  }
}
