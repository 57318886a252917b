package portineria.vault.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Leaves out fields of a message's header by their names. */
final class FieldDropping implements Stage {
  /** Longer names than any that is left out. */
  private static final int NAME_MAX = 32;

  private final Stage next;
  private final Set<String> names;

  /** The begin of a line, as long as it is not known what it is. */
  private final ByteArrayOutputStream held = new ByteArrayOutputStream(NAME_MAX);

  private State state = State.AT_START;
  private boolean dropping;

  private enum State {
    AT_START,
    IN_LINE,
    IN_BODY
  }

  /**
   * Before {@code next}.
   *
   * @param names in small letters
   */
  FieldDropping(Stage next, Set<String> names) {
    this.next = next;
    this.names = names;
  }

  @Override
  public void octets(byte[] octets, int start, int end) throws IOException {
    int at = start;
    while (at < end) {
      switch (state) {
        case AT_START -> start(octets[at++]);
        case IN_LINE -> {
          int lineEnd = Stage.find((byte) '\n', octets, at, end);
          int stop = Math.min(end, lineEnd + 1);
          pass(octets, at, stop);
          state = lineEnd < end ? State.AT_START : State.IN_LINE;
          at = stop;
        }
        case IN_BODY -> {
          next.octets(octets, at, end);
          at = end;
        }
      }
    }
  }

  private void start(byte octet) throws IOException {
    boolean continues = held.size() == 0 && (octet == ' ' || octet == '\t');
    held.write(octet);
    if (continues) {
      decide(dropping); // the field goes on
    } else if (octet == ':') {
      String name = held.toString(StandardCharsets.ISO_8859_1);
      decide(names.contains(name.substring(0, name.length() - 1).strip().toLowerCase(Locale.ROOT)));
    } else if (octet == '\n') {
      boolean empty = held.toString(StandardCharsets.ISO_8859_1).isBlank();
      decide(false);
      state = empty ? State.IN_BODY : State.AT_START;
    } else if (held.size() > NAME_MAX) {
      decide(false);
    }
  }

  private void decide(boolean drop) throws IOException {
    dropping = drop;
    byte[] octets = held.toByteArray();
    held.reset();
    state = State.IN_LINE;
    pass(octets, 0, octets.length);
  }

  private void pass(byte[] octets, int start, int end) throws IOException {
    if (!dropping) {
      next.octets(octets, start, end);
    }
  }

  @Override
  public void end() throws IOException {
    if (held.size() > 0) {
      decide(false);
    }
    next.end();
  }
}
