package portineria.fetch.pop3;

import java.time.Duration;

/**
 * The limits of a conversation with an upstream server.
 *
 * @param connect to an address of the server, and for the lookup of its name
 * @param greeting until the first line: servers that look clients up in block lists take 30 s
 * @param read without a single octet while an answer is due. RFC 1939 §3 gives clients ten minutes;
 *     a server that reads a cold disk is slow, one that is silent for five minutes is gone
 * @param quit for the answer to QUIT, when a server may delete thousands of files
 * @param lineOctetsMax of an answer's first line and of lines of lists; RFC 2449 §4 says 512, and
 *     unique-ids of more than their 70 characters exist
 * @param listLinesMax of LIST, UIDL and CAPA: what a maildrop may hold, and a bound for memory
 * @param messageOctetsMax of one message: above it, it is not fetched
 * @param windowMessages RETR or DELE commands that wait for their answers, with PIPELINING
 * @param windowOctets that these RETRs will bring, as far as LIST knows: what is wasted when the
 *     session ends early
 */
public record Pop3Limits(
    Duration connect,
    Duration greeting,
    Duration read,
    Duration quit,
    int lineOctetsMax,
    int listLinesMax,
    long messageOctetsMax,
    int windowMessages,
    long windowOctets) {

  public Pop3Limits {
    positive("connect", connect.toMillis());
    positive("greeting", greeting.toMillis());
    positive("read", read.toMillis());
    positive("quit", quit.toMillis());
    positive("lineOctetsMax", lineOctetsMax);
    positive("listLinesMax", listLinesMax);
    positive("messageOctetsMax", messageOctetsMax);
    positive("windowMessages", windowMessages);
    positive("windowOctets", windowOctets);
  }

  /** What the box uses. */
  public static Pop3Limits standard() {
    return new Pop3Limits(
        Duration.ofSeconds(30),
        Duration.ofSeconds(90),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10),
        4096,
        1_000_000,
        200 * 1024 * 1024,
        64,
        4 * 1024 * 1024);
  }

  private static void positive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive");
    }
  }
}
