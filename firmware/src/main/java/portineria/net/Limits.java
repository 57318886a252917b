package portineria.net;

import java.time.Duration;

/**
 * The limits of sockets and of what a session holds for them; those of commands are in the rooms of
 * the protocols.
 *
 * @param connectionsPerAddress from one client address, loopback too, over all doors. An office
 *     behind one router shares an address, and a mail program opens a handful of connections per
 *     account.
 * @param connections over all doors and clients: what memory is there for
 * @param inboxOctets received and not yet read by the session, per connection; beyond it the socket
 *     is not read until the session has caught up
 * @param outboxOctets sent by the session and not yet taken by the socket, per connection; beyond
 *     it the session waits
 * @param bufferOctets small writes are gathered up to this size: just under the 16,367 octets that
 *     Java puts into a TLS 1.3 record, because one octet more costs a second record
 * @param skippedLineOctetsMax how much of a line that is too long is skipped to its end; what is
 *     longer is told at once, and the session can only end
 * @param handshake for a TLS handshake, from its start to its end
 * @param write how long a client may take no octet at all while the session has some for it
 * @param idleBeforeLogin the timeout that a connection starts with; a session sets another one
 *     after the login
 * @param closing how long a connection may outlive its session, once the client has been sent all
 *     of a session that ended well: for the two ends to close
 */
public record Limits(
    int connectionsPerAddress,
    int connections,
    int inboxOctets,
    int outboxOctets,
    int bufferOctets,
    int skippedLineOctetsMax,
    Duration handshake,
    Duration write,
    Duration idleBeforeLogin,
    Duration closing) {

  public Limits {
    positive("connectionsPerAddress", connectionsPerAddress);
    positive("connections", connections);
    positive("inboxOctets", inboxOctets);
    positive("outboxOctets", outboxOctets);
    positive("bufferOctets", bufferOctets);
    positive("skippedLineOctetsMax", skippedLineOctetsMax);
    positive("handshake", handshake.toMillis());
    positive("write", write.toMillis());
    positive("idleBeforeLogin", idleBeforeLogin.toMillis());
    positive("closing", closing.toMillis());
  }

  /** What the box uses. */
  public static Limits standard() {
    return new Limits(
        600,
        4000,
        64 * 1024,
        256 * 1024,
        16_000,
        64 * 1024,
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofSeconds(60),
        Duration.ofSeconds(5));
  }

  private static void positive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }
}
