package portineria.admin.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import portineria.admin.Box;
import portineria.store.Act;
import portineria.store.Audit;
import portineria.store.AuditText;
import portineria.store.Digest;
import portineria.vault.audit.ChainCheck;
import portineria.vault.audit.PersonalLogs.Log;
import portineria.webui.ChainBook;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;

/** The audit chain, as it is read by pages. */
record WebChain(Box box) implements ChainBook {
  private static final int LINES = 30;

  /** Entries that are read at once. */
  private static final int BLOCK = 500;

  @Override
  public Page entries(String filter, Optional<Long> before) {
    Audit audit = box.store().audit();
    List<Entry> lines = new ArrayList<>();
    String wanted = filter.toLowerCase(Locale.ROOT);
    long end = before.orElse(audit.written() + 1);
    while (end > 1 && lines.size() < LINES) {
      long from = Math.max(0, end - 1 - BLOCK);
      long upTo = end;
      List<Audit.Entry> block =
          audit.entries(from, BLOCK).stream().filter(one -> one.number() < upTo).toList();
      for (Audit.Entry entry : block.reversed()) {
        Entry line = line(entry);
        if (lines.size() < LINES && isWanted(line, wanted)) {
          lines.add(line);
        }
      }
      end = from + 1;
    }
    boolean more = lines.size() == LINES && lines.getLast().number() > 1;
    return new Page(lines, more ? Optional.of(lines.getLast().number()) : Optional.empty());
  }

  private static boolean isWanted(Entry entry, String filter) {
    String all = entry.act() + " " + entry.door() + " " + entry.by() + " " + entry.about().values();
    return filter.isEmpty() || all.toLowerCase(Locale.ROOT).contains(filter);
  }

  private static Entry line(Audit.Entry entry) {
    Optional<AuditText> read = AuditText.parse(entry.text());
    if (read.isEmpty()) {
      return new Entry(entry.number(), Optional.empty(), "", "", "", Map.of(), false);
    }
    AuditText text = read.get();
    Map<String, String> names =
        entry.names().stream()
            .collect(Collectors.toMap(Audit.Name::part, Audit.Name::text, (a, b) -> a));
    Map<String, String> about = new TreeMap<>(names);
    text.figures().forEach((word, figure) -> about.put(word, String.valueOf(figure)));
    String by = Optional.ofNullable(about.remove(Act.Part.BY.word())).orElse("");
    return new Entry(
        entry.number(),
        Optional.of(text.time()),
        text.act(),
        text.door(),
        by,
        new LinkedHashMap<>(about),
        !names.keySet().containsAll(text.names().keySet()));
  }

  @Override
  public Check check(String head) throws Refused {
    String hex = head.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    if (!hex.isEmpty() && !hex.matches("[0-9a-f]{64}")) {
      throw new Refused(Why.CHAIN_HEAD);
    }
    Optional<Digest> written = hex.isEmpty() ? Optional.empty() : Optional.of(Digest.parse(hex));
    ChainCheck.Report report = ChainCheck.run(box.store().audit(), written);
    OptionalLong found = report.writtenDown();
    return new Check(
        report.head().number(),
        report.problems(),
        report.head().hash().hex(),
        found.isPresent() ? Optional.of(found.getAsLong()) : Optional.empty());
  }

  @Override
  public int nameDays() {
    return Log.NAMES.days(box.store());
  }
}
