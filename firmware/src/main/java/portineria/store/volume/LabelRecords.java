package portineria.store.volume;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A label as the records of a pax header: FORMAT.md, "The label". */
final class LabelRecords {
  /** UTF-8 octets of all flags; a mailbox has at most 63 of 255 characters. */
  private static final int FLAGS_OCTETS_MAX = 16 * 1024;

  private static final String GROUP = "group";

  private LabelRecords() {}

  static Map<String, String> of(Label label, Optional<Position> group) {
    Map<String, String> records = new LinkedHashMap<>();
    records.put("account", label.account());
    records.put("mailbox", label.mailbox());
    records.put("internaldate", label.internalDate().toString());
    records.put("received", label.received().toString());
    String flags = joined(label.flags());
    if (!flags.isEmpty()) {
      records.put("flags", flags);
    }
    label.source().ifPresent(source -> records.put("source", source));
    label.uidl().ifPresent(uidl -> records.put("uidl", uidl));
    group.ifPresent(position -> records.put(GROUP, text(position)));
    return records;
  }

  /** What is left of the label of an erased message. */
  static Map<String, String> ofErased(String account, Optional<Position> group) {
    Map<String, String> records = new LinkedHashMap<>();
    records.put("account", account);
    group.ifPresent(position -> records.put(GROUP, text(position)));
    return records;
  }

  private static String joined(List<String> flags) {
    StringBuilder joined = new StringBuilder();
    int octets = 0;
    for (String flag : flags) {
      octets += flag.getBytes(StandardCharsets.UTF_8).length + 1;
      if (octets <= FLAGS_OCTETS_MAX) {
        joined.append(joined.isEmpty() ? "" : " ").append(flag);
      }
    }
    return joined.toString();
  }

  /** The label in these records, where they hold one. */
  static Optional<Label> label(Map<String, String> records) {
    try {
      String flags = records.getOrDefault("flags", "");
      return Optional.of(
          new Label(
              records.getOrDefault("account", ""),
              records.getOrDefault("mailbox", ""),
              Optional.ofNullable(records.get("source")),
              Optional.ofNullable(records.get("uidl")),
              Instant.parse(records.getOrDefault("internaldate", "")),
              flags.isEmpty() ? List.of() : List.of(flags.split(" ")),
              Instant.parse(records.getOrDefault("received", ""))));
    } catch (IllegalArgumentException | DateTimeException notOurs) {
      return Optional.empty();
    }
  }

  private static String text(Position position) {
    return position.openVolume() + ":" + position.end() + ":" + position.lastVolume();
  }

  static Optional<Position> group(Map<String, String> records) {
    String[] parts = records.getOrDefault(GROUP, "").split(":");
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Position(
              Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2])));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }
}
