package portineria.transcript;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A wire transcript in the RFCs' notation: one topic, played against a server.
 *
 * <pre>
 *   What it shows, as a sentence: RFC 9051 §5.5        the first paragraph
 *
 *   # a remark
 *   inbox: 3 messages, \Deleted 1                      set-up lines, for the {@link Stage}
 *
 *   C1: a1 UID EXPUNGE 1:*                             client 1 sends; lines in a row go together
 *   S1: * 1 EXPUNGE                                    the server answers it, exactly
 *   S1: a1 OK ...                                      ... is any text in a line
 *   S1: (anything)                                     any lines, until one is as the next says
 *   C1: (silent for 31 minutes)                        time passes
 *   C1: (hangs up)
 *   S1: (closes)                                       and says nothing more
 * </pre>
 *
 * <p>What the server says and no line expects is a failure. See {@link Notation} for octets that
 * are not text.
 */
record Transcript(String name, String title, List<Preparation> preparations, List<Step> steps) {
  private static final Pattern STEP = Pattern.compile("([CS])(\\d+):(?: (.*))?");
  private static final Pattern PREPARATION = Pattern.compile("([^:]+): *(.*)");
  private static final Pattern SILENT = Pattern.compile("\\(silent for (\\d+) minutes\\)");

  /** A set-up line: {@code subject: text}. */
  record Preparation(int line, String subject, String text) {}

  /** What happens. */
  sealed interface Step {
    /** In the file. */
    int line();

    int client();

    record Sends(int line, int client, String text) implements Step {}

    record IsSilent(int line, int client, Duration length) implements Step {}

    record HangsUp(int line, int client) implements Step {}

    record Hears(int line, int client, String expected) implements Step {}

    record HearsAnything(int line, int client) implements Step {}

    record IsClosed(int line, int client) implements Step {}
  }

  Transcript {
    preparations = List.copyOf(preparations);
    steps = List.copyOf(steps);
  }

  static Transcript parse(String name, String text) {
    List<String> lines = text.lines().toList();
    int at = 0;
    List<String> title = new ArrayList<>();
    while (at < lines.size() && !lines.get(at).isBlank()) {
      title.add(lines.get(at++));
    }
    List<Preparation> preparations = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    for (; at < lines.size(); at++) {
      String line = lines.get(at);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      Matcher step = STEP.matcher(line);
      if (step.matches()) {
        steps.add(step(at + 1, step));
        continue;
      }
      Matcher preparation = PREPARATION.matcher(line);
      if (!preparation.matches() || !steps.isEmpty()) {
        throw new IllegalArgumentException(name + ":" + (at + 1) + ": what is this? " + line);
      }
      preparations.add(new Preparation(at + 1, preparation.group(1), preparation.group(2)));
    }
    return new Transcript(name, String.join(" ", title), preparations, steps);
  }

  /** One line of the dialogue, as {@code C1: NOOP}. */
  static Step step(int line, String text) {
    Matcher step = STEP.matcher(text);
    if (!step.matches()) {
      throw new IllegalArgumentException("not a line of a dialogue: " + text);
    }
    return step(line, step);
  }

  private static Step step(int line, Matcher step) {
    int client = Integer.parseInt(step.group(2));
    String text = step.group(3) == null ? "" : step.group(3);
    Matcher silent = SILENT.matcher(text);
    if (step.group(1).equals("C")) {
      if (silent.matches()) {
        return new Step.IsSilent(line, client, minutes(silent.group(1)));
      }
      return text.equals("(hangs up)")
          ? new Step.HangsUp(line, client)
          : new Step.Sends(line, client, text);
    }
    return switch (text) {
      case "(closes)" -> new Step.IsClosed(line, client);
      case "(anything)" -> new Step.HearsAnything(line, client);
      default -> new Step.Hears(line, client, text);
    };
  }

  private static Duration minutes(String number) {
    return Duration.ofMinutes(Long.parseLong(number));
  }
}
