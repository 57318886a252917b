package portineria;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.Optional;
import portineria.admin.Failed;

/**
 * A door that does not open.
 *
 * @param name as the option for its port is called
 * @param listen empty for all addresses
 */
record ClosedDoor(String name, Optional<InetAddress> listen, int port) {

  /** Why, and what to do about it, in one line. */
  Failed because(IOException trouble) {
    return new Failed("the door " + name + " does not open: " + sentence(reason(trouble)), trouble);
  }

  private String sentence(String reason) {
    String others = "name another port with --" + name + " N, or open no such door with 0";
    return switch (reason) {
      case "Address already in use" ->
          "another program has the port " + port + where() + "; end that, " + others;
      case "Permission denied" -> "only root may open the port " + port + "; " + others;
      case "Cannot assign requested address" ->
          "this machine has no address "
              + listen.map(InetAddress::getHostAddress).orElse("to listen on")
              + "; name one of its own with --listen, or leave --listen out";
      default -> "port " + port + where() + ": " + reason + "; " + others;
    };
  }

  private String where() {
    return listen.map(address -> " of " + address.getHostAddress()).orElse("");
  }

  /** What the system said: MINA and Jetty put sentences of their own around it. */
  private static String reason(IOException trouble) {
    for (Throwable at = trouble; at != null; at = at.getCause()) {
      String message = at.getMessage();
      if (at instanceof SocketException && message != null) {
        return message;
      }
    }
    return String.valueOf(trouble.getMessage());
  }
}
