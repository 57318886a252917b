package portineria.imap.command;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import portineria.imap.Command;
import portineria.imap.Extension;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;

/**
 * ENABLE: from now on the server may use what the client names. Names that are not known are no
 * error.
 *
 * <pre>
 *   enable  ENABLE 1*(SP capability)         RFC 9051 §6.3.1, RFC 5161 §3.1
 * </pre>
 */
record Enable(Set<Extension> wanted) implements Command {

  Enable {
    wanted = Collections.unmodifiableSet(wanted);
  }

  static Enable parse(Arguments in) throws Bad {
    Set<Extension> wanted = new LinkedHashSet<>();
    do {
      in.space();
      Extension.of(in.atom()).ifPresent(wanted::add);
    } while (in.at(' '));
    in.end();
    return new Enable(wanted);
  }

  @Override
  public Ok run(ImapSession session) throws IOException {
    StringBuilder enabled = new StringBuilder("* ENABLED");
    for (Extension extension : wanted) {
      if (session.enable(extension)) {
        enabled.append(' ').append(extension.word());
      }
    }
    session.out().text(enabled.toString()).crlf();
    return Ok.completed("ENABLE");
  }
}
