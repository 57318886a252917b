package portineria.fetch;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The system's clock. Whether it is synchronised is asked of the kernel, which knows it from every
 * kind of time service (timesyncd, chrony, ntpd): {@code adjtimex} with an empty request returns
 * {@code TIME_ERROR} until one of them has set the clock. Where that can't be asked, the mark that
 * systemd-timesyncd leaves is looked for.
 */
public final class SystemClock implements TrustedClock {
  private static final int TIME_ERROR = 5;

  /** The structure has 208 octets on 64 bits; more does no harm. */
  private static final int TIMEX_OCTETS = 512;

  private static final Path TIMESYNCD = Path.of("/run/systemd/timesync/synchronized");

  private final Optional<MethodHandle> adjtimex;

  @SuppressWarnings("restricted")
  public SystemClock() {
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor shape = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
    this.adjtimex =
        linker.defaultLookup().find("adjtimex").map(at -> linker.downcallHandle(at, shape));
  }

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public boolean isSynchronised() {
    int state = adjtimex.map(SystemClock::state).orElse(-1);
    return state < 0 ? Files.exists(TIMESYNCD) : state != TIME_ERROR;
  }

  private static int state(MethodHandle adjtimex) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment nothingToSet = arena.allocate(TIMEX_OCTETS, Long.BYTES);
      return (int) adjtimex.invokeExact(nothingToSet);
    } catch (Throwable e) {
      throw new AssertionError("adjtimex takes a pointer", e);
    }
  }
}
