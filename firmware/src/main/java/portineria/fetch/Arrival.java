package portineria.fetch;

import portineria.store.Incoming;

/** A message that was read to its end and is not yet delivered; whoever takes it closes it. */
record Arrival(Plan.Item item, Incoming incoming, Incoming.Received received) {
  long octets() {
    return received.octets().size();
  }
}
