package portineria.admin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Remembers what was said, with a mark for how. */
public final class RecordingConsole implements Console {
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean gone;

  /** {@code "out: …"}, {@code "err: …"} and {@code "bar: …"}. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** What was said, without the marks. */
  public String text() {
    return String.join("\n", lines.stream().map(line -> line.substring(5)).toList());
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
