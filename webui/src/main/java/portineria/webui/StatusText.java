package portineria.webui;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import portineria.webui.Overview.Concern;
import portineria.webui.Overview.Disk;
import portineria.webui.Overview.Urgency;

/**
 * How the box is, as JSON. Fields are added as time goes by, and none changes its meaning: that
 * would be another version, at another address.
 *
 * <p>Times are RFC 3339 in UTC, or null; sizes are octets; {@code health} is {@code good}, {@code
 * today} or {@code now}: how soon a person should look.
 */
final class StatusText {
  private StatusText() {}

  static String of(Reading reading) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("box", reading.name());
    json.put("version", reading.facts().version());
    json.put("time", reading.facts().now());
    json.put("clockSynchronised", reading.facts().clockSet());
    json.put("uptimeSeconds", reading.facts().running().toSeconds());
    json.put("health", health(reading));
    json.put("concerns", reading.needed().stream().map(StatusText::concern).toList());
    json.put("disk", disk(reading.disk()));
    json.put("sources", reading.sources().stream().map(StatusText::source).toList());
    json.put("backups", reading.targets().stream().map(StatusText::target).toList());
    return JsonText.of(json);
  }

  private static String health(Reading reading) {
    if (reading.count(Urgency.NOW) > 0) {
      return word(Urgency.NOW);
    }
    return reading.count(Urgency.TODAY) > 0 ? word(Urgency.TODAY) : "good";
  }

  private static String word(Urgency urgency) {
    return urgency.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> concern(Concern concern) {
    return ordered(
        "urgency", word(concern.urgency()),
        "english", concern.sentence().english(),
        "italian", concern.sentence().italian());
  }

  private static Map<String, Object> disk(Disk disk) {
    return ordered(
        "size", disk.size(),
        "free", disk.free(),
        "mail", disk.mail(),
        "messages", disk.messages(),
        "accounts", disk.accounts());
  }

  private static Map<String, Object> source(SourceBook.State source) {
    return ordered(
        "name", source.settings().name(),
        "account", source.settings().account(),
        "paused", source.settings().paused(),
        "lastAttempt", source.lastAttempt(),
        "lastSuccess", source.lastSuccess(),
        "upstreamMessages", source.upstreamMessages(),
        "upstreamOctets", source.upstreamOctets(),
        "messagesThatFail", source.failures().size());
  }

  private static Map<String, Object> target(BackupBook.Target target) {
    List<BackupBook.Run> runs = target.runs();
    return ordered(
        "name", target.name(),
        "there", target.there(),
        "lastGreen", target.lastGreen().map(BackupBook.Run::began),
        "lastRun", runs.stream().findFirst().map(BackupBook.Run::began),
        "lastRunGreen", runs.stream().findFirst().map(BackupBook.Run::green),
        "size", target.lastGreen().map(BackupBook.Run::octets));
  }

  /** Names and values in turn. */
  private static Map<String, Object> ordered(Object... fields) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      map.put((String) fields[i], fields[i + 1]);
    }
    return map;
  }
}
