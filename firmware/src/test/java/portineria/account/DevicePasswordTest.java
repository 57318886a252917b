package portineria.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DevicePasswordTest {
  private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

  @Test
  void itHasFiveGroupsOfFour() {
    DevicePassword password = DevicePassword.generate(random, any -> false);
    assertTrue(password.text().matches("[0-9a-z]{4}(-[0-9a-z]{4}){4}"), password.text());
    assertTrue(password.text().startsWith(password.selector() + "-"));
    assertFalse(password.toString().contains(password.text()), "never shown by accident");
  }

  @Test
  void selectorsThatAreTakenAreNotUsed() {
    Set<String> seen = new HashSet<>();
    DevicePassword password =
        DevicePassword.generate(random, selector -> seen.size() < 3 && seen.add(selector));
    assertEquals(3, seen.size());
    assertFalse(seen.contains(password.selector()));
  }

  @Test
  void howItIsTypedDoesNotMatter() {
    Optional<DevicePassword> right = DevicePassword.typed("7k2m-x0dq-94nt-zr3h-e8wv");
    assertEquals("7k2m-x0dq-94nt-zr3h-e8wv", right.orElseThrow().text());
    assertEquals(right, DevicePassword.typed("7K2M X0DQ 94NT ZR3H E8WV"));
    assertEquals(right, DevicePassword.typed("7k2mx0dq94ntzr3he8wv"));
  }

  @Test
  void othersPasswordsAreNone() {
    for (String other : new String[] {"", "secret", "7k2m-x0dq-94nt-zr3h", "u".repeat(20)}) {
      assertEquals(Optional.empty(), DevicePassword.typed(other));
    }
    assertThrows(IllegalArgumentException.class, () -> new DevicePassword("secret"));
  }
}
