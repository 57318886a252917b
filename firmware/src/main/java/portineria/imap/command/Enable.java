package portineria.imap.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;

/**
 * ENABLE: from now on the client speaks IMAP4rev2. Names that are not known are no error.
 *
 * <pre>
 *   enable  ENABLE 1*(SP capability)         RFC 9051 §6.3.1, RFC 5161 §3.1
 * </pre>
 */
record Enable(List<String> capabilities) implements Command {
  private static final String REV2 = "IMAP4REV2";

  Enable {
    capabilities = List.copyOf(capabilities);
  }

  static Enable parse(Arguments in) throws Bad {
    List<String> capabilities = new ArrayList<>();
    do {
      in.space();
      capabilities.add(in.atom().toUpperCase(Locale.ROOT));
    } while (in.at(' '));
    in.end();
    return new Enable(capabilities);
  }

  @Override
  public Ok run(ImapSession session) throws IOException {
    boolean rev2 = capabilities.contains(REV2);
    if (rev2) {
      session.enableRev2();
    }
    session.out().text(rev2 ? "* ENABLED IMAP4rev2" : "* ENABLED").crlf();
    return Ok.completed("ENABLE");
  }
}
