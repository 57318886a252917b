package portineria.account;

import java.net.InetAddress;
import portineria.store.Actor;
import portineria.store.Directory.Pop3Deletion;

/** Decides who may come in. Called by sessions on their own threads; it may take its time. */
public interface Authenticator {

  /**
   * Checks a login. After failures from this address or for this account the answer is delayed.
   *
   * @param from where the client is
   * @param door "imap", "pop3" or "web": it becomes part of the {@link Actor}
   */
  Outcome login(PlainCredentials credentials, InetAddress from, String door);

  /** What came of it. */
  sealed interface Outcome {
    /** Come in. */
    record Granted(String account, Actor actor, Pop3Deletion pop3Deletion) implements Outcome {}

    /** Wrong name or password; which of the two is not said: RFC 5530 §3, AUTHENTICATIONFAILED. */
    record Denied() implements Outcome {}

    /** The right password of a login that is closed. */
    record Closed() implements Outcome {}

    /** Nobody can be let in at the moment; the sentence is for the person. */
    record Unavailable(String why) implements Outcome {}
  }
}
