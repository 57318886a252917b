package portineria.webui;

import java.util.List;
import java.util.Optional;

/**
 * How programs send for the mailboxes: through the providers' own servers. The box sends nothing
 * itself; this is for the sheets by which people set their programs up.
 */
public interface SendingBook {

  /** What was set for a source, or else what its provider probably wants. */
  Optional<Way> of(String source);

  void set(String source, Way way) throws Refused;

  /** Of all sources that feed an account, by the sources' names. */
  List<Way> forAccount(String account);

  /**
   * One way to send.
   *
   * @param address as people write to it
   * @param user the login there
   * @param proposed whether it comes from the table of the providers, and nobody has said so
   */
  record Way(String address, ProviderBook.Server server, String user, boolean proposed) {

    /** The part of the address that others share. */
    String domain() {
      return address.substring(address.lastIndexOf('@') + 1);
    }
  }
}
