package portineria.fetch.pop3;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.IntFunction;
import portineria.fetch.pop3.UpstreamTrouble.Kind;

/**
 * Messages on their way, in the order in which they were asked for: RETR and TOP, RFC 1939 §5 and
 * §7.
 *
 * <pre>
 *   while (retrieval.next()) {
 *     retrieval.refusal()                      what the server said instead of the message, or
 *     while (retrieval.read(octets) >= 0) …    the message
 *   }
 * </pre>
 *
 * <p>With PIPELINING (RFC 2449 §6.6) a window of commands is kept under way, and filled up as soon
 * as half of it is answered: a server far away costs a round trip per window, not per message. What
 * is not read to its end is read and dropped by {@link #next}.
 */
public final class Retrieval {
  private final Endpoint server;
  private final Wire wire;
  private final Pop3Limits limits;
  private final boolean pipelining;
  private final IntFunction<String> command;
  private final Iterator<Wanted> waiting;
  private final ArrayDeque<Wanted> asked = new ArrayDeque<>();
  private Optional<Wanted> held = Optional.empty();
  private Optional<Wanted> current = Optional.empty();
  private Optional<Reply> refused = Optional.empty();
  private Unstuffer unstuffer = new Unstuffer(false, 0);
  private boolean reading;
  private long octetsAsked;
  private long octetsRead;

  Retrieval(
      Endpoint server,
      Wire wire,
      Pop3Limits limits,
      boolean pipelining,
      List<Wanted> wanted,
      IntFunction<String> command) {
    this.server = server;
    this.wire = wire;
    this.limits = limits;
    this.pipelining = pipelining;
    this.waiting = wanted.iterator();
    this.command = command;
  }

  /** Goes to the next message; false after the last. */
  public boolean next() throws UpstreamTrouble {
    try {
      byte[] dropped = new byte[reading ? 8192 : 0];
      while (reading) {
        read(dropped);
      }
      current = Optional.empty();
      ask();
      if (asked.isEmpty()) {
        return false;
      }
      Wanted next = asked.remove();
      octetsAsked -= next.octets();
      current = Optional.of(next);
      begin(next);
      return true;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private void begin(Wanted next) throws IOException, UpstreamTrouble {
    Reply reply = Reply.parse(wire.line(), name());
    refused = reply.ok() ? Optional.empty() : Optional.of(reply);
    reading = reply.ok();
    octetsRead = 0;
    unstuffer = new Unstuffer(wire.lineFeedOnly(), next.octets());
  }

  /** Sends commands until the window is full, once half of it is free. */
  private void ask() throws IOException {
    int most = pipelining ? limits.windowMessages() : 1;
    if (asked.size() > most / 2 || octetsAsked > limits.windowOctets() / 2) {
      return;
    }
    StringBuilder commands = new StringBuilder();
    while (asked.size() < most && (held.isPresent() || waiting.hasNext())) {
      Wanted next = held.isPresent() ? held.get() : waiting.next();
      held = Optional.empty();
      if (!asked.isEmpty() && octetsAsked + next.octets() > limits.windowOctets()) {
        held = Optional.of(next);
        break;
      }
      asked.add(next);
      octetsAsked += next.octets();
      commands.append(command.apply(next.number())).append("\r\n");
    }
    if (!commands.isEmpty()) {
      wire.send(commands.toString());
    }
  }

  /** The message that is on its way, after {@link #next}. */
  public Wanted wanted() {
    return current.orElseThrow(NoSuchElementException::new);
  }

  /** The message that the server was answering for, also when {@link #next} has failed. */
  public Optional<Wanted> current() {
    return current;
  }

  /** What the server said, if it does not give the message. */
  public Optional<String> refusal() {
    return refused.map(reply -> "The server refuses it " + reply.words() + ".");
  }

  /**
   * Reads octets of the message.
   *
   * @param target of 1,024 octets at the least
   * @return how many; -1 at its end
   */
  public int read(byte[] target) throws UpstreamTrouble {
    try {
      int count = 0;
      while (reading && count == 0) {
        count = wire.feed(unstuffer, target);
        octetsRead += count;
        if (octetsRead > limits.messageOctetsMax()) {
          throw tooLong();
        }
        if (unstuffer.ended()) {
          reading = false;
          return count == 0 ? -1 : count;
        }
      }
      return count == 0 ? -1 : count;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private UpstreamTrouble tooLong() {
    return new UpstreamTrouble(
        Kind.PROTOCOL,
        "Message "
            + wanted().number()
            + " has more than "
            + limits.messageOctetsMax()
            + " octets; LIST said "
            + wanted().octets()
            + ".");
  }

  private String name() {
    return current.map(wanted -> command.apply(wanted.number())).orElse("RETR");
  }

  private UpstreamTrouble broken(IOException e) {
    String where = reading ? octetsRead + " octets of message " + wanted().number() : name();
    return Words.broken(server, where, limits.read(), e);
  }
}
