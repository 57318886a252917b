package portineria.admin;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import portineria.store.Refusal;

/** A command's end of the control socket. Used by one thread. */
public final class ControlClient implements Desk {
  private final InputStream in;
  private final DataOutputStream out;
  private final Console console;

  private ControlClient(SocketChannel channel, Console console) {
    this.in = new BufferedInputStream(Channels.newInputStream(channel));
    this.out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
    this.console = console;
  }

  /**
   * Has the box that runs beside us run a command, and shows what it says.
   *
   * @return the exit code; empty when no box listens at {@code file}
   * @throws IOException when the box could not be asked, or went away before the end
   */
  public static OptionalInt run(Path file, Request request, Console console) throws IOException {
    try {
      return run(file, request, console, desk -> 0);
    } catch (Failed | Refusal impossible) {
      throw new IllegalStateException("nothing was asked", impossible);
    }
  }

  /**
   * As {@link #run(Path, Request, Console)} for a request that asks.
   *
   * @param errand what there is to do meanwhile
   */
  public static OptionalInt run(Path file, Request request, Console console, Errand errand)
      throws Failed, Refusal, IOException {
    if (!Files.exists(file)) {
      return OptionalInt.empty();
    }
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      ControlClient client = new ControlClient(channel, console);
      Wire.write(request, client.out);
      return OptionalInt.of(request.asks() ? client.run(errand) : client.untilEnded());
    } catch (ConnectException e) {
      // The file of a box that was killed.
      return OptionalInt.empty();
    }
  }

  private int run(Errand errand) throws Failed, Refusal, IOException {
    try {
      int exitCode = errand.run(this);
      Wire.writeNoMore(out);
      int farExitCode = untilEnded();
      return farExitCode == 0 ? exitCode : farExitCode;
    } catch (CommandEnded e) {
      return e.exitCode();
    }
  }

  @Override
  public byte[] answer(byte[] question, InputStream octets) throws IOException {
    try {
      Wire.writeQuestion(question, out);
      Chunks.send(octets, out);
      out.flush();
    } catch (IOException e) {
      throw whyItHungUp(e);
    }
    ByteBuffer answer = untilAnswered();
    byte[] array = new byte[answer.remaining()];
    answer.get(array);
    return array;
  }

  /** A box that closes while we still write has said something before; else we say what we know. */
  private IOException whyItHungUp(IOException trouble) {
    try {
      return new CommandEnded(untilEnded());
    } catch (IOException e) {
      trouble.addSuppressed(e);
      return trouble;
    }
  }

  private ByteBuffer untilAnswered() throws IOException {
    Frame last = untilAnsweredOrEnded();
    if (last instanceof Frame.Ended(int exitCode)) {
      throw new CommandEnded(exitCode);
    }
    return ((Frame.Answered) last).octets();
  }

  private int untilEnded() throws IOException {
    if (untilAnsweredOrEnded() instanceof Frame.Ended(int exitCode)) {
      return exitCode;
    }
    throw new IOException("an answer that nobody asked for");
  }

  private Frame untilAnsweredOrEnded() throws IOException {
    while (true) {
      Frame frame = next();
      switch (frame) {
        case Frame.Said(String line) -> console.say(line);
        case Frame.Complained(String line) -> console.complain(line);
        case Frame.Progressed(String line) -> console.progress(line);
        case Frame.Answered answered -> {
          return answered;
        }
        case Frame.Ended ended -> {
          return ended;
        }
      }
    }
  }

  private Frame next() throws IOException {
    try {
      return Wire.readFrame(in);
    } catch (EOFException e) {
      throw new IOException("portineria stopped before the command ended: look at its log", e);
    }
  }
}
