package portineria.account;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class VerifiedCredentialsTest {
  private static final char[] SECRET = "secret".toCharArray();

  private final SettableClock clock = new SettableClock();
  private final VerifiedCredentials verified =
      new VerifiedCredentials(Duration.ofMinutes(10), clock);

  @Test
  void whatWasVerifiedIsKnownForMinutes() {
    assertFalse(verified.knows("anna", SECRET, "hash"));
    verified.remember("anna", SECRET, "hash");
    assertTrue(verified.knows("anna", SECRET, "hash"));
    clock.forward(Duration.ofMinutes(9));
    assertTrue(verified.knows("anna", SECRET, "hash"));
    clock.forward(Duration.ofMinutes(1));
    assertFalse(verified.knows("anna", SECRET, "hash"));
  }

  @Test
  void anotherAccountPasswordOrHashIsNotKnown() {
    verified.remember("anna", SECRET, "hash");
    assertFalse(verified.knows("bruno", SECRET, "hash"));
    assertFalse(verified.knows("anna", "Secret".toCharArray(), "hash"));
    assertFalse(verified.knows("anna", SECRET, "hash of the next password"));
    // The parts can't flow into each other.
    assertFalse(verified.knows("annah", SECRET, "ash"));
  }

  @Test
  void anAccountIsForgottenAtOnce() {
    verified.remember("anna", SECRET, "hash");
    verified.remember("anna", SECRET, "device");
    verified.remember("bruno", SECRET, "hash");
    verified.forget("anna");
    assertFalse(verified.knows("anna", SECRET, "hash"));
    assertFalse(verified.knows("anna", SECRET, "device"));
    assertTrue(verified.knows("bruno", SECRET, "hash"));
  }

  @Test
  void aClockThatIsSetBackLengthensNothing() {
    verified.remember("anna", SECRET, "hash");
    clock.forward(Duration.ofDays(-300));
    assertFalse(verified.knows("anna", SECRET, "hash"));
  }

  @Test
  void theOldestGoesWhenThereAreTooMany() {
    verified.remember("anna", SECRET, "hash");
    for (int i = 1; i < VerifiedCredentials.ENTRIES_MAX; i++) {
      verified.remember("account" + i, SECRET, "hash");
    }
    assertTrue(verified.knows("anna", SECRET, "hash"));
    verified.remember("one more", SECRET, "hash");
    assertFalse(verified.knows("anna", SECRET, "hash"));
    assertTrue(verified.knows("account1", SECRET, "hash"));
  }
}
