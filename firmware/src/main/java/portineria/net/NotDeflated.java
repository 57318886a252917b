package portineria.net;

import java.io.IOException;

/** What came on a compressed connection is no deflate data, or its client has ended that. */
public final class NotDeflated extends IOException {
  private static final long serialVersionUID = 1;

  NotDeflated(String what) {
    super(what);
  }
}
