package portineria.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a service manager hears: sd_notify(3). */
@Timeout(60)
class NotifierTest {
  private static final long PID = 42;

  @TempDir Path folder;

  private static Notifier notifier(String... environment) {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < environment.length; i += 2) {
      variables.put(environment[i], environment[i + 1]);
    }
    return Notifier.of(variables, PID);
  }

  private void hears(String address) {
    try (NotifyListener manager = new NotifyListener(address)) {
      Notifier notifier = notifier("NOTIFY_SOCKET", address);
      notifier.ready();
      assertEquals("READY=1\nSTATUS=serving", manager.next());
      notifier.status("no progress:\nstore");
      assertEquals("STATUS=no progress: store", manager.next());
      notifier.stopping();
      assertEquals("STOPPING=1\nSTATUS=closing", manager.next());
      assertEquals(Optional.empty(), manager.poll());
    }
  }

  @Test
  void aManagerHearsAtASocketInAFolder() {
    hears(folder.resolve("notify").toString());
  }

  @Test
  void aManagerHearsAtASocketThatIsNoFile() {
    hears("@portineria-test-" + ProcessHandle.current().pid());
  }

  @Test
  void aManagerThatIsGoneIsNoReasonToEnd() {
    notifier("NOTIFY_SOCKET", folder.resolve("gone").toString()).ready();
  }

  @Test
  void whoeverWasNotStartedByAManagerSaysNothing() {
    notifier().ready();
    notifier("NOTIFY_SOCKET", "vsock:2:1234").ready();
    notifier("NOTIFY_SOCKET", "/" + "x".repeat(200)).ready();
    assertEquals(Optional.empty(), notifier("WATCHDOG_USEC", "1000000").patience());
  }

  @Test
  void theManagersPatienceIsForThisProcessAlone() {
    String socket = folder.resolve("notify").toString();
    Notifier ours =
        notifier("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "180000000", "WATCHDOG_PID", "42");
    assertEquals(Optional.of(Duration.ofMinutes(3)), ours.patience());
    Notifier others =
        notifier("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "180000000", "WATCHDOG_PID", "43");
    assertEquals(Optional.empty(), others.patience());
    Notifier everybodys = notifier("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "3000000");
    assertEquals(Optional.of(Duration.ofSeconds(3)), everybodys.patience());
    Notifier never = notifier("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "0");
    assertEquals(Optional.empty(), never.patience());
  }
}
