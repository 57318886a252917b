package portineria.imap;

import portineria.store.Store;

/** What the sessions of a server have in common. Safe for many threads. */
record Shared(QuotaAlerts alerts, Gists gists) {
  static Shared of(Store store) {
    return new Shared(new QuotaAlerts(store), new Gists(Gists.OCTETS_MAX));
  }
}
