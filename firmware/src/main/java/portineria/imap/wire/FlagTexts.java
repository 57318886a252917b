package portineria.imap.wire;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import portineria.store.Flag;
import portineria.store.FlagTable;

/**
 * Flag lists of one mailbox as they are sent, remembered by their bits: the messages of a mailbox
 * share a handful of combinations. One thread uses it.
 */
public final class FlagTexts {
  /** Combinations that are remembered; a client that makes up more of them pays for each. */
  private static final int REMEMBERED_MAX = 1000;

  /** The sign: no flag has it. */
  private static final long RECENT = 1L << 63;

  private final FlagTable table;
  private final Map<Long, byte[]> texts = new HashMap<>();
  private long lastKey;
  private byte[] lastText;

  public FlagTexts(FlagTable table) {
    this.table = table;
    this.lastText = write(0);
  }

  public FlagTable table() {
    return table;
  }

  /** {@code (\Seen $Forwarded)}; not to be changed. */
  public byte[] of(long bits, boolean recent) {
    long key = recent ? bits | RECENT : bits;
    if (key != lastKey) {
      if (texts.size() >= REMEMBERED_MAX) {
        texts.clear();
      }
      lastText = texts.computeIfAbsent(key, this::write);
      lastKey = key;
    }
    return lastText;
  }

  private byte[] write(long key) {
    StringBuilder text = new StringBuilder("(");
    for (Flag flag : table.flags(key & ~RECENT)) {
      text.append(text.length() > 1 ? " " : "").append(flag.name());
    }
    if ((key & RECENT) != 0) {
      text.append(text.length() > 1 ? " " : "").append("\\Recent");
    }
    return text.append(')').toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** All flags that the mailbox knows. */
  public byte[] all() {
    return some(flag -> true);
  }

  /** Those that are wanted of them. */
  public byte[] some(Predicate<Flag> wanted) {
    StringBuilder text = new StringBuilder("(");
    Stream.concat(Flag.SYSTEM.stream(), table.keywords().stream())
        .filter(wanted)
        .forEach(flag -> text.append(text.length() > 1 ? " " : "").append(flag.name()));
    return text.append(')').toString().getBytes(StandardCharsets.US_ASCII);
  }
}
