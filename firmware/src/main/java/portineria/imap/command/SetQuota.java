package portineria.imap.command;

import java.io.IOException;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.No;

/**
 * SETQUOTA, which nobody may: limits are set by whoever looks after the box, on the account's page
 * or by {@code portineria user set}. So there is no capability QUOTASET (RFC 9208 §3.1), and a
 * program that tries all the same hears why not.
 *
 * <pre>
 *   setquota       SETQUOTA quota-root-name "(" [limit *(SP limit)] ")"
 *                                            RFC 9208 §4.1.3
 *   limit          resource-name SP number64
 * </pre>
 */
record SetQuota() implements Command {
  private static final int RESOURCES_MAX = 20;

  static SetQuota parse(Arguments in) throws Bad, No, IOException {
    in.space();
    in.astring();
    in.space();
    in.list(0, RESOURCES_MAX, () -> limit(in));
    in.end();
    return new SetQuota();
  }

  private static long limit(Arguments in) throws Bad {
    in.atom();
    in.space();
    return in.number64();
  }

  @Override
  public Ok run(ImapSession session) throws No {
    throw new No("NOPERM", "Limits are set by whoever looks after the box"); // RFC 5530 §3
  }
}
