package portineria.fetch;

import java.time.Duration;

/** Counts what a session reads and tells it, not more often than an eye can follow. */
final class ProgressMeter {
  private static final long TELL_NANOS = Duration.ofMillis(100).toNanos();

  private final String source;
  private final ProgressListener listener;
  private final Rate rate = new Rate();
  private Phase phase = Phase.CONNECTING;
  private int messages;
  private int messagesTotal;
  private int delivered;
  private long octets;
  private long octetsTotal;
  private long told = System.nanoTime() - TELL_NANOS;

  ProgressMeter(String source, ProgressListener listener) {
    this.source = source;
    this.listener = listener;
  }

  void phase(Phase now) {
    phase = now;
    tell();
  }

  void expect(int messagesInAll, long octetsInAll) {
    messagesTotal += messagesInAll;
    octetsTotal += octetsInAll;
    rate.note(System.nanoTime(), octets);
    phase(Phase.FETCHING);
  }

  void octets(int count) {
    octets += count;
    long now = System.nanoTime();
    if (now - told >= TELL_NANOS) {
      rate.note(now, octets);
      tell();
    }
  }

  void message() {
    messages++;
    octets(0);
  }

  /** So many of them are new here, and durable. */
  void delivered(int count) {
    delivered += count;
  }

  int delivered() {
    return delivered;
  }

  long octets() {
    return octets;
  }

  private void tell() {
    told = System.nanoTime();
    listener.progressed(
        new Progress(
            source,
            phase,
            messages,
            messagesTotal,
            octets,
            octetsTotal,
            rate.octetsPerSecond(),
            rate.left(octetsTotal - octets)));
  }
}
