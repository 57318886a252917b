package portineria.service;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * Datagrams to a Unix socket, by the C library: socket(2), sendto(2), close(2), as Linux numbers
 * their arguments on all that the box runs on. A message may wait for the receiver: it is sent on
 * platform threads alone.
 */
final class NotifySocket {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;

  /** unix(7): {@code struct sockaddr_un} is a family of two octets and a path. */
  private static final int FAMILY_OCTETS = 2;

  private static final int PATH_OCTETS_MAX = 107;

  private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO =
      CALL_STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET =
      function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle SENDTO =
      function(
          "sendto",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private NotifySocket() {}

  @SuppressWarnings("restricted")
  private static MethodHandle function(String name, FunctionDescriptor shape) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), shape, Linker.Option.captureCallState("errno"));
  }

  /** A path, or {@code @} and a name that is no file's; systemd's vsock is for virtual machines. */
  static boolean isAddress(String text) {
    int octets = text.getBytes(StandardCharsets.UTF_8).length;
    return (text.startsWith("/") || text.startsWith("@"))
        && octets > 1
        && octets <= PATH_OCTETS_MAX;
  }

  /** Sends one message to who listens at {@code address}. */
  static void send(String address, String message) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CALL_STATE);
      int socket = (int) SOCKET.invokeExact(state, AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
      require("socket", socket, state);
      try {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        MemorySegment octets = arena.allocateFrom(ValueLayout.JAVA_BYTE, text);
        MemorySegment to = address(arena, address);
        long length = text.length;
        int toLength = (int) to.byteSize();
        long sent =
            (long) SENDTO.invokeExact(state, socket, octets, length, MSG_NOSIGNAL, to, toLength);
        require("sendto", sent, state);
      } finally {
        int closed = (int) CLOSE.invokeExact(state, socket);
        assert closed == 0;
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("C functions throw nothing", e);
    }
  }

  private static void require(String function, long result, MemorySegment state)
      throws IOException {
    if (result < 0) {
      throw new IOException(function + " failed, errno " + state.get(JAVA_INT, ERRNO));
    }
  }

  /** A name that is no file's begins with a NUL and has none at its end. */
  static MemorySegment address(Arena arena, String text) {
    byte[] name = text.getBytes(StandardCharsets.UTF_8);
    boolean file = name[0] == '/';
    MemorySegment address = arena.allocate(FAMILY_OCTETS + name.length + (file ? 1 : 0), 2);
    address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, FAMILY_OCTETS, name.length);
    if (!file) {
      address.set(ValueLayout.JAVA_BYTE, FAMILY_OCTETS, (byte) 0);
    }
    return address;
  }
}
