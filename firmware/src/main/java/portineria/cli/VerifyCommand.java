package portineria.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.store.MessageId;
import portineria.store.Refusal;

/**
 * {@code portineria verify}. It reads beside a box that may run. What it doubts, the box looks at
 * once more, because only the owner of the data can note it, and without a writer at its side.
 */
@Command(
    name = "verify",
    description = {
      "Compares every message with its SHA-256, and every entry with its message.",
      "Exits with 1 and a list if anything is wrong; portineria rebuild mends an index.",
      "From then on, portineria status names damaged messages. The box mends them from a backup by",
      "itself, or at once by portineria backup heal; so does importing one."
    })
final class VerifyCommand implements BoxCommand {
  /** In one request, which has a limit. */
  static final int MESSAGES_AT_ONCE = 1000;

  private static final String MESSAGES = "messages";

  /** What is attached to the requests that have the box look at {@code messages}. */
  static List<Map<String, String>> attachments(List<MessageId> messages) {
    List<Map<String, String>> attachments = new ArrayList<>();
    for (int from = 0; from < messages.size(); from += MESSAGES_AT_ONCE) {
      int to = Math.min(messages.size(), from + MESSAGES_AT_ONCE);
      attachments.add(
          Map.of(
              MESSAGES,
              messages.subList(from, to).stream()
                  .map(message -> Long.toString(message.value()))
                  .collect(Collectors.joining(" "))));
    }
    return attachments;
  }

  @Override
  public int run(Box box, Request request, Console console) throws Failed, Refusal {
    String messages =
        request
            .attachment(MESSAGES)
            .orElseThrow(() -> new Failed("verify reads where it is typed, not in the box"));
    box.store()
        .scrub()
        .recheck(
            Arrays.stream(messages.split(" "))
                .map(number -> new MessageId(Long.parseLong(number)))
                .toList());
    return Cli.DONE;
  }
}
