package portineria.admin;

import java.util.Locale;
import portineria.store.Source;
import portineria.store.Source.Keep;

/** What is set of a source, in one line: in lists, and in the audit chain. */
public final class SourceWords {
  private static final int HOST_LENGTH_MAX = 253;

  private SourceWords() {}

  /**
   * Whether a server may be called so: RFC 1123 §2.1, and addresses. Letters beyond ASCII are the
   * resolver's business.
   */
  public static boolean isServerName(String name) {
    return name.length() <= HOST_LENGTH_MAX
        && name.matches(
            "[\\p{L}\\p{N}]([\\p{L}\\p{N}._-]*[\\p{L}\\p{N}])?\\.?"
                + "|[0-9A-Fa-f:]*:[0-9A-Fa-f:.%]+");
  }

  /** {@code info pop.example:995 implicit user=… account=… mailbox=… keep=… every=…s}. */
  public static String settings(Source source) {
    return String.format(
        Locale.ROOT,
        "%s  %s:%d %s user=%s account=%s mailbox=%s keep=%s every=%ds%s",
        source.name(),
        source.host(),
        source.port(),
        source.tls().name().toLowerCase(Locale.ROOT),
        source.user(),
        source.account(),
        source.mailbox(),
        keep(source.keep()),
        source.every().toSeconds(),
        source.paused() ? " paused" : "");
  }

  /** {@code forever}, {@code days:30}, {@code backup}, {@code backup:30}, {@code none}. */
  static String keep(Keep keep) {
    return switch (keep) {
      case Keep.Forever() -> "forever";
      case Keep.Days(int days) -> "days:" + days;
      case Keep.Backup(int days) -> days == 0 ? "backup" : "backup:" + days;
      case Keep.None() -> "none";
    };
  }
}
