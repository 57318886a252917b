package portineria.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.fetch.pop3.UpstreamTrouble.Kind;
import portineria.store.Intake.Failure;

/** The small parts by themselves. */
class PartsTest {
  @TempDir Path folder;

  @Test
  void aWrongPasswordIsTriedAfter5And15MinutesAndThenHourly() {
    Duration every = Duration.ofSeconds(60);
    assertEquals(Duration.ofMinutes(5), BackOff.after(Kind.AUTHENTICATION, 1, every));
    assertEquals(Duration.ofMinutes(15), BackOff.after(Kind.AUTHENTICATION, 2, every));
    assertEquals(Duration.ofMinutes(60), BackOff.after(Kind.AUTHENTICATION, 3, every));
    assertEquals(Duration.ofMinutes(60), BackOff.after(Kind.AUTHENTICATION, 99, every));
  }

  @Test
  void aBrokenLineIsTriedAgainSoonAndThenLessOften() {
    Duration every = Duration.ofSeconds(10);
    assertEquals(every, BackOff.after(Kind.UNREACHABLE, 1, every));
    assertEquals(Duration.ofMinutes(1), BackOff.after(Kind.UNREACHABLE, 2, every));
    assertEquals(Duration.ofMinutes(10), BackOff.after(Kind.UNREACHABLE, 50, every));
    assertEquals(
        Duration.ofHours(2), BackOff.after(Kind.IN_USE, 1, Duration.ofHours(2)), "never sooner");
  }

  @Test
  void jitterStaysWithinATenth() {
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      long seconds = BackOff.jittered(Duration.ofSeconds(100), random).toSeconds();
      assertTrue(seconds >= 89 && seconds <= 110, seconds + " s");
    }
  }

  @Test
  void failedMessagesAreTriedAtGrowingDistances() {
    Instant failed = Instant.parse("2026-11-20T10:00:00Z");
    long[] minutes = {1, 10, 60, 360, 1440, 1440};
    for (int i = 0; i < minutes.length; i++) {
      Failure failure = new Failure("k", i + 1, failed, Optional.empty());
      Instant due = failed.plus(Duration.ofMinutes(minutes[i]));
      assertTrue(RetryDelay.isDue(failure, due));
      assertEquals(false, RetryDelay.isDue(failure, due.minusSeconds(1)));
    }
    Failure ahead = new Failure("k", 5, failed, Optional.empty());
    assertTrue(RetryDelay.isDue(ahead, failed.minusSeconds(1)), "a clock that was wrong");
  }

  @Test
  void theRateIsThatOfTheLastSeconds() {
    Rate rate = new Rate();
    assertEquals(0, rate.octetsPerSecond());
    long second = 1_000_000_000L;
    for (int i = 0; i <= 60; i++) {
      rate.note(i * second, i * 1000L);
    }
    assertEquals(1000, rate.octetsPerSecond());
    for (int i = 1; i <= 20; i++) {
      rate.note((60 + i) * second, 60_000 + i * 5000L);
    }
    assertEquals(5000, rate.octetsPerSecond());
    assertEquals(Optional.of(Duration.ofSeconds(3)), rate.left(14_000));
  }

  @Test
  void manyNotesInAMomentDoNotHideTheRate() {
    Rate rate = new Rate();
    for (int i = 0; i <= 100_000; i++) {
      rate.note(i * 100_000L, i * 10L);
    }
    assertEquals(100_000, rate.octetsPerSecond());
  }

  @Test
  void progressFitsTheTerminal() {
    Progress progress =
        new Progress(
            "studio",
            Phase.FETCHING,
            120,
            800,
            3_100_000,
            20_400_000,
            1_200_000,
            Optional.of(Duration.ofSeconds(75)));
    assertEquals(
        "studio [###.....................] 120/800 messages, 3.1 of 20.4 MB, 1.2 MB/s,"
            + " 1 min 15 s left",
        ProgressLine.of(progress, 120));
    assertEquals(
        "studio 120/800 messages, 3.1 of 20.4 MB, 1.2 MB/s, 1 min 15 s left",
        ProgressLine.of(progress, 70));
    for (int columns = 1; columns < 120; columns++) {
      assertTrue(ProgressLine.of(progress, columns).length() <= columns);
    }
    assertEquals(
        "studio 0 messages, 0.0 kB", ProgressLine.of(Progress.at("studio", Phase.DONE), 80));
  }

  @Test
  void passwordsAreSealedUnderAKeyThatOnlyTheOwnerReads() throws IOException {
    SealedPasswords passwords = new SealedPasswords(folder.resolve("keys"));
    String sealed = passwords.seal("casella", "pàssword");
    assertEquals("pàssword", new SealedPasswords(folder.resolve("keys")).unseal("casella", sealed));
    assertNotEquals(sealed, passwords.seal("casella", "pàssword"));
    Path key = folder.resolve("keys/sources.key");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    assertThrows(IOException.class, () -> passwords.unseal("altra", sealed));
    for (String broken : new String[] {"", "1:", "1:!", "2:" + sealed, sealed.substring(0, 20)}) {
      assertThrows(IOException.class, () -> passwords.unseal("casella", broken));
    }
    Files.delete(key);
    IOException lost = assertThrows(IOException.class, () -> passwords.unseal("casella", sealed));
    assertTrue(lost.getMessage().contains("set it again"), lost.getMessage());
  }

  @Test
  void doubtsAboutTheClockAreRememberedAndJoined() {
    ClockDoubt doubt = ClockDoubt.NONE;
    for (int start = 0; start < 30; start++) {
      Instant off = Instant.ofEpochSecond(1000L * start);
      doubt = doubt.opened(off).opened(off.plusSeconds(10));
      doubt = ClockDoubt.parse(doubt.text());
      assertEquals(Instant.MAX, doubt.earliest(off.plusSeconds(5)));
      doubt = ClockDoubt.parse(doubt.closed(off.plusSeconds(500)).text());
      assertEquals(off.plusSeconds(500), doubt.earliest(off.plusSeconds(5)));
      assertEquals(off.plusSeconds(600), doubt.earliest(off.plusSeconds(600)));
    }
    assertEquals(20, doubt.spans().size());
    assertTrue(doubt.earliest(Instant.ofEpochSecond(5)).isAfter(Instant.ofEpochSecond(499)));
    assertEquals(ClockDoubt.NONE, ClockDoubt.parse("nonsense"));
  }

  @Test
  void theSystemClockAnswers() {
    SystemClock clock = new SystemClock();
    assertEquals(clock.isSynchronised(), clock.isSynchronised());
  }
}
