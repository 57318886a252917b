package portineria.pop3;

import java.time.Duration;

/**
 * The limits of one POP3 session; those of sockets, and how long a client may be silent before its
 * login, are in {@code net}.
 *
 * @param lineOctetsMax of a command line or SASL response, without CRLF. RFC 2449 §4 allows 255,
 *     RFC 5034 §4 more for SASL; a name and a password of 512 characters each must pass in base64
 * @param badCommandsMax in a row: a program that understands nothing of what it is told, or
 *     somebody who speaks HTTP
 * @param commandsBeforeLoginMax a login needs half a dozen; who only talks has no business here
 * @param loginFailuresMax in one session: a person mistypes, a guesser comes again and is delayed
 * @param blockOctets of a message are in memory at a time while it is sent
 * @param idle how long a client may be silent after its login: RFC 1939 §3 asks for ten minutes at
 *     the least
 */
public record Pop3Limits(
    int lineOctetsMax,
    int badCommandsMax,
    int commandsBeforeLoginMax,
    int loginFailuresMax,
    int blockOctets,
    Duration idle) {

  public Pop3Limits {
    if (lineOctetsMax < 255
        || badCommandsMax < 1
        || commandsBeforeLoginMax < 1
        || loginFailuresMax < 1
        || blockOctets < 1
        || !idle.isPositive()) {
      throw new IllegalArgumentException("a limit is too small for any session");
    }
  }

  /** What the box uses. */
  public static Pop3Limits standard() {
    return new Pop3Limits(8192, 20, 100, 5, 16 * 1024, Duration.ofMinutes(10));
  }
}
