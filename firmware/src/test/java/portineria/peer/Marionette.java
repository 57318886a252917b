package portineria.peer;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The remote control that Mozilla's programs have: one command at a time over a socket, as JSON
 * with its length before it. {@code [0, id, name, parameters]} is answered by {@code [1, id, error,
 * result]}. One thread.
 */
final class Marionette implements Closeable {
  /** What a script gives back holds nothing that JSON would escape. */
  private static final Pattern ENDED = Pattern.compile("\"value\":\"(done|failed) ([^\"]*)\"");

  private static final int LENGTH_DIGITS_MAX = 9;

  private final Socket socket;
  private final InputStream in;
  private final Duration longest;
  private int commands;

  /** Takes over the program that listens at {@code port}; its scripts may take so long. */
  Marionette(int port, Duration longest) throws IOException {
    this.longest = longest;
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) longest.plusSeconds(10).toMillis());
    this.in = new BufferedInputStream(socket.getInputStream());
    receive();
    command("WebDriver:NewSession", "{\"capabilities\":{}}");
    command("Marionette:SetContext", "{\"value\":\"chrome\"}");
    command("WebDriver:SetTimeouts", "{\"script\":" + longest.toMillis() + "}");
  }

  /**
   * Runs a script within the program. It is given a name and words, and must at last call its third
   * argument with {@code done} or {@code failed}, a blank, and a text that is encoded as in a URL.
   */
  String run(String script, String name, String... words) throws IOException {
    String list = Stream.of(words).map(Marionette::quoted).collect(Collectors.joining(","));
    String answer =
        command(
            "WebDriver:ExecuteAsyncScript",
            "{\"sandbox\":\"system\",\"args\":[%s,[%s]],\"script\":%s}"
                .formatted(quoted(name), list, quoted(script)));
    Matcher ended = ENDED.matcher(answer);
    if (!ended.find()) {
      throw new IOException(name + ": " + answer);
    }
    String said = URLDecoder.decode(ended.group(2), StandardCharsets.UTF_8);
    if (ended.group(1).equals("failed")) {
      throw new IOException(name + " " + List.of(words) + ": " + said);
    }
    return said;
  }

  /** Waits for a box with a message, and puts it away: what it said. */
  String alert() throws IOException {
    long end = System.nanoTime() + longest.toNanos();
    String answer = send("WebDriver:GetAlertText", "{}");
    while (answer.contains("\"no such alert\"") && System.nanoTime() < end) {
      answer = send("WebDriver:GetAlertText", "{}");
    }
    command("WebDriver:DismissAlert", "{}");
    return answer;
  }

  /** Ends the program as its menu does. */
  void quit() throws IOException {
    command("Marionette:Quit", "{\"flags\":[\"eAttemptQuit\"]}");
  }

  private String command(String name, String parameters) throws IOException {
    String answer = send(name, parameters);
    if (!answer.startsWith("[1," + commands + ",null,")) {
      throw new IOException(name + ": " + answer);
    }
    return answer;
  }

  private String send(String name, String parameters) throws IOException {
    commands++;
    String text = "[0,%d,%s,%s]".formatted(commands, quoted(name), parameters);
    socket
        .getOutputStream()
        .write((text.length() + ":" + text).getBytes(StandardCharsets.US_ASCII));
    return receive();
  }

  private String receive() throws IOException {
    int length = 0;
    for (int digit = in.read(), digits = 0; digit != ':'; digit = in.read(), digits++) {
      if (digit < '0' || digit > '9' || digits == LENGTH_DIGITS_MAX) {
        throw new EOFException("no answer");
      }
      length = length * 10 + digit - '0';
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  /** As a string of JSON, in ASCII: RFC 8259 §7. */
  private static String quoted(String text) {
    return text.chars()
        .mapToObj(
            one ->
                one < ' ' || one > '~' || one == '"' || one == '\\'
                    ? "\\u%04x".formatted(one)
                    : Character.toString(one))
        .collect(Collectors.joining("", "\"", "\""));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
