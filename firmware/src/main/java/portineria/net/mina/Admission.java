package portineria.net.mina;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.net.Limits;

/**
 * Counts the connections of each client and of all. Used by all I/O and session threads. A refusal
 * is logged once per crossing of a limit: the log is not for a client to fill.
 */
final class Admission {
  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  private static final class Guest {
    int connections;
    boolean refused;
  }

  private final Limits limits;
  private final Map<InetAddress, Guest> guests = new HashMap<>();
  private int connections;
  private boolean refused;

  Admission(Limits limits) {
    this.limits = limits;
  }

  /** Whether one more may come in; who may must {@link #leave} later. */
  synchronized boolean enter(InetAddress address) {
    if (connections >= limits.connections()) {
      if (!refused) {
        LOG.warn("connections refused client={} all={}", address.getHostAddress(), connections);
      }
      refused = true;
      return false;
    }
    Guest guest = guests.computeIfAbsent(address, any -> new Guest());
    if (guest.connections >= limits.connectionsPerAddress()) {
      if (!guest.refused) {
        LOG.warn(
            "connections refused client={} open={}", address.getHostAddress(), guest.connections);
      }
      guest.refused = true;
      return false;
    }
    guest.refused = false;
    guest.connections++;
    connections++;
    refused = false;
    return true;
  }

  synchronized void leave(InetAddress address) {
    connections--;
    Guest guest = guests.get(address);
    if (guest == null) {
      throw new IllegalStateException("nobody from " + address);
    }
    if (--guest.connections == 0) {
      guests.remove(address);
    }
  }
}
