package portineria.service;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the service manager how the program is: sd_notify(3). Without one it says nothing. A
 * message that does not get there is logged, and is no reason to end. Safe for many threads.
 */
public final class Notifier {
  private static final Logger log = LoggerFactory.getLogger(Notifier.class);

  private final Optional<String> socket;
  private final Optional<Duration> patience;

  private Notifier(Optional<String> socket, Optional<Duration> patience) {
    this.socket = socket;
    this.patience = patience;
  }

  /** To whoever started this process, if that wants to hear. */
  public static Notifier ofProcess() {
    return of(System.getenv(), ProcessHandle.current().pid());
  }

  /**
   * What sd_notify(3) and sd_watchdog_enabled(3) find in the environment of process {@code pid}.
   */
  static Notifier of(Map<String, String> environment, long pid) {
    Optional<String> socket =
        Optional.ofNullable(environment.get("NOTIFY_SOCKET")).filter(NotifySocket::isAddress);
    boolean ours =
        Optional.ofNullable(environment.get("WATCHDOG_PID"))
            .map(wanted -> wanted.equals(Long.toString(pid)))
            .orElse(true);
    Optional<Duration> patience =
        Optional.ofNullable(environment.get("WATCHDOG_USEC"))
            .filter(micros -> ours && socket.isPresent() && micros.matches("[0-9]{1,15}"))
            .map(micros -> Duration.ofNanos(Long.parseLong(micros) * 1000))
            .filter(Duration::isPositive);
    return new Notifier(socket, patience);
  }

  /** How long the manager goes without hearing that the box lives; empty where it does not wait. */
  Optional<Duration> patience() {
    return patience;
  }

  /** The doors are open. */
  public void ready() {
    send("READY=1\nSTATUS=serving");
  }

  /** The box is on its way to its end. */
  public void stopping() {
    send("STOPPING=1\nSTATUS=closing");
  }

  /** All parts have made progress. */
  void alive() {
    send("WATCHDOG=1\nSTATUS=serving; the store and all doors answer");
  }

  /** One sentence for {@code systemctl status}. */
  void status(String sentence) {
    send("STATUS=" + sentence.replace('\n', ' '));
  }

  private void send(String message) {
    if (socket.isPresent()) {
      try {
        NotifySocket.send(socket.get(), message);
      } catch (IOException e) {
        log.warn("the service manager could not be told: {}", e.getMessage());
      }
    }
  }
}
