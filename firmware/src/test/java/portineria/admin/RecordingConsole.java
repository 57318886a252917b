package portineria.admin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Remembers what was said, with a mark for how. */
public final class RecordingConsole implements Console {
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean gone;

  /** {@code "out: …"}, {@code "err: …"} and {@code "bar: …"}. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** What was said, well or not, without the marks. */
  public String text() {
    return lines().stream()
        .filter(line -> !line.startsWith("bar: "))
        .map(line -> line.substring(5))
        .collect(Collectors.joining("\n"));
  }

  public void hangUp() {
    gone = true;
  }

  @Override
  public void say(String line) {
    lines.add("out: " + line);
  }

  @Override
  public void complain(String line) {
    lines.add("err: " + line);
  }

  @Override
  public void progress(String line) {
    lines.add("bar: " + line);
  }

  @Override
  public boolean isTerminal() {
    return true;
  }

  @Override
  public boolean isGone() {
    return gone;
  }
}
