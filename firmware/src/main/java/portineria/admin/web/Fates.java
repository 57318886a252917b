package portineria.admin.web;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import portineria.store.Account;
import portineria.store.Digest;
import portineria.store.Remains;
import portineria.store.SpecialUse;
import portineria.store.Store;
import portineria.webui.SnapshotBook.Fate;
import portineria.webui.SnapshotBook.Line;

/**
 * What became of messages that a backup holds: whether a mailbox has them now, or they were erased.
 * What lies in the Trash counts as missing: it is on its way out.
 */
record Fates(Store store, Account mail) {

  /** What is known of some messages, by their digests; nothing of those that are not here. */
  Map<Digest, Remains> remains(List<Digest> digests) {
    Map<Digest, Remains> here = new HashMap<>();
    store.contents().of(mail.name(), digests).forEach(one -> here.put(one.digest(), one));
    return here;
  }

  /** The mailboxes that have a message, the Trash left out. */
  static List<String> mailboxes(Remains message) {
    return message.places().stream()
        .filter(place -> place.removed().isEmpty())
        .filter(place -> !place.use().equals(Optional.of(SpecialUse.TRASH)))
        .map(place -> place.mailbox().value())
        .distinct()
        .toList();
  }

  /** The same lines, with what is to be said of them now. */
  List<Line> asOfNow(List<Line> lines) {
    List<Digest> digests = lines.stream().map(line -> Digest.parse(line.id())).toList();
    Set<Digest> erased = mail.erased(digests);
    Set<Digest> damaged = new HashSet<>(mail.damaged(digests));
    Map<Digest, Remains> here = remains(digests);
    return lines.stream()
        .map(
            line -> {
              Digest digest = Digest.parse(line.id());
              return erased.contains(digest)
                  ? new Line(line.id(), line.came(), "", "", Fate.ERASED, List.of())
                  : asOfNow(line, Optional.ofNullable(here.get(digest)), damaged.contains(digest));
            })
        .toList();
  }

  private static Line asOfNow(Line line, Optional<Remains> here, boolean isDamaged) {
    List<String> mailboxes = isDamaged ? List.of() : here.map(Fates::mailboxes).orElse(List.of());
    Fate fate = line.fate() == Fate.UNREADABLE ? Fate.UNREADABLE : Fate.MISSING;
    return new Line(
        line.id(),
        line.came(),
        line.from(),
        line.subject(),
        mailboxes.isEmpty() ? fate : Fate.THERE,
        mailboxes);
  }
}
