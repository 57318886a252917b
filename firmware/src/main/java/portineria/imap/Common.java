package portineria.imap;

import portineria.imap.wire.ImapLimits;
import portineria.store.Store;

/** What the sessions of a server have in common. Safe for many threads. */
record Common(QuotaAlerts alerts, Gists gists, Compressed compressed) {
  static Common of(Store store, ImapLimits limits) {
    return new Common(
        new QuotaAlerts(store),
        new Gists(Gists.OCTETS_MAX),
        new Compressed(limits.compressedSessions()));
  }
}
