package portineria.webui;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import portineria.webui.Overview.Urgency;

/**
 * How the box is, in the text format of Prometheus. Times are seconds since 1970, sizes octets;
 * what has never been has no line.
 */
final class MetricsText {
  private final StringBuilder text = new StringBuilder();

  private MetricsText() {}

  static String of(Reading reading) {
    MetricsText metrics = new MetricsText();
    metrics.box(reading);
    metrics.disk(reading.disk());
    metrics.sources(reading);
    metrics.backups(reading);
    return metrics.text.toString();
  }

  private void box(Reading reading) {
    head("portineria_info", "The program that runs.");
    line("portineria_info", label("version", reading.facts().version()), 1);
    head("portineria_concerns", "What needs a person, by how soon.");
    for (Urgency urgency : new Urgency[] {Urgency.TODAY, Urgency.NOW}) {
      String word = urgency.name().toLowerCase(Locale.ROOT);
      line("portineria_concerns", label("urgency", word), reading.count(urgency));
    }
    head("portineria_clock_synchronised", "Whether a time server has set the clock.");
    line("portineria_clock_synchronised", "", reading.facts().clockSet() ? 1 : 0);
    head("portineria_uptime_seconds", "How long the program runs.");
    line("portineria_uptime_seconds", "", reading.facts().running().toSeconds());
    Runtime machine = Runtime.getRuntime();
    head("portineria_heap_used_bytes", "Memory that the program uses.");
    line("portineria_heap_used_bytes", "", machine.totalMemory() - machine.freeMemory());
  }

  private void disk(Overview.Disk disk) {
    head("portineria_disk_size_bytes", "Size of the disk with the data.");
    line("portineria_disk_size_bytes", "", disk.size());
    head("portineria_disk_free_bytes", "Free octets of the disk with the data.");
    line("portineria_disk_free_bytes", "", disk.free());
    head("portineria_mail_bytes", "What the messages in the mailboxes have.");
    line("portineria_mail_bytes", "", disk.mail());
    head("portineria_messages", "Messages in the mailboxes.");
    line("portineria_messages", "", disk.messages());
    head("portineria_accounts", "Accounts.");
    line("portineria_accounts", "", disk.accounts());
  }

  private void sources(Reading reading) {
    String success = "portineria_source_last_success_timestamp_seconds";
    head(success, "When a visit to the provider last ended well.");
    reading
        .sources()
        .forEach(one -> time(success, label("source", one.settings().name()), one.lastSuccess()));
    String paused = "portineria_source_paused";
    head(paused, "Whether somebody has paused it.");
    for (SourceBook.State one : reading.sources()) {
      line(paused, label("source", one.settings().name()), one.settings().paused() ? 1 : 0);
    }
    String upstream = "portineria_source_upstream_messages";
    head(upstream, "Messages that lie at the provider.");
    for (SourceBook.State one : reading.sources()) {
      line(upstream, label("source", one.settings().name()), one.upstreamMessages());
    }
  }

  private void backups(Reading reading) {
    String green = "portineria_backup_last_green_timestamp_seconds";
    head(green, "When the last backup began that can be restored.");
    for (BackupBook.Target one : reading.targets()) {
      time(green, label("target", one.name()), one.lastGreen().map(BackupBook.Run::began));
    }
    String failed = "portineria_backup_failed";
    head(failed, "Whether the last backup failed.");
    for (BackupBook.Target one : reading.targets()) {
      boolean bad = !one.runs().isEmpty() && one.runs().getFirst().end() == BackupBook.End.FAILED;
      line(failed, label("target", one.name()), bad ? 1 : 0);
    }
  }

  private void head(String name, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(" gauge\n");
  }

  private void time(String name, String label, Optional<Instant> when) {
    when.ifPresent(then -> line(name, label, then.getEpochSecond()));
  }

  private void line(String name, String label, long value) {
    text.append(name).append(label).append(' ').append(value).append('\n');
  }

  private static String label(String name, String value) {
    String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "{" + name + "=\"" + quoted + "\"}";
  }
}
