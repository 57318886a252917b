package portineria.vault.transfer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import portineria.store.MailboxName;

/**
 * Names of mailboxes for what is imported.
 *
 * @param into what everything goes under; what has no name of its own goes into it itself
 * @param ownName where that goes otherwise
 */
record ForeignNames(Optional<MailboxName> into, String ownName) {
  /** What no name may have: RFC 9051 §5.1. */
  private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cntrl}\\x{2028}\\x{2029}\\p{Cs}]");

  /** The mailbox for {@code name} of the source; what can't be in a name is {@code _}. */
  MailboxName of(String name) {
    if (name.isEmpty()) {
      return into.orElseGet(() -> clean(ownName));
    }
    String clean = clean(name).value();
    return into.isEmpty() ? new MailboxName(clean) : clean(into.get().value() + "/" + clean);
  }

  private static MailboxName clean(String name) {
    String normal = Normalizer.normalize(name, Normalizer.Form.NFC);
    List<String> levels = new ArrayList<>();
    for (String level : FORBIDDEN.matcher(normal).replaceAll("_").split("/")) {
      if (!level.isEmpty() && levels.size() < MailboxName.LEVELS_MAX) {
        levels.add(level);
      }
    }
    String path = String.join("/", levels);
    if (path.length() > MailboxName.LENGTH_MAX) {
      path = path.substring(0, MailboxName.LENGTH_MAX);
    }
    return new MailboxName(path.isBlank() ? "_" : path.replaceFirst("/$", ""));
  }
}
