package portineria.net;

import java.time.Duration;

/** The box's limits with one of them changed, so that a test can hit it. */
public final class TestLimits {
  private TestLimits() {}

  private static Limits with(
      int perAddress,
      int all,
      Duration handshake,
      Duration write,
      Duration idle,
      Duration closing) {
    Limits s = Limits.standard();
    return new Limits(
        perAddress,
        all,
        s.inboxOctets(),
        s.outboxOctets(),
        s.bufferOctets(),
        s.skippedLineOctetsMax(),
        handshake,
        write,
        idle,
        closing);
  }

  public static Limits connections(int perAddress, int all) {
    Limits s = Limits.standard();
    return with(perAddress, all, s.handshake(), s.write(), s.idleBeforeLogin(), s.closing());
  }

  public static Limits handshake(Duration longest) {
    Limits s = Limits.standard();
    return with(
        s.connectionsPerAddress(),
        s.connections(),
        longest,
        s.write(),
        s.idleBeforeLogin(),
        s.closing());
  }

  /** Closing is as short, because the client that doesn't read won't read the end either. */
  public static Limits write(Duration longest) {
    Limits s = Limits.standard();
    return with(
        s.connectionsPerAddress(),
        s.connections(),
        s.handshake(),
        longest,
        s.idleBeforeLogin(),
        longest);
  }

  public static Limits idleBeforeLogin(Duration longest) {
    Limits s = Limits.standard();
    return with(
        s.connectionsPerAddress(), s.connections(), s.handshake(), s.write(), longest, s.closing());
  }

  public static Limits closing(Duration longest) {
    Limits s = Limits.standard();
    return with(
        s.connectionsPerAddress(),
        s.connections(),
        s.handshake(),
        s.write(),
        s.idleBeforeLogin(),
        longest);
  }
}
