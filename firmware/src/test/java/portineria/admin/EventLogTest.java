package portineria.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class EventLogTest {
  private static final Logger logger = LoggerFactory.getLogger("EventLogTest");

  @TempDir Path data;

  @Test
  void eventsAreKeptUntilItIsClosedAndOverARestart() throws Exception {
    try (EventLog log = EventLog.open(data)) {
      logger.warn("the first\nof them");
      assertEquals(1, log.last(line -> true, 10).size());
    }
    logger.warn("nobody keeps this");
    try (EventLog log = EventLog.open(data)) {
      logger.error("the second");
      List<String> all = log.last(line -> true, 10);
      assertEquals(2, all.size(), all::toString);
      assertTrue(all.getFirst().endsWith(" ERROR EventLogTest the second"), all::toString);
      assertTrue(all.getLast().endsWith(" WARN  EventLogTest the first of them"), all::toString);
      assertEquals(1, log.last(line -> line.contains(" WARN "), 10).size());
      assertEquals(all.subList(0, 1), log.last(line -> true, 1));
    }
  }

  @Test
  void filesOfOtherDaysFollowTheNewest() throws Exception {
    try (EventLog log = EventLog.open(data)) {
      logger.warn("today");
      Path old = data.resolve("log/portineria-2026-11-20.0.log");
      Files.write(old, new byte[] {'l', 'a', 's', 't', (byte) 0xff, '\n', 'c', 'u', 't'});
      Files.setLastModifiedTime(old, FileTime.fromMillis(0));
      List<String> all = log.last(line -> true, 10);
      assertTrue(all.getFirst().endsWith("today"), all::toString);
      assertEquals(List.of("cut", "last\ufffd"), all.subList(1, 3));
    }
  }

  @Test
  void whereTheDiskTakesNoneNothingElseIsHurt() throws Exception {
    Files.writeString(data.resolve("log"), "in the way");
    try (EventLog log = EventLog.open(data)) {
      logger.warn("nowhere");
      assertEquals(List.of(), log.last(line -> true, 10));
    }
    assertFalse(Files.isDirectory(data.resolve("log")));
  }
}
