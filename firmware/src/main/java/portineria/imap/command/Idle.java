package portineria.imap.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.No;
import portineria.net.Connection;
import portineria.net.IdleTimeout;

/**
 * IDLE: tells what changes as it changes, until the client says DONE. A wait on two sources.
 *
 * <pre>
 *   idle  IDLE CRLF DONE                     RFC 9051 §6.3.13, RFC 2177 §3
 * </pre>
 */
record Idle() implements Command {

  static Idle parse(Arguments in) throws Bad {
    in.end();
    return new Idle();
  }

  @Override
  public Ok run(ImapSession session) throws Bad, No, IOException {
    session.mustOffer("IDLE");
    session.out().text("+ Idling").crlf();
    Connection connection = session.connection();
    Duration silent = Duration.ZERO;
    while (true) {
      session.tell();
      session.flush();
      Duration longest = session.limits().keepAlive();
      switch (connection.await(longest)) {
        case INPUT, END -> {
          return done(connection.readLine(session.limits().lineOctets()));
        }
        case WOKEN -> {}
        case TIMEOUT -> {
          silent = silent.plus(longest);
          if (silent.compareTo(session.limits().idle()) >= 0) {
            throw new IdleTimeout(silent);
          }
          session.out().text("* OK Still here").crlf();
        }
      }
    }
  }

  private static Ok done(byte[] line) throws Bad {
    String word = new String(line, StandardCharsets.ISO_8859_1).strip();
    if (!word.equalsIgnoreCase("DONE")) {
      throw new Bad("Expected DONE");
    }
    return Ok.completed("IDLE");
  }
}
