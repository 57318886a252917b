package portineria.admin;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** A command's end of the control socket. */
public final class ControlClient {
  private ControlClient() {}

  /**
   * Has the box that runs beside us run a command, and shows what it says.
   *
   * @return the exit code; empty when no box listens at {@code file}
   * @throws IOException when the box could not be asked, or went away before the end
   */
  public static OptionalInt run(Path file, Request request, Console console) throws IOException {
    if (!Files.exists(file)) {
      return OptionalInt.empty();
    }
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      Wire.write(request, Channels.newOutputStream(channel));
      return OptionalInt.of(show(channel, console));
    } catch (ConnectException e) {
      // The file of a box that was killed.
      return OptionalInt.empty();
    }
  }

  private static int show(SocketChannel channel, Console console) throws IOException {
    InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
    while (true) {
      switch (next(in)) {
        case Frame.Said(String line) -> console.say(line);
        case Frame.Complained(String line) -> console.complain(line);
        case Frame.Progressed(String line) -> console.progress(line);
        case Frame.Ended(int exitCode) -> {
          return exitCode;
        }
      }
    }
  }

  private static Frame next(InputStream in) throws IOException {
    try {
      return Wire.readFrame(in);
    } catch (EOFException e) {
      throw new IOException("portineria stopped before the command ended: look at its log", e);
    }
  }
}
