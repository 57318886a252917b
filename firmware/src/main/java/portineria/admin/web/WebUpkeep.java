package portineria.admin.web;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import portineria.admin.Box;
import portineria.board.SimulatedBoard;
import portineria.webui.Overview;
import portineria.webui.Refused;
import portineria.webui.Upkeep;

/** The events, the report for support, the end and the new beginning. */
final class WebUpkeep implements Upkeep {
  private static final int SHOWN_MAX = 500;
  private static final int REPORTED_MAX = 5000;

  private static final Duration SHORT_PRESS = Duration.ofMillis(200);

  /** From a click that ends the box to its end. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Box box;
  private final WebAppliance.Tools tools;
  private final Overview overview;

  WebUpkeep(Box box, WebAppliance.Tools tools, Overview overview) {
    this.box = box;
    this.tools = tools;
    this.overview = overview;
  }

  @Override
  public List<String> events(Gravity least, Optional<String> text) throws Refused {
    Optional<String> wanted = text.map(word -> word.toLowerCase(Locale.ROOT));
    return events(
        line ->
            isGrave(line, least)
                && (wanted.isEmpty() || line.toLowerCase(Locale.ROOT).contains(wanted.get())),
        SHOWN_MAX);
  }

  private static boolean isGrave(String line, Gravity least) {
    return switch (least) {
      case ALL -> true;
      case WARN -> line.contains(" WARN  ") || line.contains(" ERROR ");
      case ERROR -> line.contains(" ERROR ");
    };
  }

  private List<String> events(Predicate<String> wanted, int most) throws Refused {
    try {
      return tools.log().last(wanted, most);
    } catch (IOException unreadable) {
      throw Refused.said(unreadable);
    }
  }

  @Override
  public String report() throws Refused {
    Pseudonyms pseudonyms = Pseudonyms.of(box);
    List<String> lines = new ArrayList<>();
    Overview.Facts facts = overview.facts();
    Overview.Disk disk = overview.disk();
    lines.add("Portineria, report for support, made " + facts.now());
    lines.add("Names and addresses have been replaced; nothing of any message is in it.");
    lines.add("");
    lines.add("version " + facts.version() + ", Java " + facts.java());
    lines.add("system " + System.getProperty("os.version") + " " + System.getProperty("os.arch"));
    lines.add("running " + facts.running() + ", clock set by a server: " + facts.clockSet());
    lines.add(
        "disk "
            + disk.size()
            + " octets, free "
            + disk.free()
            + ", mail "
            + disk.mail()
            + ", "
            + disk.messages()
            + " messages, "
            + disk.accounts()
            + " accounts");
    Runtime machine = Runtime.getRuntime();
    lines.add(
        "heap "
            + (machine.totalMemory() - machine.freeMemory())
            + " of "
            + machine.maxMemory()
            + ", processors "
            + machine.availableProcessors());
    lines.add("");
    lines.add("How it is");
    for (Overview.Concern concern : overview.concerns()) {
      lines.add(concern.urgency() + " " + pseudonyms.in(concern.sentence().english()));
    }
    lines.add("");
    lines.add("The last events, the newest first");
    events(line -> true, REPORTED_MAX).forEach(line -> lines.add(pseudonyms.in(line)));
    return String.join("\n", lines) + "\n";
  }

  @Override
  public boolean hasVirtualButton() {
    return box.front().simulatedBoard().isPresent();
  }

  @Override
  public void pressButton() throws Refused {
    SimulatedBoard board =
        box.front().simulatedBoard().orElseThrow(() -> new Refused(Refused.Why.NOT_NOW));
    try {
      board.hold(SHORT_PRESS);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void shutDown() throws Refused {
    Change.make(() -> box.recordSetting("shut down"));
    soon(tools.shutDown());
  }

  @Override
  public void restart() throws Refused {
    Change.make(() -> box.recordSetting("restarted"));
    soon(tools.restart());
  }

  /** The page that says so has yet to fetch how it looks, and what makes it look again. */
  private static void soon(Runnable end) {
    CompletableFuture.delayedExecutor(GRACE.toMillis(), TimeUnit.MILLISECONDS).execute(end);
  }
}
