package portineria.pop3.command;

import java.io.IOException;
import portineria.pop3.Arguments;
import portineria.pop3.Command;
import portineria.pop3.Err;
import portineria.pop3.Pop3Session;

/**
 * UTF8: the client reads UTF-8.
 *
 * <pre>
 *   utf8         UTF8                        RFC 6856 §2
 * </pre>
 *
 * <p>Messages are the same with it and without: a client that does not ask gets headers in UTF-8 as
 * they are stored, too, which departs from RFC 6856 §4. Much mail has raw 8-bit headers and always
 * had; to withhold it would hold up programs that never ask, and to rewrite it would break
 * signatures.
 */
record Utf8() implements Command {

  static Utf8 parse(Arguments in) throws Err {
    in.end();
    return new Utf8();
  }

  @Override
  public void run(Pop3Session session) throws IOException {
    session.utf8();
    session.answers().ok("UTF-8");
  }
}
