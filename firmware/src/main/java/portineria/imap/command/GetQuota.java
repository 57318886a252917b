package portineria.imap.command;

import java.io.IOException;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.No;
import portineria.store.Quota;

/**
 * GETQUOTA: how much a quota root holds, and how much it may.
 *
 * <pre>
 *   getquota  GETQUOTA quota-root-name       RFC 9208 §4.1.1
 * </pre>
 */
record GetQuota(String root) implements Command {

  static GetQuota parse(Arguments in) throws Bad, IOException {
    in.space();
    String root = in.astring();
    in.end();
    return new GetQuota(root);
  }

  @Override
  public Ok run(ImapSession session) throws No, IOException {
    Quota quota = session.account().quota();
    if (!root.equals(QuotaRoot.NAME) || !quota.limits().isSome()) {
      throw new No("NONEXISTENT", "There is no such quota root");
    }
    QuotaRoot.write(session, quota);
    return Ok.completed("GETQUOTA");
  }
}
