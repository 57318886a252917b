package portineria.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portineria.account.Authenticator.Outcome;
import portineria.store.Actor;
import portineria.store.Directory;
import portineria.store.Directory.Device;
import portineria.store.Directory.Pop3Deletion;
import portineria.store.FakeStore;
import portineria.store.Refusal;

class DirectoryAuthenticatorTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Actor ADMIN = new Actor("", "cli");

  private final InstantSource clock = () -> NOW;
  private final FakeStore store = new FakeStore(clock);
  private final Directory directory = store.directory();
  private final Passwords passwords = new Passwords();
  private final LoginThrottle throttle = new LoginThrottle(clock);
  private final List<Duration> pauses = new ArrayList<>();
  private final DirectoryAuthenticator authenticator =
      new DirectoryAuthenticator(
          directory,
          passwords,
          new VerifiedCredentials(Duration.ofMinutes(5), clock),
          throttle,
          clock,
          pauses::add);
  private DevicePassword device;

  @BeforeEach
  void maria() throws Refusal {
    store.createAccount("maria", ADMIN);
    directory.setPassword("maria", passwords.hash("s3cret".toCharArray()));
    device = DevicePassword.generate(RandomGenerator.getDefault(), any -> false);
    directory.addDevice(
        "maria",
        new Device(
            "phone",
            device.selector(),
            passwords.hash(device.text().toCharArray()),
            NOW,
            Optional.empty()));
  }

  @AfterEach
  void close() {
    passwords.close();
  }

  private Outcome login(String user, String password) {
    return authenticator.login(
        new PlainCredentials(user, password), InetAddress.getLoopbackAddress(), "imap");
  }

  @Test
  void theOwnPasswordGrantsWithoutADevice() {
    assertEquals(
        new Outcome.Granted("maria", new Actor("", "imap"), Pop3Deletion.HIDE),
        login("Maria ", "s3cret"));
  }

  @Test
  void aDevicePasswordGrantsInItsNameAndItIsSeen() {
    Outcome granted = new Outcome.Granted("maria", new Actor("phone", "imap"), Pop3Deletion.HIDE);
    assertEquals(granted, login("maria", device.text()));
    assertEquals(granted, login("maria", device.text().toUpperCase(Locale.ROOT)));
    assertEquals(
        Optional.of(NOW), directory.login("maria").orElseThrow().devices().getFirst().lastSeen());
  }

  @Test
  void aWrongPasswordIsDenied() {
    assertInstanceOf(Outcome.Denied.class, login("maria", "wrong"));
    assertInstanceOf(Outcome.Denied.class, login("nobody", "s3cret"));
    String wrongSecret = device.selector() + "-0000-0000-0000-0000";
    assertInstanceOf(Outcome.Denied.class, login("maria", wrongSecret));
  }

  @Test
  void anOwnPasswordMayLookLikeADevices() throws Refusal {
    directory.setPassword("maria", passwords.hash("AAAAAAAAAAAAAAAAAAAA".toCharArray()));
    assertInstanceOf(Outcome.Granted.class, login("maria", "AAAAAAAAAAAAAAAAAAAA"));
    assertInstanceOf(Outcome.Denied.class, login("maria", "aaaaaaaaaaaaaaaaaaaa"));
  }

  @Test
  void aClosedLoginIsSaidToThoseWhoKnowThePassword() throws Refusal {
    directory.update("maria", true, Pop3Deletion.HIDE);
    assertInstanceOf(Outcome.Closed.class, login("maria", "s3cret"));
    assertInstanceOf(Outcome.Closed.class, login("maria", device.text()));
    assertInstanceOf(Outcome.Denied.class, login("maria", "wrong"));
  }

  @Test
  void anAccountWithoutPasswordLetsNobodyIn() throws Refusal {
    store.createAccount("info", ADMIN);
    assertInstanceOf(Outcome.Denied.class, login("info", ""));
    assertInstanceOf(Outcome.Denied.class, login("info", "s3cret"));
  }

  @Test
  void aRevokedDeviceIsDeniedThoughItWasVerifiedAMomentAgo() throws Refusal {
    assertInstanceOf(Outcome.Granted.class, login("maria", device.text()));
    directory.revokeDevice("maria", "phone");
    assertInstanceOf(Outcome.Denied.class, login("maria", device.text()));
  }

  @Test
  void anOldPasswordIsDeniedThoughItWasVerifiedAMomentAgo() throws Refusal {
    assertInstanceOf(Outcome.Granted.class, login("maria", "s3cret"));
    directory.setPassword("maria", passwords.hash("other".toCharArray()));
    assertInstanceOf(Outcome.Denied.class, login("maria", "s3cret"));
  }

  @Test
  void anUnknownNameCostsOneHashLikeAKnownOne() {
    long known = nanos(() -> login("maria", "wrong"));
    long unknown = nanos(() -> login("nobody", "wrong"));
    assertTrue(unknown > known / 3, "unknown " + unknown + " ns, known " + known + " ns");
    assertTrue(unknown < known * 3, "unknown " + unknown + " ns, known " + known + " ns");
  }

  /** The shortest of some, which is what a machine under load still shows. */
  private static long nanos(Runnable work) {
    long shortest = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      work.run();
      shortest = Math.min(shortest, System.nanoTime() - start);
    }
    return shortest;
  }

  @Test
  void failuresMakeTheNextAttemptWaitAlsoForAVerifiedPassword() {
    login("maria", "s3cret");
    for (int i = 0; i < LoginThrottle.FREE_FAILURES + 1; i++) {
      login("maria", "wrong");
    }
    pauses.clear();
    login("maria", "s3cret");
    assertTrue(pauses.getFirst().isPositive(), pauses.toString());
    login("maria", "s3cret");
    assertEquals(Duration.ZERO, pauses.getLast(), "a success ends it");
  }
}
