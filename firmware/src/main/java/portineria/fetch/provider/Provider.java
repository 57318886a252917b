package portineria.fetch.provider;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import portineria.store.Source.Tls;

/**
 * A provider of mailboxes.
 *
 * @param name as people know it
 * @param domains of its addresses, in small letters
 * @param pop3 where mail is fetched; empty where that can't be
 * @param smtp where mail is sent
 * @param source where the figures are from
 */
public record Provider(
    String name,
    Set<String> domains,
    Optional<Server> pop3,
    Optional<Server> smtp,
    UserName user,
    Set<Note> notes,
    URI source) {

  public Provider {
    domains = Set.copyOf(domains);
    notes = Set.copyOf(notes);
    if (name.isBlank() || (pop3.isEmpty() && !notes.contains(Note.NO_POP3))) {
      throw new IllegalArgumentException("a provider without POP3 that does not say so");
    }
  }

  /** A server of the provider. */
  public record Server(String host, int port, Tls tls) {
    public Server {
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("not a port: " + port);
      }
    }
  }

  /** What one logs in with. */
  public enum UserName {
    ADDRESS,
    /** What stands before the {@code @}. */
    LOCAL,
    /** A name that only the person knows. */
    OTHER
  }

  /** What a person has to know besides. */
  public enum Note {
    /** Certified mail, PEC. */
    CERTIFIED,
    SWITCH_ON,
    APP_PASSWORD,
    NO_PASSWORD,
    NO_POP3,
    USER_ID,
    UNCONFIRMED
  }

  /** The user name for an address; empty where only the person knows it. */
  public String userFor(String address) {
    return switch (user) {
      case ADDRESS -> address;
      case LOCAL -> address.contains("@") ? address.substring(0, address.indexOf('@')) : address;
      case OTHER -> "";
    };
  }
}
