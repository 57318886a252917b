package portineria.imap;

import java.nio.charset.StandardCharsets;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.CommandInput;
import portineria.imap.wire.ImapLimits;

/** Arguments of a command that has no literal. */
final class TestArguments {
  private TestArguments() {}

  static Arguments of(String line) {
    CommandInput nothing =
        new CommandInput() {
          @Override
          public byte[] line() {
            throw new AssertionError("there is no other line");
          }

          @Override
          public void proceed() {
            throw new AssertionError("there is no literal");
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            throw new AssertionError("there is no literal");
          }
        };
    return new Arguments(
        line.getBytes(StandardCharsets.UTF_8), nothing, ImapLimits.STANDARD, false, 100_000);
  }
}
