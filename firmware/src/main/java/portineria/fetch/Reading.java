package portineria.fetch;

import java.io.IOException;
import java.time.Instant;
import portineria.fetch.pop3.Pop3Client;
import portineria.fetch.pop3.Retrieval;
import portineria.fetch.pop3.UpstreamTrouble;
import portineria.fetch.pop3.UpstreamTrouble.Kind;
import portineria.store.Account;
import portineria.store.Incoming;
import portineria.store.Refusal;

/** Reads what a plan asks for, message by message, and hands it to the deliverer. */
final class Reading {
  private static final int BUFFER_OCTETS = 16 * 1024;

  private final Pop3Client client;
  private final Account account;
  private final Failures failures;
  private final ProgressMeter meter;
  private final int refusedInRowMax;
  private final Instant now;
  private final byte[] octets = new byte[BUFFER_OCTETS];
  private int refusedInRow;

  Reading(
      Session.Context context,
      Pop3Client client,
      Failures failures,
      ProgressMeter meter,
      Instant now) {
    this.client = client;
    this.account = context.account();
    this.failures = failures;
    this.meter = meter;
    this.refusedInRowMax = context.limits().refusedInRowMax();
    this.now = now;
  }

  void run(Plan plan, Deliverer deliverer) throws UpstreamTrouble, Refusal {
    Retrieval retrieval = client.retrieve(plan.wanted());
    int index = 0;
    try {
      for (; retrieval.next(); index++) {
        read(plan.items().get(index), retrieval, deliverer);
        meter.message();
      }
    } catch (UpstreamTrouble trouble) {
      boolean broke = trouble.kind() == Kind.UNREACHABLE || trouble.kind() == Kind.PROTOCOL;
      if (broke && retrieval.current().isPresent() && !client.isClosed()) {
        // Perhaps this message is what broke it: the others go first the next time.
        failures.add(plan.items().get(index).failureKey(), trouble.sentence(), now);
      }
      throw trouble;
    }
  }

  private void read(Plan.Item item, Retrieval retrieval, Deliverer deliverer)
      throws UpstreamTrouble, Refusal {
    if (retrieval.refusal().isEmpty()) {
      refusedInRow = 0;
      take(item, retrieval, deliverer);
      return;
    }
    String reason = retrieval.refusal().get();
    failures.add(item.failureKey(), reason, now);
    refusedInRow++;
    if (refusedInRow >= refusedInRowMax) {
      throw new UpstreamTrouble(
          Kind.TEMPORARY,
          "The server lists messages and gives none of them. The last time: " + reason);
    }
  }

  /** What the store will not have of this one message is its failure; the rest of it is dropped. */
  private void take(Plan.Item item, Retrieval retrieval, Deliverer deliverer)
      throws UpstreamTrouble, Refusal {
    Arrival arrival;
    try {
      arrival = receive(item, retrieval);
    } catch (Refusal refusal) {
      if (!Deliverer.MAY_BE_ONE.contains(refusal.reason())) {
        throw refusal;
      }
      failures.add(item.failureKey(), String.valueOf(refusal.getMessage()), now);
      return;
    }
    deliverer.hand(arrival);
  }

  private Arrival receive(Plan.Item item, Retrieval retrieval) throws UpstreamTrouble, Refusal {
    Incoming incoming = account.incoming(item.wanted().octets());
    boolean whole = false;
    try {
      for (int n = retrieval.read(octets); n >= 0; n = retrieval.read(octets)) {
        incoming.write(octets, 0, n);
        meter.octets(n);
      }
      Arrival arrival = new Arrival(item, incoming, incoming.finish());
      whole = true;
      return arrival;
    } catch (IOException e) {
      throw new Refusal(Refusal.Reason.UNAVAILABLE, "the disk failed: " + e.getMessage(), e);
    } finally {
      if (!whole) {
        incoming.close();
      }
    }
  }
}
