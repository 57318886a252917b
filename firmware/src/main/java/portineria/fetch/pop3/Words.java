package portineria.fetch.pop3;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import portineria.fetch.pop3.UpstreamTrouble.Kind;

/** What a failure of the line means to the person who runs the box. */
final class Words {
  private Words() {}

  static UpstreamTrouble unknownHost(String host) {
    return new UpstreamTrouble(
        Kind.UNREACHABLE,
        "No server is known by the name " + host + ": check it, and the network of this box.");
  }

  /** No connection came about. */
  static UpstreamTrouble unreachable(Endpoint server, Duration limit, IOException cause) {
    String words =
        switch (cause) {
          case SocketTimeoutException e ->
              " did not answer within "
                  + limit.toSeconds()
                  + " s: check the server's name and port, and whether a firewall is in between.";
          case NoRouteToHostException e -> " can't be reached: check the network of this box.";
          case ConnectException e when refused(e) ->
              " refuses connections: check the port (995 for implicit TLS, 110 otherwise).";
          default -> " can't be reached (" + cause.getMessage() + "): check the network.";
        };
    return new UpstreamTrouble(Kind.UNREACHABLE, server + words, cause);
  }

  private static boolean refused(ConnectException e) {
    return String.valueOf(e.getMessage()).contains("refused");
  }

  /** The handshake failed. */
  static UpstreamTrouble insecure(Endpoint server, Duration limit, IOException cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof NamingTrust.Untrusted untrusted) {
        return new UpstreamTrouble(
            Kind.INSECURE, "The certificate of " + server + " " + untrusted.getMessage(), cause);
      }
    }
    if (!(cause instanceof SSLException) || cause.getCause() instanceof IOException) {
      return broken(server, "the start of TLS", limit, cause);
    }
    return new UpstreamTrouble(
        Kind.INSECURE,
        server
            + " does not agree on TLS ("
            + Reply.printable(String.valueOf(cause.getMessage()))
            + "): check the kind of TLS and the port (995 for implicit, 110 for STARTTLS).",
        cause);
  }

  /** Nothing, or not enough, came in answer to {@code what}. */
  static UpstreamTrouble broken(Endpoint server, String what, Duration limit, IOException cause) {
    return switch (cause) {
      case SocketTimeoutException e ->
          new UpstreamTrouble(
              Kind.UNREACHABLE,
              server + " was silent for " + limit.toSeconds() + " s after " + what + ".",
              cause);
      case Wire.LineTooLong e ->
          new UpstreamTrouble(
              Kind.PROTOCOL, server + " sent a line without end after " + what + ".", cause);
      case EOFException e ->
          new UpstreamTrouble(
              Kind.UNREACHABLE, server + " closed the connection after " + what + ".", cause);
      default ->
          new UpstreamTrouble(
              Kind.UNREACHABLE,
              "The connection to "
                  + server
                  + " broke after "
                  + what
                  + " ("
                  + Reply.printable(String.valueOf(cause.getMessage()))
                  + ").",
              cause);
    };
  }

  /** The greeting did not come. */
  static UpstreamTrouble noGreeting(Endpoint server, Duration limit, IOException cause) {
    if (cause instanceof SocketTimeoutException) {
      return new UpstreamTrouble(
          Kind.UNREACHABLE,
          server
              + " did not greet within "
              + limit.toSeconds()
              + " s: check the port and the kind of TLS (port 995 wants implicit).",
          cause);
    }
    return broken(server, "the connection was made", limit, cause);
  }

  /** Something else than a POP3 server greets. */
  static UpstreamTrouble notPop3(Endpoint server, String greeting) {
    String words = "is not a POP3 server: check the port.";
    if (greeting.startsWith("* ")) {
      words = "is an IMAP server: POP3 has port 995 (implicit TLS) or 110.";
    } else if (greeting.startsWith("220")) {
      words = "is a server for sending mail: POP3 has port 995 (implicit TLS) or 110.";
    }
    return new UpstreamTrouble(Kind.PROTOCOL, server + " " + words);
  }
}
