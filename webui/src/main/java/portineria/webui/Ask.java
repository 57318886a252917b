package portineria.webui;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * What a browser asks, as far as a page needs it: everything is read and checked before a page
 * begins.
 *
 * @param path the pieces of the path that the route left open, decoded
 * @param session of who has logged in
 * @param token what each form of the answer has to carry
 * @param bearer what a program shows instead of a password: RFC 6750 §2.1
 * @param streamed whether a part of a page is asked for as a stream: {@link PageStreams}
 */
record Ask(
    Route route,
    List<String> path,
    Form query,
    Form form,
    Words words,
    InetAddress from,
    Door door,
    Optional<Session> session,
    String token,
    Optional<String> bearer,
    boolean streamed) {

  /**
   * How it came in.
   *
   * @param host the name by which the browser reached the box, without a port
   * @param isTls whether it came through the protected door
   * @param httpPort of the door in the clear; 0 where there is none
   * @param httpsPort of the protected door; 0 where there is none
   */
  record Door(String host, boolean isTls, int httpPort, int httpsPort) {
    /** The same under another name. */
    Door at(String other) {
      return new Door(other, isTls, httpPort, httpsPort);
    }

    /** Where {@code path} is behind the protected door. */
    String https(String path) {
      return "https://" + named() + (httpsPort == 443 ? "" : ":" + httpsPort) + path;
    }

    /** Where a device begins that does not know the box's certificate yet. */
    String beginning() {
      return httpPort == 0
          ? https("/")
          : "http://" + named() + (httpPort == 80 ? "" : ":" + httpPort) + "/";
    }

    private String named() {
      return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }
  }

  /** Who asks, on a page that is for those who have logged in. */
  Session who() {
    return session.orElseThrow(() -> new IllegalStateException("a page without its audience"));
  }

  /** The account of who asks, on a user's page. */
  String account() {
    return who().visitor().account().orElseThrow();
  }

  /** The only open piece of the path. */
  String name() {
    return path.getFirst();
  }

  boolean isPost() {
    return route.method() == Route.Method.POST;
  }
}
