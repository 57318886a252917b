package portineria.fetch;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import portineria.store.Refusal;
import portineria.store.Store;

/**
 * The messages whose deletion the last QUIT asked for. If its answer never came, nobody knows
 * whether they are gone; and a server that has deleted them may have given their unique-ids to new
 * messages since. So those of them that are listed and were not confirmed are fetched again before
 * they are taken for known, and the more so before they are deleted.
 *
 * <p>Written before QUIT, as short digests of their keys; what was confirmed since needs no
 * erasing, because it is not upstream any more.
 */
final class QuitDoubt {
  private static final int DIGITS = 16;

  private final Store store;
  private final String setting;
  private final Set<String> open;

  QuitDoubt(Store store, String source) {
    this.store = store;
    this.setting = "fetch.quit." + source;
    String written = store.setting(setting).orElse("");
    this.open = written.isEmpty() ? Set.of() : Set.of(written.split(" "));
  }

  boolean isOpen() {
    return !open.isEmpty();
  }

  /** Those of {@code keys} whose fate was left open, unless they were confirmed since. */
  Set<String> among(Collection<String> keys) {
    return isOpen()
        ? keys.stream()
            .filter(key -> open.contains(shortened(key)))
            .collect(Collectors.toCollection(HashSet::new))
        : new HashSet<>();
  }

  /** These, and no others, are open from now on. */
  void write(Set<String> keys) throws Refusal {
    Set<String> fresh =
        keys.stream().map(QuitDoubt::shortened).collect(Collectors.toCollection(TreeSet::new));
    store.putSetting(setting, String.join(" ", fresh));
  }

  private static String shortened(String key) {
    return Keys.hash(key).substring(0, DIGITS);
  }
}
