package portineria.imap;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.imap.CommandTable.Expunges;
import portineria.imap.CommandTable.Row;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.Bye;
import portineria.imap.wire.CommandInput;
import portineria.imap.wire.ImapLimits;
import portineria.imap.wire.ImapWriter;
import portineria.imap.wire.No;
import portineria.net.Connection;
import portineria.net.DoorClosed;
import portineria.net.IdleTimeout;
import portineria.net.LineTooLong;
import portineria.net.NotDeflated;
import portineria.store.Refusal;

/**
 * Reads commands and answers them, one after the other: greeting, then command, changes, tagged
 * answer, until the session ends (RFC 9051 §3, §5.5). All trouble of commands is met here.
 */
final class CommandLoop implements CommandInput {
  private static final Logger LOG = LoggerFactory.getLogger(CommandLoop.class);

  private final ImapSession session;
  private final CommandTable commands;
  private final ImapLimits limits;
  private final ImapWriter out;
  private int badCommands;
  private int commandsBeforeLogin;

  CommandLoop(ImapSession session, CommandTable commands) {
    this.session = session;
    this.commands = commands;
    this.limits = session.limits();
    this.out = session.out();
  }

  void run() throws IOException {
    try {
      out.text("* OK [CAPABILITY " + session.capabilities() + "] Portineria is ready").crlf();
      while (!session.hasEnded()) {
        step();
      }
      session.flush();
    } catch (Bye bye) {
      goodbye(String.valueOf(bye.getMessage()));
    } catch (DoorClosed closed) {
      goodbye("[UNAVAILABLE] The server is closing"); // RFC 9051 §7.1.5
    } catch (IdleTimeout silent) {
      goodbye("Nothing was heard for too long");
    } catch (NotDeflated plain) {
      goodbye("What came is not compressed, or not as DEFLATE does it");
    } catch (LineTooLong tooLong) {
      goodbye("[TOOBIG] A line of more than " + limits.lineOctets() + " octets");
    }
  }

  /** Another one, once it is compressed. */
  private Connection connection() {
    return session.connection();
  }

  private void goodbye(String text) throws IOException {
    if (!out.isInLine()) {
      out.text("* BYE ").text(oneLine(text)).crlf();
      session.flush();
    }
  }

  private void step() throws IOException {
    if (connection().inputWaiting()) {
      out.spill(); // perhaps it is no whole line: then the connection sends this before it waits
    } else {
      session.flush();
    }
    byte[] line = connection().readLine(limits.lineOctets());
    if (!session.isLoggedIn() && ++commandsBeforeLogin > limits.commandsBeforeLogin()) {
      throw new Bye("Too many commands without a login");
    }
    int octetsMax = session.isLoggedIn() ? limits.commandOctets() : limits.loginOctets();
    Arguments in = new Arguments(line, this, limits, session.isUtf8(), octetsMax);
    String tag = "*";
    Optional<Row> row = Optional.empty();
    session.begin(tag, new SelectedMailbox.Manner(false, false));
    try {
      String given = in.tag();
      in.space();
      tag = given;
      row = Optional.of(row(in));
      Ok ok = run(tag, row.get(), in);
      badCommands = 0;
      answer(tag, "OK", ok.code(), ok.text());
      session.finish();
    } catch (Bad bad) {
      in.drain();
      answer(tag, "BAD", Optional.empty(), String.valueOf(bad.getMessage()));
      if (++badCommands >= limits.badCommands()) {
        throw new Bye("Too many bad commands");
      }
    } catch (No no) {
      refuse(tag, in, no);
    } catch (Refusal refusal) {
      refuse(tag, in, Refusals.answer(refusal));
    } catch (RuntimeException | StackOverflowError bug) {
      String name = row.map(Row::name).orElse("?");
      LOG.error("{} imap bug command={}", connection().id(), name, bug);
      if (out.isInLine()) {
        throw new EOFException("in the middle of an answer");
      }
      refuse(tag, in, new No("SERVERBUG", "This is a fault of the server; it was logged"));
    }
  }

  private Row row(Arguments in) throws Bad {
    String name = in.keyword();
    if (commands.isPrefix(name)) {
      in.space();
      name = name + " " + in.keyword();
    }
    Row row = commands.find(name).orElseThrow(() -> new Bad("There is no such command"));
    boolean allowed =
        switch (row.state()) {
          case ANY -> true;
          case NOT_AUTHENTICATED -> !session.isLoggedIn();
          case AUTHENTICATED -> session.isLoggedIn();
          case SELECTED -> session.hasSelected();
        };
    if (!allowed) {
      throw new Bad(name + " is not allowed in this state of the session");
    }
    return row;
  }

  private Ok run(String tag, Row row, Arguments in) throws Bad, No, Refusal, IOException {
    boolean mayExpunge = row.expunges() == Expunges.TOLD;
    session.begin(tag, new SelectedMailbox.Manner(mayExpunge, row.namesUids()));
    session.mustStillReach();
    Ok ok = row.parser().parse(in).run(session);
    session.tell();
    return ok;
  }

  private void refuse(String tag, Arguments in, No no) throws IOException {
    in.drain();
    session.tell();
    answer(tag, "NO", Optional.of(no.code()), String.valueOf(no.getMessage()));
  }

  private void answer(String tag, String condition, Optional<String> code, String text)
      throws IOException {
    out.text(tag).space().text(condition).space();
    if (code.isPresent()) {
      out.text("[").text(oneLine(code.get())).text("] ");
    }
    out.text(oneLine(text)).crlf();
  }

  /** Sentences come from many places; none may end the line. */
  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text);
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) < ' ' || line.charAt(i) == 0x7F) {
        line.setCharAt(i, ' ');
      }
    }
    return line.toString();
  }

  // The rest of a command, for its arguments.

  @Override
  public byte[] line() throws IOException {
    return connection().readLine(limits.lineOctets());
  }

  @Override
  public void proceed() throws IOException {
    out.text("+ Go on").crlf();
    session.flush();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = connection().read(target, offset, length);
    if (count < 0) {
      throw new EOFException("in the middle of a literal");
    }
    return count;
  }
}
