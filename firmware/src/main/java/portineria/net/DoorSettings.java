package portineria.net;

import java.net.InetSocketAddress;

/**
 * What a door is.
 *
 * @param name for log lines: {@code imap}, {@code pop3s}
 * @param address where it listens; port 0 takes a free one
 * @param implicitTls whether each connection begins with a TLS handshake (RFC 8314 §3)
 * @param refusal the one line, without CRLF, that a client over the connection limits is told, such
 *     as {@code * BYE Too many connections}. On a door with implicit TLS nothing is told, because a
 *     handshake costs more than a refusal may.
 */
public record DoorSettings(
    String name, InetSocketAddress address, boolean implicitTls, String refusal) {
  public DoorSettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a door needs a name");
    }
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("door " + name + ": unknown address " + address);
    }
    if (!refusal.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException("door " + name + ": the refusal is one line of ASCII");
    }
  }
}
