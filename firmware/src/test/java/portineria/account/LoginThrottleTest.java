package portineria.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
  private static final InetAddress DESK = InetAddress.ofLiteral("192.168.1.20");
  private static final InetAddress STRANGER = InetAddress.ofLiteral("192.168.1.66");

  private final SettableClock clock = new SettableClock();
  private final LoginThrottle throttle = new LoginThrottle(clock);

  /** An attempt that waits as it must, and fails. */
  private Duration fail(InetAddress address, String account) {
    Duration wait = throttle.attempt(address, account);
    clock.forward(wait);
    throttle.failed(address, account);
    return wait;
  }

  private Duration waitOf(InetAddress address, String account) {
    return throttle.attempt(address, account);
  }

  @Test
  void theDelayGrowsToHalfAMinuteAndNoFurther() {
    StringBuilder waits = new StringBuilder();
    for (int i = 0; i < 11; i++) {
      waits.append(fail(DESK, "anna").toSeconds()).append(' ');
    }
    assertEquals("0 0 0 1 2 4 8 16 30 30 30 ", waits.toString());
  }

  @Test
  void guessingAtOneAccountFromManyAddressesIsSlowedToo() {
    for (int i = 0; i < 10; i++) {
      fail(InetAddress.ofLiteral("10.0.0." + i), "anna");
    }
    assertEquals(LoginThrottle.WAIT_MAX, waitOf(DESK, "anna"));
    assertEquals(Duration.ZERO, waitOf(DESK, "bruno"));
  }

  @Test
  void guessingAtManyAccountsFromOneAddressIsSlowedToo() {
    for (int i = 0; i < 10; i++) {
      fail(STRANGER, "account" + i);
    }
    assertEquals(LoginThrottle.WAIT_MAX, waitOf(STRANGER, "anna"));
    assertEquals(Duration.ZERO, waitOf(DESK, "anna"));
  }

  @Test
  void loopbackIsNoException() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    for (int i = 0; i < 10; i++) {
      fail(loopback, "account" + i);
    }
    assertEquals(LoginThrottle.WAIT_MAX, waitOf(loopback, "anna"));
  }

  @Test
  void manyConnectionsAtOnceGuessNoFasterThanOne() {
    for (int i = 0; i < 5; i++) {
      fail(STRANGER, "anna");
    }
    // Two failures beyond the free ones: four seconds between attempts.
    assertEquals(Duration.ofSeconds(4), waitOf(STRANGER, "anna"));
    assertEquals(Duration.ofSeconds(8), waitOf(STRANGER, "anna"));
    assertEquals(Duration.ofSeconds(12), waitOf(STRANGER, "anna"));
  }

  @Test
  void noWaitIsLongerThanHalfAMinuteHoweverManyWait() {
    for (int i = 0; i < 1000; i++) {
      throttle.failed(STRANGER, "anna");
      assertTrue(waitOf(STRANGER, "anna").compareTo(LoginThrottle.WAIT_MAX) <= 0);
    }
    clock.forward(LoginThrottle.WAIT_MAX);
    assertTrue(waitOf(DESK, "anna").compareTo(LoginThrottle.WAIT_MAX) <= 0);
  }

  @Test
  void aSuccessEndsTheDelay() {
    for (int i = 0; i < 10; i++) {
      fail(DESK, "anna");
    }
    throttle.succeeded(DESK, "anna");
    assertEquals(Duration.ZERO, waitOf(DESK, "anna"));
  }

  @Test
  void aQuarterOfAnHourOfPeaceEndsTheDelay() {
    for (int i = 0; i < 10; i++) {
      fail(DESK, "anna");
    }
    clock.forward(LoginThrottle.PEACE);
    assertEquals(Duration.ZERO, waitOf(DESK, "anna"));
    assertEquals(Duration.ZERO, fail(DESK, "anna"));
    assertEquals(Duration.ZERO, fail(DESK, "anna"));
  }

  @Test
  void memoryIsBoundedAndNamesAreCut() {
    for (int i = 0; i < 10; i++) {
      fail(DESK, "anna");
    }
    for (int i = 0; i < LoginThrottle.ENTRIES_MAX + 10; i++) {
      throttle.failed(STRANGER, i + "x".repeat(i % 1000));
    }
    // The one that kept on is still known; the longest unused are not.
    assertEquals(LoginThrottle.WAIT_MAX, waitOf(STRANGER, "anybody"));
    assertEquals(Duration.ZERO, waitOf(DESK, "anna"));
  }
}
