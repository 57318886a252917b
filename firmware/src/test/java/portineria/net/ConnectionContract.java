package portineria.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What the contract suites of {@link Connection} share. */
public interface ConnectionContract {
  Duration LONG = Duration.ofSeconds(20);
  Duration SHORT = Duration.ofMillis(50);

  /** Closed by whoever makes them, after the test. */
  Doors doors(Limits limits);

  default Doors doors() {
    return doors(Limits.standard());
  }

  static DoorSettings clear() {
    return new DoorSettings(
        "clear", new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), false, "* BYE full");
  }

  static DoorSettings implicit() {
    return new DoorSettings(
        "tls", new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), true, "* BYE full");
  }

  static String text(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  /** Answers each line with itself, until "bye". */
  static Object echo(Connection connection) throws IOException {
    for (String line = ""; !line.equals("bye"); ) {
      line = text(connection.readLine(1000));
      connection.write(line + "\r\n");
      if (!connection.inputWaiting()) {
        connection.flush();
      }
    }
    return "done";
  }
}
