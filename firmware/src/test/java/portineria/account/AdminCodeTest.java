package portineria.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import portineria.store.FakeStore;

class AdminCodeTest {
  /** The secret of RFC 6238, appendix B: "12345678901234567890". */
  private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(59));
  private final FakeStore store = new FakeStore(InstantSource.system());
  private final AdminCode code = new AdminCode(store, now::get);

  @Test
  void theCodesAreThoseOfTheStandard() {
    assertEquals("287082", AdminCode.code(SECRET, 59 / 30));
    assertEquals("081804", AdminCode.code(SECRET, 1111111109L / 30));
    assertEquals("050471", AdminCode.code(SECRET, 1111111111L / 30));
    assertEquals("005924", AdminCode.code(SECRET, 1234567890L / 30));
    assertEquals("279037", AdminCode.code(SECRET, 2000000000L / 30));
    assertEquals("353130", AdminCode.code(SECRET, 20000000000L / 30));
  }

  @Test
  void withoutASecretNoCodeIsWanted() {
    assertFalse(code.isWanted());
    assertTrue(code.fits(""));
  }

  @Test
  void aCodeIsGoodOnceAndHalfAMinuteEarlyOrLate() throws Exception {
    store.putSetting(AdminCode.SETTING, SECRET);
    assertTrue(code.isWanted());
    assertFalse(code.fits(""));
    assertFalse(code.fits("287083"));
    assertTrue(code.fits("287 082"));
    assertFalse(code.fits("287082"), "twice");
    now.set(Instant.ofEpochSecond(1111111109L + 29));
    assertTrue(code.fits("081804"), "the one before");
    now.set(Instant.ofEpochSecond(1234567890L + 90));
    assertFalse(code.fits("005924"), "too late");
  }

  @Test
  void secretsAreRandomAndReadable() {
    SecureRandom random = new SecureRandom();
    String one = AdminCode.newSecret(random);
    assertTrue(AdminCode.isSecret(one), one);
    assertNotEquals(one, AdminCode.newSecret(random));
    assertFalse(AdminCode.isSecret(one.substring(1)));
    assertFalse(AdminCode.isSecret("1" + one.substring(1)));
  }
}
