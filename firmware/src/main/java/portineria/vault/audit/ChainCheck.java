package portineria.vault.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import portineria.store.Act;
import portineria.store.Audit;
import portineria.store.AuditText;
import portineria.store.Digest;

/**
 * Reads the audit chain from its beginning and names every entry that is not as it was written. One
 * use each. What is appended meanwhile may be read or not.
 */
public final class ChainCheck {
  private static final int PAGE = 1000;

  private final Audit audit;
  private final Optional<Digest> writtenDown;
  private final List<String> problems = new ArrayList<>();

  /** Entries that lack a name that they had. */
  private final List<Lack> lacks = new ArrayList<>();

  private AuditText.Head last = AuditText.Head.NONE;

  /** The hash that the last entry claims to have; that of its text, where all is well. */
  private String claimed = AuditText.NOTHING.hex();

  private OptionalLong found = OptionalLong.empty();
  private long forgottenUpTo;

  private ChainCheck(Audit audit, Optional<Digest> writtenDown) {
    this.audit = audit;
    this.writtenDown = writtenDown;
  }

  private record Lack(long entry, Set<String> parts) {}

  /**
   * What was found.
   *
   * @param head where the chain ends: its hash, written down elsewhere, proves all of it
   * @param writtenDown the number of the entry whose hash had been written down
   * @param problems in sentences; empty when the chain is as it was written
   */
  public record Report(AuditText.Head head, OptionalLong writtenDown, List<String> problems) {
    public Report {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Checks all of {@code audit}.
   *
   * @param writtenDown a head of an earlier check, which must still be there
   */
  public static Report run(Audit audit, Optional<Digest> writtenDown) {
    return new ChainCheck(audit, writtenDown).run();
  }

  private Report run() {
    long writtenBefore = audit.written();
    List<Audit.Entry> page = audit.entries(Long.MIN_VALUE, PAGE);
    while (!page.isEmpty()) {
      page.forEach(this::check);
      page = audit.entries(page.getLast().number(), PAGE);
    }
    checkEnd(writtenBefore, audit.written());
    for (Lack lack : lacks) {
      if (lack.entry > forgottenUpTo) {
        problem(lack.entry, "lacks its " + String.join(", ", lack.parts) + " before the time");
      }
    }
    if (writtenDown.isPresent() && found.isEmpty()) {
      problems.add(
          "no entry has the hash "
              + writtenDown.get().hex()
              + ": since it was written down, entries were changed or removed, or the index was"
              + " rebuilt from an older copy");
    }
    return new Report(last, found, problems);
  }

  private void check(Audit.Entry entry) {
    if (entry.number() <= last.number()) {
      problem(entry.number(), "has a number that no entry has");
      return;
    }
    checkNumber(entry.number());
    Digest hash = AuditText.hash(entry.text());
    Optional<AuditText> text = AuditText.parse(entry.text());
    if (!hash.hex().equals(entry.hash())) {
      problem(entry.number(), "was changed: its text and its hash do not belong together");
    } else if (text.isEmpty()) {
      problem(entry.number(), "was changed: its text can't be read");
    } else {
      checkPlace(entry, text.get());
      checkNames(entry, text.get());
      if (text.get().act().equals(Act.Kind.NAMES_FORGOTTEN.word())) {
        long upTo = text.get().figures().getOrDefault(Act.Figure.UP_TO.word(), 0L);
        forgottenUpTo = Math.max(forgottenUpTo, upTo);
      }
      if (writtenDown.equals(Optional.of(hash))) {
        found = OptionalLong.of(entry.number());
      }
    }
    last = new AuditText.Head(entry.number(), hash);
    claimed = entry.hash();
  }

  private void checkNumber(long number) {
    long expected = last.number() + 1;
    if (number == expected + 1) {
      problem(expected, "is missing");
    } else if (number > expected) {
      problems.add("entries " + expected + " to " + (number - 1) + " are missing");
    }
  }

  private void checkPlace(Audit.Entry entry, AuditText text) {
    if (text.number() != entry.number()) {
      problem(entry.number(), "stands in a wrong place: it was written as entry " + text.number());
    } else if (last.number() == entry.number() - 1
        && !text.previous().equals(last.hash())
        && !text.previous().hex().equals(claimed)) {
      problem(
          entry.number(),
          "does not follow entry " + last.number() + ": one of both was replaced by another");
    }
  }

  private void checkNames(Audit.Entry entry, AuditText text) {
    Set<String> missing = new TreeSet<>(text.names().keySet());
    for (Audit.Name name : entry.names()) {
      missing.remove(name.part());
      if (!name.commitment().equals(text.names().get(name.part()))) {
        problem(entry.number(), "was changed: its " + name.part() + " is not the one of then");
      }
    }
    if (!missing.isEmpty()) {
      lacks.add(new Lack(entry.number(), missing));
    }
  }

  private void checkEnd(long writtenBefore, long writtenAfter) {
    if (last.number() < writtenBefore) {
      problems.add(
          "the last entry is "
              + last.number()
              + ", but "
              + writtenBefore
              + " were written: those at the end are missing");
    } else if (last.number() > writtenAfter) {
      problems.add(
          "the last entry is "
              + last.number()
              + ", but only "
              + writtenAfter
              + " were written: one was added, or the count was changed");
    }
  }

  private void problem(long entry, String what) {
    problems.add("entry " + entry + " " + what);
  }
}
