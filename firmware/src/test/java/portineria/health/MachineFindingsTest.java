package portineria.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.peer.TestAuthority;

/** Heat, voltage, clock and certificate of the box. */
class MachineFindingsTest {
  @TempDir Path root;

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private List<Finding> board() {
    return BoardFindings.of(root);
  }

  @Test
  void aMachineThatTellsNothingIsNotLookedAt() {
    assertEquals(List.of(), board());
  }

  @Test
  void aHotProcessorNeedsAPerson() throws IOException {
    write("sys/class/thermal/thermal_zone0/type", "cpu-thermal\n");
    write("sys/class/thermal/thermal_zone0/temp", "79900\n");
    write("sys/class/thermal/thermal_zone1/type", "iwlwifi_1\n");
    write("sys/class/thermal/thermal_zone1/temp", "95000\n");
    assertFalse(board().getFirst().needsPerson());
    assertEquals("The processor has 80 °C.", board().getFirst().sentence());
    write("sys/class/thermal/thermal_zone0/temp", "80000\n");
    assertEquals(Urgency.TODAY, board().getFirst().urgency());
    Cause before = board().getFirst().cause();
    write("sys/class/thermal/thermal_zone0/temp", "84100\n");
    assertEquals(before, board().getFirst().cause());
    write("sys/class/thermal/thermal_zone0/temp", "garbage\n");
    assertEquals(List.of(), board());
  }

  @Test
  void aWeakPowerSupplyNeedsAPerson() throws IOException {
    write("sys/class/hwmon/hwmon0/name", "cpu_thermal\n");
    write("sys/class/hwmon/hwmon0/in0_lcrit_alarm", "1\n");
    write("sys/class/hwmon/hwmon1/name", "rpi_volt\n");
    write("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "0\n");
    assertEquals(List.of(), board());
    write("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "1\n");
    Finding weak = board().getFirst();
    assertEquals(Topic.VOLTAGE, weak.cause().topic());
    assertTrue(weak.needsPerson());
  }

  @Test
  void theBoardsFiguresAreThoseThatItTells() throws IOException {
    assertEquals(new BoardHealth(Optional.empty(), Optional.empty()), BoardHealth.of(root));
    write("sys/class/thermal/thermal_zone0/type", "cpu-thermal\n");
    write("sys/class/thermal/thermal_zone0/temp", "58200\n");
    write("sys/class/hwmon/hwmon1/name", "rpi_volt\n");
    write("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "0\n");
    assertEquals(new BoardHealth(Optional.of(58.2), Optional.of(false)), BoardHealth.of(root));
    assertFalse(BoardHealth.of(root).isHot());
    write("sys/class/thermal/thermal_zone0/temp", "80000\n");
    write("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "1\n");
    assertTrue(BoardHealth.of(root).isHot());
    assertEquals(Optional.of(true), BoardHealth.of(root).voltageLow());
  }

  @Test
  void aClockHasAnHourToBeSet() throws IOException {
    assertEquals(Optional.empty(), ClockFindings.of(root, false), "nobody knows since when");
    write("proc/uptime", "3599.99 7000.00\n");
    assertEquals(Optional.empty(), ClockFindings.of(root, false));
    write("proc/uptime", "3600.00 7000.00\n");
    assertTrue(ClockFindings.of(root, false).orElseThrow().needsPerson());
    assertEquals(Optional.empty(), ClockFindings.of(root, true));
  }

  @Test
  void aCertificateThatTheBoxHasNotRenewedNeedsAPerson() throws IOException {
    TestAuthority authority = new TestAuthority("test");
    Duration before = Duration.ofDays(-300);
    write("ca.pem", authority.pem());
    write("server.pem", authority.issue(before, Duration.ofDays(31), "localhost").certificatePem());
    assertEquals(Optional.empty(), certificate(true));
    write("server.pem", authority.issue(before, Duration.ofDays(29), "localhost").certificatePem());
    assertTrue(certificate(true).orElseThrow().sentence().contains("(server.pem) runs out on "));
    assertEquals(Optional.empty(), certificate(false), "the date may be any");
    write("server.pem", authority.issue(before, Duration.ofDays(-1), "localhost").certificatePem());
    assertTrue(certificate(true).orElseThrow().sentence().contains("(server.pem) ran out on "));
    write("server.pem", "no certificate");
    assertEquals(Optional.empty(), certificate(true), "the start says that");
  }

  @Test
  void aCertificateThatTheOfficeHasGivenNeedsAPersonInAQuarterOfItsLife() throws IOException {
    TestAuthority authority = new TestAuthority("test");
    Duration before = Duration.ofDays(-60);
    String ours = "name: posta.office.example\npublic: no\n";
    write(
        "given.pem",
        ours
            + authority
                .issue(before, Duration.ofDays(21), "posta.office.example")
                .certificatePem());
    assertEquals(Optional.empty(), certificate(true));
    write(
        "given.pem",
        ours
            + authority
                .issue(before, Duration.ofDays(19), "posta.office.example")
                .certificatePem());
    Finding late = certificate(true).orElseThrow();
    assertTrue(late.sentence().contains("has given the box runs out on "), late.sentence());
    assertTrue(late.needsPerson());
    assertEquals(Optional.empty(), certificate(false));
  }

  private Optional<Finding> certificate(boolean clockTrusted) {
    return CertificateFindings.of(root, Instant.now(), clockTrusted);
  }
}
