package portineria.store.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import portineria.store.volume.Disk;
import portineria.store.volume.FolderDisk;
import portineria.store.volume.Limits;

/**
 * What a store needs from outside.
 *
 * @param data the folder that holds everything
 * @param disk the same folder, as the volumes see it
 * @param random for numbers that must differ from those of a lost index
 * @param volumes bounds of the volumes, and the reserve of free space
 * @param fatal called once, by the writer's thread, when the store can't go on; it ends the program
 */
public record StoreSettings(
    Path data,
    Disk disk,
    InstantSource clock,
    RandomGenerator random,
    Limits volumes,
    StoreLimits limits,
    Consumer<Throwable> fatal) {

  /** What {@code sysexits.h} calls a failure of the system. */
  private static final int EXIT_FAILED = 71;

  /** As on the box. */
  public static StoreSettings of(Path data) {
    return new StoreSettings(
        data,
        new FolderDisk(data),
        InstantSource.system(),
        new SecureRandom(),
        Limits.DEFAULT,
        StoreLimits.DEFAULT,
        failed -> Runtime.getRuntime().halt(EXIT_FAILED));
  }

  /**
   * Whether {@code octets} more leave the disk its reserve: what can be made again waits for it.
   */
  boolean hasRoom(long octets) {
    try {
      return disk.freeOctets() - octets >= volumes.reserveOctets();
    } catch (IOException unknown) {
      return false;
    }
  }

  public StoreSettings withClock(InstantSource newClock) {
    return new StoreSettings(data, disk, newClock, random, volumes, limits, fatal);
  }

  public StoreSettings withDisk(Disk newDisk) {
    return new StoreSettings(data, newDisk, clock, random, volumes, limits, fatal);
  }

  public StoreSettings withRandom(RandomGenerator newRandom) {
    return new StoreSettings(data, disk, clock, newRandom, volumes, limits, fatal);
  }

  public StoreSettings withVolumes(Limits newVolumes) {
    return new StoreSettings(data, disk, clock, random, newVolumes, limits, fatal);
  }

  public StoreSettings withLimits(StoreLimits newLimits) {
    return new StoreSettings(data, disk, clock, random, volumes, newLimits, fatal);
  }

  public StoreSettings withFatal(Consumer<Throwable> newFatal) {
    return new StoreSettings(data, disk, clock, random, volumes, limits, newFatal);
  }
}
