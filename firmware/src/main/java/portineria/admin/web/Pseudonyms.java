package portineria.admin.web;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import portineria.admin.Box;
import portineria.store.Directory.Device;
import portineria.store.Source;

/**
 * Other names for people and what is theirs, the same for the same one, so that a line can still be
 * understood by somebody whom they are none of the business of.
 */
final class Pseudonyms {
  private static final Pattern ADDRESS = Pattern.compile("[\\p{L}\\p{N}._%+'-]+@[\\p{L}\\p{N}.-]+");

  private static final Pattern NUMBERS =
      Pattern.compile(
          "\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b|\\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\\b");

  /** What our own lines say of people and what is theirs, also where the box has it no more. */
  private static final Pattern VALUES =
      Pattern.compile(
          "\\b(account|user|source|device|host|target|mailbox|name|from|client)=(\"[^\"]*\"|[^\\s,]+)");

  /** A letter alone is a word in most languages. */
  private static final int NAME_LENGTH_MIN = 2;

  /** The level of a line is no account, even if one is called info. */
  private static final String NO_LEVEL = "(?!(?-i:INFO|WARN|ERROR|DEBUG)\\b)";

  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, String> addresses = new LinkedHashMap<>();
  private final Map<String, String> values = new LinkedHashMap<>();

  private Pseudonyms() {}

  /** For all whom the box knows. */
  static Pseudonyms of(Box box) {
    Pseudonyms all = new Pseudonyms();
    for (Source source : box.store().sources().all()) {
      all.name(source.name(), "source");
      all.name(source.user(), "user");
      all.name(source.host(), "host");
    }
    box.backups().targets().forEach(target -> all.name(target.name(), "target"));
    for (String account : new TreeSet<>(box.store().accountNames())) {
      all.name(account, "account");
      box.store().directory().login(account).stream()
          .flatMap(login -> login.devices().stream())
          .map(Device::label)
          .forEach(label -> all.name(label, "device"));
    }
    return all;
  }

  private void name(String name, String kind) {
    if (name.length() >= NAME_LENGTH_MIN) {
      names.putIfAbsent(name.toLowerCase(Locale.ROOT), kind + "-" + (names.size() + 1));
    }
  }

  /** The text, with other names. */
  String in(String text) {
    String told = text;
    for (String name :
        names.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList()) {
      told =
          Pattern.compile(
                  NO_LEVEL + "(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])",
                  Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
              .matcher(told)
              .replaceAll(names.getOrDefault(name, ""));
    }
    told =
        VALUES
            .matcher(told)
            .replaceAll(found -> found.group(1) + "=" + value(found.group(2), found.group(1)));
    told = ADDRESS.matcher(told).replaceAll(found -> address(found, "address"));
    return NUMBERS.matcher(told).replaceAll(found -> address(found, "ip"));
  }

  /** Of a name that the box knows, the other one is there already. */
  private String value(String value, String kind) {
    return names.containsValue(value)
        ? value
        : values.computeIfAbsent(value, one -> kind + "-old-" + (values.size() + 1));
  }

  private String address(MatchResult found, String kind) {
    return addresses.computeIfAbsent(found.group(), one -> kind + "-" + (addresses.size() + 1));
  }
}
