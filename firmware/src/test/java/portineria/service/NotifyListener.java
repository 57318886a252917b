package portineria.service;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A service manager's ear: a Unix datagram socket, by the C library. */
public final class NotifyListener implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVTIMEO = 20;
  private static final long PATIENCE_SECONDS = 60;
  private static final int OCTETS_MAX = 4096;

  private final Arena arena = Arena.ofShared();
  private final int socket;
  private final String address;

  /** Listens at a path, or at a name that begins with {@code @}. */
  public NotifyListener(String address) {
    this.address = address;
    socket = call("socket", 3, AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
    MemorySegment at = NotifySocket.address(arena, address);
    invoke(
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT),
        "bind",
        socket,
        at,
        (int) at.byteSize());
    MemorySegment time = arena.allocate(JAVA_LONG, 2);
    time.set(JAVA_LONG, 0, PATIENCE_SECONDS);
    invoke(
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT),
        "setsockopt",
        socket,
        SOL_SOCKET,
        SO_RCVTIMEO,
        time,
        (int) time.byteSize());
  }

  /** The next message. */
  public String next() {
    return receive(0).orElseThrow(() -> new AssertionError("nothing was said"));
  }

  /** The first message from now on that has this line in it. */
  public String next(String line) {
    String message = next();
    while (message.lines().noneMatch(line::equals)) {
      message = next();
    }
    return message;
  }

  /** Those that are here already. */
  public List<String> all() {
    return Stream.generate(this::poll).takeWhile(Optional::isPresent).map(Optional::get).toList();
  }

  /** Who tells this one, with so much patience. */
  public Notifier notifier(Duration patience) {
    String micros = Long.toString(patience.toNanos() / 1000);
    return Notifier.of(Map.of("NOTIFY_SOCKET", address, "WATCHDOG_USEC", micros), 1);
  }

  /** A message that is here already. */
  Optional<String> poll() {
    return receive(MSG_DONTWAIT);
  }

  private Optional<String> receive(int flags) {
    MemorySegment octets = arena.allocate(OCTETS_MAX);
    long length =
        (long)
            invoke(
                FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT),
                "recv",
                socket,
                octets,
                (long) OCTETS_MAX,
                flags);
    if (length < 0) {
      return Optional.empty();
    }
    byte[] text = octets.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    return Optional.of(new String(text, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    call("close", 1, socket);
    arena.close();
  }

  private static int call(String name, int count, Object... arguments) {
    ValueLayout[] shape = new ValueLayout[count];
    Arrays.fill(shape, JAVA_INT);
    return (int) invoke(FunctionDescriptor.of(JAVA_INT, shape), name, arguments);
  }

  @SuppressWarnings("restricted")
  private static Object invoke(FunctionDescriptor shape, String name, Object... arguments) {
    Linker linker = Linker.nativeLinker();
    MethodHandle function = linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape);
    try {
      Object result = function.invokeWithArguments(arguments);
      if (!name.equals("recv") && (int) result < 0) {
        throw new AssertionError(name + " failed");
      }
      return result;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
