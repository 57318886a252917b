package portineria.net.mina;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.net.Limits;

/** Counts the connections of each client and of all. Used by all I/O and session threads. */
final class Admission {
  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  private static final class Guest {
    int connections;
    boolean refused;
  }

  private final Limits limits;
  private final Map<InetAddress, Guest> guests = new HashMap<>();
  private int connections;

  Admission(Limits limits) {
    this.limits = limits;
  }

  /** Whether one more may come in; who may must {@link #leave} later. */
  synchronized boolean enter(InetAddress address) {
    if (connections >= limits.connections()) {
      LOG.warn("connection refused client={} all={}", address.getHostAddress(), connections);
      return false;
    }
    Guest guest = guests.computeIfAbsent(address, any -> new Guest());
    if (guest.connections >= limits.connectionsPerAddress()) {
      // Once per crossing of the limit: the log is not for the client to fill.
      if (!guest.refused) {
        LOG.warn(
            "connections refused client={} open={}", address.getHostAddress(), guest.connections);
      }
      guest.refused = true;
      return false;
    }
    guest.connections++;
    connections++;
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
